using SagsFlow.Beslutninger;
using SagsFlow.Data;
using SagsFlow.Moeder;
using SagsFlow.Opgaver;
using SagsFlow.Sager;
using SagsFlow.Udvikling;

namespace SagsFlow.Demo;

/// <summary>Plays the script: the clock goes to each line's time, and the one it names does what it says.</summary>
public sealed class Afspiller(Demodata data, Demokald kald, Urflytning ur, Paamindelser paamindelser, Fortaeller fortael)
{
    private readonly Dictionary<DateOnly, Guid> _moeder = [];
    private readonly Dictionary<string, Guid> _sager = new(StringComparer.Ordinal);

    /// <summary>Plays all of it and leaves the clock at the script's end.</summary>
    /// <param name="efterLinje">Told how many of the script's lines have been played, after each.</param>
    /// <param name="ct">Stops between two requests.</param>
    /// <exception cref="DemoStoppetException">A request was refused, or gave something else than the minutes have.</exception>
    public async Task SpilAsync(Action<int> efterLinje, CancellationToken ct)
    {
        var spillet = 0;
        foreach (var h in data.Manuskript.Forloeb)
        {
            await FlytUretAsync(h.Tid, ct);
            await UdfoerAsync(h, ct);
            efterLinje(++spillet);
        }

        await FlytUretAsync(data.Manuskript.Slut, ct);
    }

    /// <summary>The meeting's id in the database.</summary>
    public Guid MoedeId(DateOnly dato) => _moeder[dato];

    private async Task FlytUretAsync(DateTime til, CancellationToken ct)
    {
        var (fejl, fyret) = await ur.FlytAsync(LokalTid.TilOejeblik(til), ct);
        if (fejl is not null)
        {
            throw new DemoStoppetException(fejl.Tekst);
        }

        if (fyret > 0)
        {
            foreach (var (tid, tekst) in await paamindelser.NyeAsync(ct))
            {
                await fortael.ProgramAsync(tid, tekst);
            }
        }
    }

    private async Task UdfoerAsync(Haendelse h, CancellationToken ct)
    {
        switch (h.Art)
        {
            case HaendelseArt.Moede:
                await OpretMoedeAsync(h, ct);
                break;
            case HaendelseArt.Opret:
                await OpretSagAsync(h, ct);
                break;
            case HaendelseArt.Indsend:
                await AfslutOpgaveAsync(h, "skriv", "indsend", ct);
                break;
            case HaendelseArt.Godkend:
                await AfslutOpgaveAsync(h, "centerchef", "godkend", ct);
                break;
            case HaendelseArt.Tjek:
                await AfslutOpgaveAsync(h, "sekretariat", "godkend", ct);
                break;
            case HaendelseArt.Dagsorden:
                await LaegDagsordenAsync(h, ct);
                break;
            case HaendelseArt.Udsend:
                await UdsendAsync(h, ct);
                break;
            case HaendelseArt.Beslut:
                await BeslutAsync(h, ct);
                break;
            case HaendelseArt.Ekspeder:
                await kald.SendAsync(h.Bruger, new EkspederBeslutning((await PunktAsync(h, ct)).Id), ct);
                await fortael.SagAsync(h, data.Sag(h.Sag!), "ekspederer straks");
                break;
            case HaendelseArt.Afslut:
                var afsluttet = await kald.SendAsync(h.Bruger, new AfslutMoede(_moeder[h.Moede!.Value]), ct);
                await fortael.AfslutAsync(h, data.Moede(h.Moede.Value), afsluttet);
                break;
            default:
                throw new InvalidOperationException($"{h.Art} is not played.");
        }
    }

    private async Task OpretMoedeAsync(Haendelse h, CancellationToken ct)
    {
        var m = data.Moede(h.Moede!.Value);
        var svar = await kald.SendAsync(h.Bruger, new OpretMoede(m.Forum, m.Start, null, m.Sted, m.Deltagere), ct);
        _moeder.Add(m.Id, svar.Id);
        await fortael.MoedeAsync(h, m);
    }

    private async Task OpretSagAsync(Haendelse h, CancellationToken ct)
    {
        var sag = data.Sag(h.Sag!);
        var svar = await kald.SendAsync(h.Bruger, new OpretSag(sag.Sag!), ct);
        _sager.Add(h.Sag!, svar.Id);
        await fortael.SagAsync(h, sag, "opretter");
    }

    /// <summary>The task is found where its person finds it: on the list of what waits.</summary>
    private async Task AfslutOpgaveAsync(Haendelse h, string node, string udfald, CancellationToken ct)
    {
        var sag = data.Sag(h.Sag!);
        var opgaver = await kald.SendAsync(h.Bruger, new HentOpgaver(Mine: true, new SagId(_sager[h.Sag!]), null, Infrastructure.Side.Af(null, null)), ct);
        var opgave = opgaver.Elementer.FirstOrDefault(o => o.Node == node)
            ?? throw new DemoStoppetException($"{h.Bruger} har ingen opgave »{node}« i {sag.Journalnummer} den {h.Tid:dd-MM-yyyy HH.mm}.");
        await kald.SendAsync(h.Bruger, new AfslutOpgave(new OpgaveId(opgave.Id), new AfslutningBody(udfald, null, null, null)), ct);
        await fortael.SagAsync(h, sag, node switch { "skriv" => "indsender", "centerchef" => "godkender i centret", _ => "har tjekket" });
    }

    /// <summary>Each item is put at its place; one that a postponement put there already is pushed down until it stands at its own.</summary>
    private async Task LaegDagsordenAsync(Haendelse h, CancellationToken ct)
    {
        var moede = _moeder[h.Moede!.Value];
        var lagt = (await kald.SendAsync(h.Bruger, new HentDagsorden(moede, null), ct)).Punkter.Select(p => p.SagId).ToList();
        for (var i = 0; i < h.Punkter.Count; i++)
        {
            if (!_sager.TryGetValue(h.Punkter[i], out var sagId) || !lagt.Contains(sagId))
            {
                await kald.SendAsync(h.Bruger, new LaegPaaDagsorden(moede, await NytPunktAsync(h, h.Punkter[i], i + 1, ct)), ct);
            }
        }

        await fortael.DagsordenAsync(h, data.Moede(h.Moede.Value), lagt.Count);
    }

    private async Task<NytPunktBody> NytPunktAsync(Haendelse h, string navn, int placering, CancellationToken ct)
    {
        var sag = data.Sag(navn);
        var behandling = data.Behandling(navn, h.Moede!.Value);
        var punkt = new NytPunktBody { Placering = placering, Gaester = behandling.Gaester, Underpunkter = behandling.Underpunkter };
        if (sag.Punkt is { } fast)
        {
            return punkt with { Titel = fast.Titel, Journalnummer = fast.Journalnummer, Tekst = fast.Baggrund };
        }

        var forloeb = await kald.SendAsync(h.Bruger, new HentForloeb(new SagId(_sager[navn])), ct);
        var klar = forloeb.Trin.FirstOrDefault(t => t.Status == TrinStatus.Klar && t.Forum == behandling.Forum)
            ?? throw new DemoStoppetException($"{sag.Journalnummer} er ikke klar til {behandling.Forum} den {h.Tid:dd-MM-yyyy HH.mm}.");
        return punkt with { ForelaeggelseId = klar.ForelaeggelseId };
    }

    /// <summary>The numbers must come out as the minutes have them.</summary>
    private async Task UdsendAsync(Haendelse h, CancellationToken ct)
    {
        var udsendt = await kald.SendAsync(h.Bruger, new UdsendDagsorden(_moeder[h.Moede!.Value]), ct);
        await fortael.UdsendAsync(h, data.Moede(h.Moede.Value), udsendt);
        var raekkefoelge = data.Manuskript.Forloeb.Single(d => d.Art == HaendelseArt.Dagsorden && d.Moede == h.Moede).Punkter;
        foreach (var navn in raekkefoelge)
        {
            var ventet = data.Behandling(navn, h.Moede.Value).Nr;
            var fik = udsendt.Punkter.Single(p => ErDette(p, navn)).Nr;
            if (ventet is not null && fik != ventet)
            {
                throw new DemoStoppetException($"{data.Sag(navn).Journalnummer} fik nummer {fik} på dagsordenen for {h.Moede:dd-MM-yyyy}; i referatet har den {ventet}.");
            }
        }
    }

    private async Task BeslutAsync(Haendelse h, CancellationToken ct)
    {
        var b = data.Behandling(h.Sag!, h.Moede!.Value).Beslutning!;
        var body = new BeslutningBody
        {
            Udfald = b.Udfald,
            Tekst = b.Tekst,
            Punkter = b.Punkter,
            UdskudtTil = b.UdskudtTil is { } til ? new UdskydelseBody(_moeder[til.Moede], null, null) : null,
            Ruter = b.Ruter,
            Bestillinger = b.Bestillinger,
        };
        var svar = await kald.SendAsync(h.Bruger, new RegistrerBeslutning((await PunktAsync(h, ct)).Id, body), ct);
        await fortael.BeslutAsync(h, data.Sag(h.Sag!), data.Moede(h.Moede.Value), svar, b.UdskudtTil?.Moede);
    }

    private async Task<Moeder.PunktSvar> PunktAsync(Haendelse h, CancellationToken ct)
    {
        var dagsorden = await kald.SendAsync(h.Bruger, new HentDagsorden(_moeder[h.Moede!.Value], null), ct);
        return dagsorden.Punkter.FirstOrDefault(p => ErDette(p, h.Sag!))
            ?? throw new DemoStoppetException($"{data.Sag(h.Sag!).Journalnummer} er ikke på dagsordenen for {h.Moede:dd-MM-yyyy}.");
    }

    private bool ErDette(Moeder.PunktSvar p, string navn) =>
        _sager.TryGetValue(navn, out var sag) ? p.SagId == sag : p.SagId is null && p.Titel == data.Sag(navn).Titel;
}

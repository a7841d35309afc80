using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Frister;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Sager;

namespace SagsFlow.Moeder;

/// <summary>The cases that are meant for a meeting and have not been handed in; for its secretary.</summary>
public sealed record HentVarslede(Guid MoedeId) : IForespoergsel<VarsledeSvar>;

/// <param name="SidstPaamindet">When the secretary last reminded; null when not yet.</param>
public sealed record VarsledeSvar(IReadOnlyList<VarsletSvar> Sager, DateTimeOffset? SidstPaamindet);

/// <summary>A case that is announced for a meeting.</summary>
/// <param name="Frist">When it is to be handed in, local time.</param>
/// <param name="HosSekretariatet">Whether its center has done its part, and the secretariat is to check it.</param>
public sealed record VarsletSvar(Guid SagId, Guid ForelaeggelseId, string Titel, string? Journalnummer, string Center, bool Lukket, DateTime Frist, FristTilstand Tilstand, bool HosSekretariatet);

/// <summary>A case that is announced for a meeting, and whether it lies with the secretariat by now.</summary>
public sealed record Varslet(Sagsaflevering Aflevering, bool HosSekretariatet);

/// <summary>Finds them.</summary>
public sealed class VarsledeSager(Arbejde arbejde, Adgang adgang, Sagsafleveringer afleveringer)
{
    public const string Haendelse = "varslede-paamindet";

    public async Task<IReadOnlyList<Varslet>> TilAsync(Moede moede, CancellationToken ct)
    {
        var alle = await afleveringer.FindAsync(arbejde.Db.Sager.Where(adgang.SynligSag), ct);
        var tilMoedet = alle.Where(a => a.Forelaeggelse.ForumId == moede.ForumId && a.Moededag == moede.Dato && adgang.Ser(a.Forelaeggelse, a.Sag.CenterId)).ToList();
        var ider = tilMoedet.Select(a => a.Sag.Id).Distinct().ToList();
        var roller = (await arbejde.Db.Opgaver.AsNoTracking().Where(o => o.Afsluttet == null && ider.Contains(o.SagId)).Select(o => new { o.SagId, o.Rolle }).ToListAsync(ct)).ToLookup(o => o.SagId, o => o.Rolle);
        var sekretariat = Navne.Ord(Rolle.Sekretariat);
        return
        [
            .. from a in tilMoedet
               let egne = roller[a.Sag.Id]
               orderby a.Sag.CenterId, a.Sag.Id.Value
               select new Varslet(a, egne.Any() && egne.All(r => r == sekretariat)),
        ];
    }
}

public sealed class HentVarsledeHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora, VarsledeSager varslede, Sagsvisning visning, TimeProvider ur) : IRequestHandler<HentVarslede, Svar<VarsledeSvar>>
{
    public async Task<Svar<VarsledeSvar>> Handle(HentVarslede request, CancellationToken cancellationToken)
    {
        var fundet = await arbejde.Db.Moeder.AsNoTracking().ForSekretaerAsync(request.MoedeId, adgang.Person, fora, cancellationToken);
        if (fundet.Fejl is { } ikkeHer)
        {
            return ikkeHer;
        }

        var moede = fundet.Vaerdi;

        var nu = LokalTid.Af(ur.GetUtcNow());
        var svar = new List<VarsletSvar>();
        foreach (var (a, hosSekretariatet) in moede.TjekAabent() is null ? await varslede.TilAsync(moede, cancellationToken) : [])
        {
            var titel = await visning.TitelAsync(a.Sag, cancellationToken);
            svar.Add(new VarsletSvar(
                a.Sag.Id.Value, a.Forelaeggelse.Id.Value, titel, a.Sag.Journalnummer, a.Sag.CenterId, a.Forelaeggelse.Lukket is not null, a.Frist.Forfald, Fristopgoerelse.Tilstand(a.Frist.Forfald, nu), hosSekretariatet));
        }

        var kaede = moede.Kaede;
        var sidst = await arbejde.Db.Historik.AsNoTracking().Where(h => h.Kaede == kaede && h.Art == VarsledeSager.Haendelse).OrderByDescending(h => h.Nr).Select(h => (DateTimeOffset?)h.Tid).FirstOrDefaultAsync(cancellationToken);
        return new VarsledeSvar(svar, sidst);
    }
}

/// <summary>Reminds everybody who is still to hand in to a meeting; of each case at most once a day.</summary>
public sealed record PaamindVarslede(Guid MoedeId) : IKommando<PaamindetSvar>;

/// <param name="Sager">How many cases somebody was reminded of now.</param>
/// <param name="Personer">How many people were.</param>
/// <param name="AlleredeIDag">How many cases had been reminded of earlier today.</param>
public sealed record PaamindetSvar(int Sager, int Personer, int AlleredeIDag);

public sealed class PaamindVarsledeHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora, VarsledeSager varslede) : IRequestHandler<PaamindVarslede, Svar<PaamindetSvar>>
{
    public async Task<Svar<PaamindetSvar>> Handle(PaamindVarslede request, CancellationToken cancellationToken)
    {
        var fundet = await arbejde.Db.Moeder.ForSekretaerAsync(request.MoedeId, adgang.Person, fora, cancellationToken);
        if (fundet.Fejl is { } ikkeHer)
        {
            return ikkeHer;
        }

        var moede = fundet.Vaerdi;

        if (moede.TjekAabent() is { } laast)
        {
            return laast;
        }

        var alle = (await varslede.TilAsync(moede, cancellationToken)).Where(v => !v.HosSekretariatet).Select(v => v.Aflevering).ToList();
        var (sager, personer) = (0, new HashSet<string>(StringComparer.Ordinal));
        foreach (var a in alle)
        {
            var paamindede = await PaamindAsync(moede, a, cancellationToken);
            sager += paamindede.Count > 0 ? 1 : 0;
            personer.UnionWith(paamindede);
        }

        if (sager > 0)
        {
            arbejde.Historik.Tilfoej(moede.Kaede, VarsledeSager.Haendelse, $"Der er sendt en påmindelse om {Dansk.Antal(sager, "sag", "sager")}, der mangler at blive afleveret til mødet.");
        }

        return new PaamindetSvar(sager, personer.Count, alle.Count - sager);
    }

    private async Task<IReadOnlyList<string>> PaamindAsync(Moede moede, Sagsaflevering a, CancellationToken ct)
    {
        var idag = LokalTid.Dato(arbejde.Nu);
        var paamindede = new List<string>();
        foreach (var brugernavn in await Modtagere.ForCentretsSagAsync(arbejde.Store, a.Sag, idag, ct))
        {
            if (!await arbejde.Store.NoteReminderAsync($"varslet/{a.Forelaeggelse.Id}", idag, 0, brugernavn, ct))
            {
                continue;
            }

            paamindede.Add(brugernavn);
            var besked = new Besked
            {
                Id = NytId.Guid(arbejde.Nu),
                Brugernavn = brugernavn,
                SagId = a.Sag.Id,
                ForelaeggelseId = a.Forelaeggelse.Id,
                Tekst = $"Påmindelse fra sekretariatet: »{a.Sag.Titel}« mangler at blive afleveret til {fora.Navn(moede.ForumId)} den {Dansk.Dato(moede.Dato)}. Fristen {(a.Frist.Forfald < LokalTid.Af(arbejde.Nu) ? "var" : "er")} {Dansk.Tid(a.Frist.Forfald)}.",
                Tid = arbejde.Nu,
            };
            await arbejde.Store.InsertMessageAsync(besked, ct);
        }

        if (paamindede.Count > 0 && a.Forelaeggelse.Lukket is null)
        {
            arbejde.Historik.Tilfoej(a.Sag.Kaede, "paamindelse", $"Sekretariatet har påmindet om aflevering til {fora.Navn(moede.ForumId)} den {Dansk.Dato(moede.Dato)}.", forelaeggelse: a.Forelaeggelse.Id);
        }

        return paamindede;
    }
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Infrastructure;
using SagsFlow.Sager;

namespace SagsFlow.Ruteplaner;

/// <summary>Can the case make it? From where it stands, with its own dates as targets.</summary>
public sealed record HentSagsruteplan(SagId Id) : IForespoergsel<RuteplanSvar>;

public sealed class HentSagsruteplanHandler(Adgang adgang, Sagsruteplaner sagsplaner) : IRequestHandler<HentSagsruteplan, Svar<RuteplanSvar>>
{
    private static readonly RuteplanBody Intet = new(null, null, null, null, null, null, null, null);

    public async Task<Svar<RuteplanSvar>> Handle(HentSagsruteplan request, CancellationToken cancellationToken) =>
        await adgang.FindSagAsync(request.Id, cancellationToken) is { } sag ? await sagsplaner.SvarAsync(sag, Intet, cancellationToken) : SagFejl.FindesIkke;
}

/// <summary>Plans a running case and shows it to a caller.</summary>
public sealed class Sagsruteplaner(Ruteplanberegning beregning, Sagsgrundlagslaeser laeser, Arbejde arbejde, Adgang adgang, Forakatalog fora, TimeProvider ur)
{
    /// <param name="sag">One the caller may know of.</param>
    /// <param name="body">What is asked; without a target the case's own dates are the targets.</param>
    public async Task<Svar<RuteplanSvar>> SvarAsync(Sag sag, RuteplanBody body, CancellationToken ct)
    {
        var forelaeggelser = await arbejde.Db.Forelaeggelser.AsNoTracking().Where(f => f.SagId == sag.Id).OrderBy(f => f.Raekkefoelge).ToListAsync(ct);
        if (!forelaeggelser.TrueForAll(f => adgang.Ser(f, sag.CenterId)))
        {
            return Delvist(sag, forelaeggelser);
        }

        var uden = await beregning.BeregnAsync(body, sag, ct);
        if (uden.Fejl is { } fejl)
        {
            return fejl;
        }

        // A step that is not there yet begins closed with the case.
        if (sag.Lukket is not null && uden.Vaerdi.Rute.Forloeb.Forelaeggelser.Any(t => !adgang.SerLukket(t.Forum!, sag.CenterId)))
        {
            return Delvist(sag, forelaeggelser);
        }

        var visning = new Ruteplanvisning(fora);
        if (body.Maal is not null)
        {
            return visning.Svar(uden.Vaerdi, sag.Id.Value);
        }

        var egne = await EgneMaalAsync(sag, uden.Vaerdi, ct);
        var plan = await MedMaalAsync(sag, body, egne, ct) ?? uden.Vaerdi;
        var svar = visning.Svar(plan, sag.Id.Value);
        var vurderet = egne.ConvertAll(e => Vurder(e, plan.Rute.Forloeb));
        return svar with
        {
            KanNaas = svar.KanNaas == true && vurderet.TrueForAll(v => v.KanNaas),
            EgneMaal = vurderet,
            Advarsler = [.. svar.Advarsler, .. vurderet.Where(v => !v.KanNaas).Select(v => Maalvurdering.Tekst(fora, svar.Start, v.Hvad, v.Senest, v.Forum, v.Dato))],
        };
    }

    /// <summary>What the case is to reach, each with the forum it is judged by; what a forum has treated is behind it.</summary>
    private async Task<List<(Sagsmaal Maal, string Forum)>> EgneMaalAsync(Sag sag, Beregnet plan, CancellationToken ct)
    {
        var sidste = plan.Rute.Forloeb.Forelaeggelser.LastOrDefault()?.Forum;
        return
        [
            .. from grundlag in await laeser.LaesAsync([sag.Id], ct)
               from m in Sagsmaal.Af(grundlag, fora)
               where m.Forum is null ? sidste is not null : plan.Forudsaetninger.Stilling?.Behandlet.ContainsKey(m.Forum) == false
               select (m, m.Forum ?? sidste),
        ];
    }

    /// <summary>A plan for the target that is hardest to reach, so that it tells what would do; null when there is none that has not passed.</summary>
    private async Task<Beregnet?> MedMaalAsync(Sag sag, RuteplanBody body, List<(Sagsmaal Maal, string Forum)> egne, CancellationToken ct)
    {
        var idag = LokalTid.Dato(ur.GetUtcNow());
        Beregnet? bedst = null;
        foreach (var (maal, forum) in egne.Where(e => e.Maal.Senest >= idag).OrderBy(e => e.Maal.Senest))
        {
            var plan = await beregning.BeregnAsync(body with { Maal = new MaalBody(forum, maal.Senest) }, sag, ct);
            if (plan.Fejl is null)
            {
                bedst ??= plan.Vaerdi;
                if (!plan.Vaerdi.Rute.KanNaas)
                {
                    return plan.Vaerdi;
                }
            }
        }

        return bedst;
    }

    private static EgetMaalSvar Vurder((Sagsmaal Maal, string Forum) eget, Ruteforloeb forloeb)
    {
        var dato = forloeb.Sidste(eget.Forum)?.Moede?.Dato;
        return new EgetMaalSvar(eget.Maal.Hvad, eget.Forum, eget.Maal.Senest, dato <= eget.Maal.Senest, dato);
    }

    /// <summary>
    /// What a caller is told who may not see every step: the names of those that are open to him. When a step comes depends on the closed ones, so
    /// no date is told, nor what is in the way.
    /// </summary>
    private RuteplanSvar Delvist(Sag sag, List<Forelaeggelse> forelaeggelser) => new()
    {
        Workflow = sag.Workflow,
        SagId = sag.Id.Value,
        Start = LokalTid.Dato(ur.GetUtcNow()),
        Trin =
        [
            .. forelaeggelser.Where(f => f.Tilstand is ForelaeggelseTilstand.Klar or ForelaeggelseTilstand.Planlagt && adgang.Ser(f, sag.CenterId))
                .Select((f, i) => new RutetrinSvar(i + 1, f.Node ?? f.ForumId, fora.Navn(f.ForumId), Trinart.Forelaeggelse, f.ForumId, fora.Navn(f.ForumId), null, f.Behandling, null, null, null, null, null, null, null, null)),
        ],
    };
}

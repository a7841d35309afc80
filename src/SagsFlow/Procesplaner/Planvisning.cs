using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Frister;
using SagsFlow.Kalender;
using SagsFlow.Moeder;

namespace SagsFlow.Procesplaner;

/// <summary>Shows a plan as it stands: dates, deadlines, what does not fit, and of the cases made from it those the caller may see.</summary>
public sealed class Planvisning(Arbejde arbejde, Adgang adgang, Forakatalog fora, Arbejdskalender kalender, Moedefrister frister, Plankonflikter konflikter, TimeProvider ur)
{
    /// <summary>Arbejdsdage ahead that count as near: the first of the usual reminders of a delivery.</summary>
    private const int NaerArbejdsdage = 10;

    public async Task<ProcesplanSvar> SvarAsync(Procesplan plan, CancellationToken ct)
    {
        var datoer = Datoer(plan);
        var moeder = await MoederAsync(plan, datoer.Values, ct);
        var sager = await SynligeSagerAsync(plan.Id, ct);
        var nu = LokalTid.Af(ur.GetUtcNow());
        var (spor, trin) = (plan.Indhold.Spor.Select(s => s.Id).ToList(), plan.Indhold.Trin.Select(t => t.Id).ToList());
        var celler = plan.Indhold.Celler.OrderBy(c => spor.IndexOf(c.Spor)).ThenBy(c => trin.IndexOf(c.Trin)).ThenBy(c => datoer[c.Id].Tidligst);
        return new ProcesplanSvar(
            plan.Id, plan.Titel, plan.Aar, plan.Indhold.Kilde, plan.Indhold.Journalnummer, AnkerSvar.Af(plan), plan.KopiAf, plan.Indhold.Spor, plan.Indhold.Trin,
            [.. celler.Select(c => Celle(plan, c, datoer[c.Id], moeder, sager.TryGetValue(c.Id, out var sag) ? sag : null, nu))],
            [.. konflikter.Find(plan, moeder).OrderByDescending(k => k.Alvor)],
            plan.Version);
    }

    /// <summary>The plan with the cells that have another date than before.</summary>
    /// <param name="foer">The dates there were.</param>
    public async Task<ProcesplanSvar> MedFlytningerAsync(Procesplan plan, Dictionary<string, Omtrentligdato> foer, CancellationToken ct)
    {
        var efter = Datoer(plan);
        return await SvarAsync(plan, ct) with
        {
            Flyttet = [.. plan.Indhold.Celler.Where(c => foer[c.Id] != efter[c.Id]).Select(c => new FlytningSvar(c.Id, c.Titel, foer[c.Id].Tekst, efter[c.Id].Tekst))],
        };
    }

    /// <summary>The date of every cell by its id.</summary>
    public Dictionary<string, Omtrentligdato> Datoer(Procesplan plan) =>
        plan.Indhold.Celler.ToDictionary(c => c.Id, c => c.Dato.Beregn(plan.Anker, kalender), StringComparer.Ordinal);

    private async Task<IReadOnlyList<Moede>> MoederAsync(Procesplan plan, IReadOnlyCollection<Omtrentligdato> datoer, CancellationToken ct)
    {
        var dage = datoer.SelectMany(d => new[] { d.Tidligst, d.Senest }).OfType<DateOnly>().ToList();
        return dage.Count == 0 ? [] : await arbejde.Db.MellemAsync(
            plan.Indhold.Celler.Select(c => c.Forum), new DateOnly(dage.Min().Year, 1, 1), new DateOnly(dage.Max().Year, 12, 31), ct);
    }

    private async Task<Dictionary<string, SagId>> SynligeSagerAsync(string planId, CancellationToken ct)
    {
        var synlige = arbejde.Db.Sager.Where(adgang.SynligSag);
        return await arbejde.Db.Plansager.AsNoTracking().Where(p => p.PlanId == planId && synlige.Any(s => s.Id == p.SagId)).ToDictionaryAsync(p => p.Celle, p => p.SagId, ct);
    }

    private CelleSvar Celle(Procesplan plan, Plancelle celle, Omtrentligdato dato, IReadOnlyList<Moede> moeder, SagId? sag, DateTime nu)
    {
        var moede = dato.ErEnDag ? moeder.FirstOrDefault(m => m.ForumId == celle.Forum && m.Dato == dato.Tidligst && m.Aflyst is null) : null;
        var aflevering = dato is { ErEnDag: true, Tidligst: { } dag } && celle.Forum is not null
            ? frister.Af(celle.Forum, moede?.Start ?? dag.ToDateTime(TimeOnly.MinValue), Moedefristart.Aflevering)
            : null;
        return new CelleSvar(
            celle.Id, celle.Spor, celle.Trin, celle.Titel, celle.Forum, celle.Forum is null ? null : fora.Navn(celle.Forum), celle.Center, dato.Tidligst, dato.Senest, dato.Tekst, celle.Kl,
            celle.Dato.Forklaring(plan.Ankernavn, plan.Anker), celle.Note, celle.Tolket, Tilstand(celle, dato, aflevering, sag is not null, nu),
            aflevering is null ? null : new AfleveringSvar(aflevering.Forfald, aflevering.Forklaring), moede?.Id.Value, sag?.Value);
    }

    private Celletilstand Tilstand(Plancelle celle, Omtrentligdato dato, Moedefrist? aflevering, bool harSag, DateTime nu)
    {
        if (dato.Senest is not { } senest)
        {
            return Celletilstand.UdenDato;
        }

        if (senest.ToDateTime(celle.Kl ?? new TimeOnly(23, 59)) < nu)
        {
            return Celletilstand.Afholdt;
        }

        if (!harSag && aflevering?.Forfald < nu)
        {
            return Celletilstand.Overskredet;
        }

        var idag = DateOnly.FromDateTime(nu);
        var naeste = harSag || aflevering is null ? dato.Tidligst ?? senest : DateOnly.FromDateTime(aflevering.Forfald);
        return naeste <= idag || kalender.ArbejdsdageMellem(idag, naeste) <= NaerArbejdsdage ? Celletilstand.Naer : Celletilstand.Planlagt;
    }
}

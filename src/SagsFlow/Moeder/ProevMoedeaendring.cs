using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Ruteplaner;

namespace SagsFlow.Moeder;

/// <summary>What moving, changing or cancelling a meeting would move and break. It is done and undone again, so that the answer is the one saving gives.</summary>
public sealed record ProevMoedeaendring(Guid Id, MoedeaendringBody Aendring) : IForespoergsel<MoedeSvar>, IValideres
{
    public void Valider(Feltfejl fejl) => Aendring.Valider(fejl);
}

public sealed class ProevMoedeaendringHandler(Arbejde arbejde, Kald kald, Moedeaendringer aendringer, Moedeplanfoelger planfoelger) : IRequestHandler<ProevMoedeaendring, Svar<MoedeSvar>>
{
    public async Task<Svar<MoedeSvar>> Handle(ProevMoedeaendring request, CancellationToken cancellationToken)
    {
        var svar = await arbejde.UdfoerAsync(kald.Person.Brugernavn, async () => (false, await ProevAsync(request, cancellationToken)), null, cancellationToken);
        return svar.Fejl is not null ? svar : svar.Vaerdi with
        {
            Brud = [.. svar.Vaerdi.Brud ?? [], .. await planfoelger.FindAsync(new MoedeId(request.Id), svar.Vaerdi.Aflyst is null ? svar.Vaerdi.Start : null, cancellationToken)],
        };
    }

    private async Task<Svar<MoedeSvar>> ProevAsync(ProevMoedeaendring request, CancellationToken ct)
    {
        var fundet = await aendringer.FindAsync(request.Id, ct);
        if (fundet.Fejl is { } fejl)
        {
            return fejl;
        }

        var version = fundet.Vaerdi.Version;
        if (kald.IfMatch is not null && kald.TjekVersion(version) is { } foraeldet)
        {
            return foraeldet;
        }

        var svar = await aendringer.UdfoerAsync(fundet.Vaerdi, request.Aendring, ct);
        return svar.Fejl is not null ? svar : svar.Vaerdi with { Version = version };
    }
}

/// <summary>Tells which running cases would no longer make what they are to, were a meeting another day or not held.</summary>
public sealed class Moedeplanfoelger(Arbejde arbejde, Adgang adgang, Forakatalog fora, Plangrundlagslaeser grundlagslaeser, Sagsgrundlagslaeser laeser, Sagsbedoemmelse bedoemmelse)
{
    /// <summary>More cases than anybody reads; the rest are counted.</summary>
    private const int Flest = 100;

    /// <param name="nyStart">Local time; null: it is not held.</param>
    public async Task<IReadOnlyList<string>> FindAsync(MoedeId id, DateTime? nyStart, CancellationToken ct)
    {
        var moede = await arbejde.Db.Moeder.AsNoTracking().FirstAsync(m => m.Id == id, ct);
        if (moede.Start == nyStart)
        {
            return [];
        }

        var beroerte = await BeroerteAsync(moede, nyStart, ct);
        var foer = await grundlagslaeser.LaesAsync(null, ct);
        var efter = foer.MedMoede(id.Value, nyStart);
        var brud = new List<string>();
        foreach (var sag in await laeser.LaesAsync([.. beroerte.Take(Flest)], ct))
        {
            // What the agenda's own items miss in this forum is told with the items.
            var paa = sag.Punkter.Any(p => p.MoedeId == id);
            var ramt = Ikke(sag, efter).Except(Ikke(sag, foer)).Where(v => !(paa && v.Forum == moede.ForumId));
            brud.AddRange(ramt.Select(v => $"»{sag.Titel}«: {v.Tekst(fora, foer.Idag)}"));
        }

        return beroerte.Count <= Flest ? brud : [.. brud, $"Yderligere {beroerte.Count - Flest} sagers vej regnes om, når ændringen gemmes."];
    }

    private IEnumerable<Maalvurdering> Ikke(Sagsgrundlag sag, Plangrundlag grundlag) => (bedoemmelse.Bedoem(sag, grundlag)?.Maal ?? []).Where(v => !v.Naas && v.Maal.Senest >= grundlag.Idag);

    /// <summary>The cases that reckon with it or could, of those the caller may see whole.</summary>
    private async Task<List<SagId>> BeroerteAsync(Moede moede, DateTime? nyStart, CancellationToken ct)
    {
        var db = arbejde.Db;
        var (id, forum, fra) = ((MoedeId?)moede.Id, nyStart is null ? "" : moede.ForumId, DateOnly.FromDateTime(nyStart ?? moede.Start));

        // The days are compared here: the database keeps them as text.
        var trin = await db.Sagsplantrin.AsNoTracking().Where(t => t.MoedeId == id || t.ForumId == forum).ToListAsync(ct);
        var ider = trin.Where(t => t.MoedeId == id || t.Dag is null || t.Dag >= fra).Select(t => t.SagId).Distinct().ToArray();
        var centre = adgang.Person.Centre;
        var synlige = await db.Sager.AsNoTracking().Where(adgang.SynligSag).Where(s => ider.Contains(s.Id) && (s.Lukket == null || centre.Contains(s.CenterId))).Select(s => s.Id).ToListAsync(ct);
        var skjulte = await adgang.SagerMedSkjulte.Where(s => ider.Contains(s)).ToListAsync(ct);
        return [.. synlige.Except(skjulte).OrderBy(s => s.Value)];
    }
}

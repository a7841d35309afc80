using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Sager;

/// <summary>What a writer should know of a case's facts before they are sent in; none of it hinders anything.</summary>
/// <param name="Sag">The case itself, or null for one that is not made yet.</param>
/// <param name="OensketDato">The day of the meeting hoped for.</param>
/// <param name="EgneDatoer">The case's own dates, in the form's order.</param>
public sealed record TjekOplysninger(Guid? Sag, string? Journalnummer, DateOnly? OensketDato, IReadOnlyList<DateOnly?> EgneDatoer) : IForespoergsel<OplysningstjekSvar>;

public sealed record OplysningstjekSvar(IReadOnlyList<Oplysningshint> Hint);

/// <summary>Something to know of one field.</summary>
/// <param name="Felt">As the request for the facts names it: <c>journalnummer</c>, <c>oensketMoede</c>, <c>egneDatoer[0]</c>.</param>
/// <param name="SagId">A case that it is about, if the caller may see it.</param>
public sealed record Oplysningshint(string Felt, string Tekst, Guid? SagId = null);

public sealed class TjekOplysningerHandler(Arbejde arbejde, Adgang adgang, Sagsvisning visning, TimeProvider ur) : IRequestHandler<TjekOplysninger, Svar<OplysningstjekSvar>>
{
    private const string Journalnummerfelt = "journalnummer";

    public async Task<Svar<OplysningstjekSvar>> Handle(TjekOplysninger request, CancellationToken cancellationToken)
    {
        var hint = new List<Oplysningshint>();
        if (IndholdBody.Tom(request.Journalnummer)?.Trim() is { } nummer && await BrugesAsync(nummer, request.Sag, cancellationToken) is { } bruges)
        {
            hint.Add(bruges);
        }

        var idag = LokalTid.Dato(ur.GetUtcNow());
        if (request.OensketDato < idag)
        {
            hint.Add(new Oplysningshint("oensketMoede", "Dagen er gået, så sagen kan ikke nå det møde."));
        }

        hint.AddRange(request.EgneDatoer.Select((d, i) => (Dato: d, Nr: i)).Where(d => d.Dato < idag).Select(d => new Oplysningshint($"egneDatoer[{d.Nr}]", "Dagen er gået.")));
        return new OplysningstjekSvar(hint);
    }

    /// <summary>
    /// One number may stand on several cases (domain: § 2.1), so it is told and not refused. Of a case the caller may not see only that there is one; and
    /// of a closed one not even that, before its number has stood on an agenda that was sent.
    /// </summary>
    private async Task<Oplysningshint?> BrugesAsync(string nummer, Guid? egen, CancellationToken ct)
    {
        var db = arbejde.Db;
        var denne = new SagId(egen ?? Guid.Empty);
        if (await db.Sager.AsNoTracking().Where(adgang.SynligSag).Where(s => s.Journalnummer == nummer && s.Id != denne).OrderBy(s => s.Oprettet).FirstOrDefaultAsync(ct) is { } synlig)
        {
            return new Oplysningshint(Journalnummerfelt, $"Nummeret bruges også af »{await visning.TitelAsync(synlig, ct)}«.", synlig.Id.Value);
        }

        SagId? mulig = denne;
        var brugt = await db.Dagsordenspunkter.AnyAsync(p => p.Journalnummer == nummer && p.Nr != null && p.SagId != mulig, ct)
            || await db.Sager.AnyAsync(s => s.Journalnummer == nummer && s.Id != denne && s.Lukket == null && !db.Forelaeggelser.Any(f => f.SagId == s.Id && f.Lukket != null), ct);
        return brugt ? new Oplysningshint(Journalnummerfelt, "Nummeret bruges også af en anden sag, som du ikke har adgang til.") : null;
    }
}

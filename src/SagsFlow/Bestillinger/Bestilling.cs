using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Bestillinger;

/// <summary>Work that a decision, or an "Opfølgning:" line, ordered (domain: § 2.5).</summary>
public sealed class Bestilling : IVersioneret, IPaaKaede
{
    public BestillingId Id { get; init; }

    /// <summary>The forum that ordered it, and that its answer is reported back to.</summary>
    public required string ForumId { get; init; }

    public SagId? SagId { get; init; }

    public BeslutningId? BeslutningId { get; init; }

    public DagsordenspunktId DagsordenspunktId { get; init; }

    public MoedeId MoedeId { get; init; }

    public required string Tekst { get; set; }

    /// <summary>A center, a role, a person or several, as text; null is "ikke angivet".</summary>
    public string? Ansvarlig { get; set; }

    public DateOnly? Frist { get; set; }

    public MoedeId? FristMoedeId { get; set; }

    public DateTimeOffset Oprettet { get; init; }

    public DateTimeOffset? Afsluttet { get; set; }

    /// <summary>Withdrawn by a correction before anybody had begun.</summary>
    public DateTimeOffset? Trukket { get; set; }

    public List<Tilbagemelding> Tilbagemeldinger { get; set; } = [];

    public int Version { get; set; } = 1;

    public string Status => Trukket is not null ? "trukket" : Afsluttet is not null ? "afsluttet" : "aaben";

    /// <summary>Why nothing more can happen to it, or null while it is open.</summary>
    public Fejl? Lukket() => Trukket is not null ? BestillingFejl.Trukket : Afsluttet is not null ? BestillingFejl.Afsluttet : null;

    /// <summary>Adds a report, and closes the order when the work is done.</summary>
    public Fejl? MeldTilbage(string tekst, bool afsluttet, string af, DateTimeOffset nu)
    {
        if (Lukket() is { } lukket)
        {
            return lukket;
        }

        Tilbagemeldinger = [.. Tilbagemeldinger, new Tilbagemelding(tekst, afsluttet, af, nu)];
        Afsluttet = afsluttet ? nu : null;
        return null;
    }

    /// <summary>Gives it a day or a meeting to be ready by; the one takes the other's place.</summary>
    public void SaetFrist(Valgfri<DateOnly?> frist, bool moedeGivet, MoedeId? moede)
    {
        if (moedeGivet)
        {
            FristMoedeId = moede;
            Frist = moede is null ? Frist : null;
        }

        if (frist.ErGivet)
        {
            Frist = frist.Vaerdi;
            FristMoedeId = frist.Vaerdi is null ? FristMoedeId : null;
        }
    }

    public string Kaede => SagId is { } sag ? Kaeder.Sag(sag) : Kaeder.Moede(MoedeId);
}

/// <summary>What was reported back, by whom and when.</summary>
public sealed record Tilbagemelding(string Tekst, bool Afsluttet, string Af, DateTimeOffset Tid);

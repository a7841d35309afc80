using SagsFlow.Infrastructure;

namespace SagsFlow.Sager;

/// <summary>A case as the API shows it to a caller.</summary>
public sealed record SagSvar : IVersionssvar
{
    public required Guid Id { get; init; }

    public required int Version { get; init; }

    public string? Journalnummer { get; init; }

    public required string Titel { get; init; }

    public required string Center { get; init; }

    public required Sagstype Sagstype { get; init; }

    public string? Maerke { get; init; }

    public required string Workflow { get; init; }

    public required Sagsstatus Status { get; init; }

    public string? Baggrund { get; init; }

    public IndstillingSvar? Indstilling { get; init; }

    public string? Sagsfremstilling { get; init; }

    public string? Oekonomi { get; init; }

    /// <summary>The version number of each section, for PATCH.</summary>
    public IReadOnlyDictionary<string, int> AfsnitVersioner { get; init; } = new Dictionary<string, int>();

    /// <summary>Which frozen version the text is; null while it is a draft that differs from all of them.</summary>
    public int? Sagsversion { get; init; }

    public IReadOnlyList<BilagSvar> Bilag { get; init; } = [];

    public Lukning? Lukket { get; init; }

    public IReadOnlyList<EgenDato> EgneDatoer { get; init; } = [];

    public OensketMoede? OensketMoede { get; init; }

    /// <summary>What the case does not make by its plan, as it was last worked out; only to those who see the whole case.</summary>
    public IReadOnlyList<IkkeNaaetSvar> NaarIkke { get; init; } = [];

    public required string OprettetAf { get; init; }

    public required DateTimeOffset Oprettet { get; init; }

    public DateTimeOffset? Indsendt { get; init; }
}

/// <summary>A date that a running case does not make.</summary>
/// <param name="Hvad">In the author's words where there are any.</param>
/// <param name="Forum">Who was to have treated it by then; null when its way goes through no forum.</param>
/// <param name="Forventet">The first day that forum can treat it; null when it has no meeting the case can reach.</param>
public sealed record IkkeNaaetSvar(string Hvad, string? Forum, DateOnly Senest, DateOnly? Forventet);

/// <summary>An indstilling with its points' numbers.</summary>
public sealed record IndstillingSvar(string? Indstiller, string? Indledning, IReadOnlyList<PunktSvar> Punkter)
{
    public static IndstillingSvar? Af(Indstilling? i) => i is null ? null : new(
        i.Indstiller,
        i.Indledning,
        [
            .. i.Punkter.Select((p, n) => new PunktSvar(
                p.Id, Nr(n), p.Tekst, [.. p.Underpunkter.Select((u, m) => new PunktSvar(u.Id, Nr(n) + Indstilling.Bogstav(m), u.Tekst, []))], p.UnderpunktTegn)),
        ]);

    private static string Nr(int indeks) => (indeks + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A point with its number ("4", "4a").</summary>
public sealed record PunktSvar(Guid Id, string Nr, string Tekst, IReadOnlyList<PunktSvar> Underpunkter, Underpunkttegn? UnderpunktTegn = null);

/// <summary>An attachment; <paramref name="Stoerrelse"/> in bytes, null while only its name is known.</summary>
public sealed record BilagSvar(Guid Id, string Navn, bool Intern, string? Indholdstype, long? Stoerrelse);

/// <summary>What has become of a case; derived from its dates and forelæggelser, never stored.</summary>
public enum Sagsstatus
{
    Kladde,
    Undervejs,
    Udsat,
    Afsluttet,
    Trukket,
}

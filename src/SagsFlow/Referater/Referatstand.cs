using SagsFlow.Data;

namespace SagsFlow.Referater;

/// <summary>
/// How far the minutes of a meeting have come, and what of them the public may read. Nothing is public before it is published (domain: § 8), so
/// what is published is kept as it was: a correction or an opened item is public when the minutes are published again.
/// </summary>
public sealed class Referatstand : IVersioneret, IPaaKaede
{
    public MoedeId MoedeId { get; init; }

    public DateTimeOffset? Godkendt { get; set; }

    public string? GodkendtAf { get; set; }

    /// <summary>The members who signed a political protocol (kommunestyrelsesloven § 13); empty for other forums.</summary>
    public List<string> Underskrivere { get; set; } = [];

    public DateTimeOffset? Offentliggjort { get; set; }

    public string? OffentliggjortAf { get; set; }

    /// <summary>How often it has been published.</summary>
    public int Udgave { get; set; }

    /// <summary>The minutes as they were published; null while they are not public.</summary>
    public Referat? Indhold { get; set; }

    public int Version { get; set; } = 1;

    public string Kaede => Kaeder.Moede(MoedeId);
}

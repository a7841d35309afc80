using SagsFlow.Infrastructure;
using SagsFlow.Ruteplaner;

namespace SagsFlow.Sager;

/// <summary>The way to a decision as the writer sees it beside the text.</summary>
/// <param name="Plan">Null when there is none to show.</param>
/// <param name="Hvorfor">Why there is none.</param>
public sealed record Vejvisning(RuteplanSvar? Plan, string? Hvorfor)
{
    public static readonly Vejvisning Tom = new(null, null);

    public static Vejvisning Af(Svar<RuteplanSvar> svar) => svar.Fejl is { } fejl ? new Vejvisning(null, fejl.Tekst) : new Vejvisning(svar.Vaerdi, null);
}

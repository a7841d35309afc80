using SagsFlow.Infrastructure;

namespace SagsFlow.Meddelelser;

/// <summary>Every refusal about messages and signals from outside.</summary>
public static class MeddelelseFejl
{
    public static readonly Fejl IkkeTilladt = FaellesFejl.Forbudt("Kun sekretariatet og administratoren kan sende meddelelser til processerne.");

    public static Fejl ManglerSag(string proces) => new(
        FejlArt.Konflikt, "mangler-sag", $"Ingen sag venter på meddelelsen, og processen »{proces}«, som den starter, kører altid for en sag. Angiv »sagId«, eller send den, når nogen venter.");

    public static Fejl Ring(string navn) => new(
        FejlArt.Konflikt, "beskeder-i-ring", $"Processerne bliver ved med at sende hinanden beskeden »{navn}«, så intet er gennemført. Sig det til den, der vedligeholder procesfilerne.");
}

using SagsFlow.Infrastructure;

namespace SagsFlow.Aarshjul;

/// <summary>Every refusal about the recurring cases.</summary>
public static class AarshjulFejl
{
    public static readonly Fejl FindesIkke = FaellesFejl.FindesIkke("Den tilbagevendende sag");

    public static readonly Fejl ForekomstFindesIkke = FaellesFejl.FindesIkke("Forekomsten");

    public static readonly Fejl IkkePlanlaegger = FaellesFejl.Forbudt("Kun sekretariatet og administratorer kan ændre årshjulet.");

    public static readonly Fejl HarKladde = new(
        FejlArt.Konflikt, "kladde-lavet", "Kladden til denne forekomst er lavet. Flyt eller træk sagen selv; vælg den næste forekomst, hvis den tilbagevendende sag skal ophøre.");
}

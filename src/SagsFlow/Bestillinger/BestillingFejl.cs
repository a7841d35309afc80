using SagsFlow.Infrastructure;

namespace SagsFlow.Bestillinger;

/// <summary>Why an order cannot be read, changed or reported on.</summary>
public static class BestillingFejl
{
    public static readonly Fejl FindesIkke = FaellesFejl.FindesIkke("Bestillingen");

    public static readonly Fejl Afsluttet = new(FejlArt.Konflikt, "bestilling-afsluttet", "Bestillingen er afsluttet. Bestil nyt arbejde, hvis der er mere at gøre.");

    public static readonly Fejl Trukket = new(FejlArt.Konflikt, "bestilling-trukket", "Bestillingen er trukket, så der er intet at melde tilbage om eller ændre.");

    public static readonly Fejl IkkeAnsvarlig = FaellesFejl.Forbudt("Kun den ansvarlige, sagens center og forummets sekretær kan melde tilbage på bestillingen.");

    public static readonly Fejl MoedeFindesIkke = FaellesFejl.Input("moede", "Det møde, bestillingen skal have frist til, findes ikke.");

    public static readonly Fejl MoedeAflyst = new(FejlArt.Konflikt, "bestilling-moede-aflyst", "Mødet er aflyst. Vælg et andet møde eller en dato.");

    public static readonly Fejl SagFindesIkke = FaellesFejl.FindesIkke("Sagen");

    public static Fejl IkkeSekretaer(string forum) => FaellesFejl.Forbudt($"Kun sekretæren for {forum} kan ændre bestillingens frist og ansvarlige.");
}

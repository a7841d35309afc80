using SagsFlow.Infrastructure;

namespace SagsFlow.Procesplaner;

/// <summary>Every refusal about plans.</summary>
public static class ProcesplanFejl
{
    public static readonly Fejl FindesIkke = FaellesFejl.FindesIkke("Procesplanen");

    public static readonly Fejl CelleFindesIkke = FaellesFejl.FindesIkke("Cellen");

    public static readonly Fejl IkkePlanlaegger = FaellesFejl.Forbudt("Kun sekretariatet og administratorer kan ændre procesplaner.");

    public static readonly Fejl UdenAnker = new(FejlArt.Konflikt, "plan-uden-anker", "Planen har intet anker; dens datoer regnes ikke fra en bestemt dag, så der er intet at flytte.");

    public static readonly Fejl ManglerAnker = FaellesFejl.Input("anker", "Planens datoer regnes fra et anker. Angiv den nye ankerdag i anker, f.eks. den næste valgdag.");

    public static readonly Fejl HarSag = new(FejlArt.Konflikt, "celle-har-sag", "Der er allerede lavet en sag af cellen.");

    public static Fejl SammeAnker(DateOnly dag) => FaellesFejl.Input("anker", $"Ankeret står allerede på {dag:dd-MM-yyyy}.");

    public static Fejl Findes(string id) => new(FejlArt.Konflikt, "plan-findes", $"Planen »{id}« findes allerede.");
}

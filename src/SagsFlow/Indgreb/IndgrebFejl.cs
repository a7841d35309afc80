using SagsFlow.Engine.Execution;
using SagsFlow.Infrastructure;

namespace SagsFlow.Indgreb;

/// <summary>Every refusal about interventions.</summary>
public static class IndgrebFejl
{
    public static readonly Fejl KunAdmin = FaellesFejl.Forbudt("Kun en administrator kan gribe ind i en sags proces.");

    public static readonly Fejl Slut = new(FejlArt.Konflikt, "processen-er-slut", "Sagens proces er slut, så der er intet at gribe ind i.");

    public static readonly Fejl IkkeStoppet = new(FejlArt.Konflikt, "ikke-gaaet-i-staa", "Sagen er ikke gået i stå dér, så der er intet at prøve igen.");

    public static readonly Fejl SketImens = new(FejlArt.Konflikt, "allerede-sket", "Sagen er i mellemtiden gået videre. Se, hvor den står nu, og prøv igen.");

    public static readonly Fejl PaaDagsorden = new(
        FejlArt.Konflikt, "paa-dagsorden", "Sagen er på en dagsorden, som indgrebet ville gøre forkert. Lad punktet udgå af dagsordenen først, og gentag så indgrebet.");

    public static Fejl StaarIkkeDer(string node, IEnumerable<string> steder) => new(
        FejlArt.Konflikt, "staar-ikke-der", $"Sagen står ikke ved »{node}«. Den står ved: {Opremsning(steder)}.");

    public static Fejl FlereSpor(string felt, IEnumerable<string> steder) =>
        FaellesFejl.Input(felt, $"Sagen har flere spor. Angiv med »{felt}«{(felt == "nr" ? "" : " eller »nr«")}, hvilket der menes: {Opremsning(steder)}.");

    public static Fejl UkendtTrin(string node) => FaellesFejl.Input("node", $"Sagens proces har intet trin »{node}« dér, hvor den er nu. Se trinene i processens beskrivelse.");

    public static Fejl Afvist(Refusal afvist) => new(FejlArt.Konflikt, afvist.Code, afvist.Text);

    private static string Opremsning(IEnumerable<string> steder) => string.Join(", ", steder.Distinct(StringComparer.Ordinal)) is { Length: > 0 } tekst ? tekst : "intet sted, du kan se";
}

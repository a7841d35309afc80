using SagsFlow.Fora;
using SagsFlow.Infrastructure;

namespace SagsFlow.Sager;

/// <summary>Every refusal about cases, their text and their attachments.</summary>
public static class SagFejl
{
    public static readonly Fejl FindesIkke = FaellesFejl.FindesIkke("Sagen");

    public static readonly Fejl BilagFindesIkke = FaellesFejl.FindesIkke("Bilaget");

    public static readonly Fejl VersionFindesIkke = FaellesFejl.FindesIkke("Versionen");

    public static readonly Fejl ForelaeggelseFindesIkke = FaellesFejl.FindesIkke("Forelæggelsen");

    public static readonly Fejl IkkeDitCenter = FaellesFejl.Forbudt("Kun medarbejdere i sagens center kan skrive i den.");

    public static readonly Fejl IkkeStamdata = FaellesFejl.Forbudt("Kun sagens center og sekretariatet kan rette sagens oplysninger.");

    public static readonly Fejl SkriveopgaveLukket = new(
        FejlArt.Konflikt, "teksten-er-laast", "Teksten kan kun rettes, mens opgaven med at skrive sagen er åben. Bed om at få sagen returneret, hvis den skal ændres.");

    public static readonly Fejl BilagUdsendt = new(
        FejlArt.Konflikt, "bilag-udsendt", "Bilaget har været sendt ud med en dagsorden og kan ikke fjernes. Læg det rettede bilag op ved siden af.");

    public static readonly Fejl Behandlet = new(FejlArt.Konflikt, "allerede-behandlet", "Forelæggelsen er behandlet, så dens tekst ligger fast.");

    public static readonly Fejl IngenFil = new(FejlArt.FindesIkke, "ingen-fil", "Bilaget er nævnt i sagen, men filen er ikke lagt op endnu.");

    public static Fejl UkendtCenter(string center) => FaellesFejl.Input("center", $"Centret »{center}« findes ikke i fora.yaml.");

    public static Fejl CenterGaelderIkke(Center center) => FaellesFejl.Input(
        "center", $"{center.Kortnavn} gælder kun fra {center.GyldigFra:dd-MM-yyyy}{(center.GyldigTil is { } til ? $" til {til:dd-MM-yyyy}" : "")}. Vælg det center, der har opgaven nu.");

    public static Fejl UkendtForum(string felt, string forum) => FaellesFejl.Input(felt, $"Forummet »{forum}« findes ikke i fora.yaml.");

    public static Fejl UkendtWorkflow(string workflow, IEnumerable<string> kendte) =>
        FaellesFejl.Input("workflow", $"Processen »{workflow}« findes ikke. Vælg en af: {string.Join(", ", kendte.Order(StringComparer.Ordinal))}.");

    public static Fejl UkendtAfsnit(string afsnit) =>
        new(FejlArt.FindesIkke, "ukendt-afsnit", $"Afsnittet »{afsnit}« findes ikke. Vælg et af: {string.Join(", ", Afsnit.Alle)}.");

    /// <summary>Somebody else has saved a section that the writer has changed too.</summary>
    public static Fejl AfsnitAendret(string afsnit) => new(
        FejlArt.Foraeldet, "afsnit-aendret", $"{Navn(afsnit)} er ændret af en anden, mens du skrev. Din tekst står her endnu: sammenlign de to, og gem igen, når den er, som den skal være.");

    public static Fejl IkkeKlar(IReadOnlyList<string> mangler) => new(FejlArt.Konflikt, "ikke-klar", $"Sagen kan ikke indsendes endnu. {string.Join(" ", mangler)}");

    /// <summary>What a section is called on the screen.</summary>
    public static string Navn(string afsnit) => afsnit switch
    {
        Afsnit.Titel => "Titel",
        Afsnit.Baggrund => "Baggrund",
        Afsnit.Indstilling => "Indstilling",
        Afsnit.Sagsfremstilling => "Sagsfremstilling",
        Afsnit.Oekonomi => "Økonomi",
        Redigeringsskema.Oplysninger => "Sagens oplysninger",
        _ => afsnit,
    };
}

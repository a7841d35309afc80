using SagsFlow.Infrastructure;

namespace SagsFlow.Moeder;

/// <summary>Every refusal about meetings, their agendas and their items.</summary>
public static class MoedeFejl
{
    public static readonly Fejl FindesIkke = FaellesFejl.FindesIkke("Mødet");

    public static readonly Fejl PunktFindesIkke = FaellesFejl.FindesIkke("Dagsordenspunktet");

    public static readonly Fejl ForelaeggelseFindesIkke = FaellesFejl.FindesIkke("Forelæggelsen");

    public static readonly Fejl UdgaveFindesIkke = FaellesFejl.FindesIkke("Den udgave af dagsordenen");

    public static readonly Fejl ErAflyst = new(FejlArt.Konflikt, "moede-aflyst", "Mødet er aflyst. Brug et andet møde, eller opret et nyt.");

    public static readonly Fejl ErAfsluttet = new(FejlArt.Konflikt, "moede-afsluttet", "Mødet er afsluttet, så det og dets dagsorden ligger fast.");

    public static readonly Fejl HarEkspederet = new(
        FejlArt.Konflikt, "moede-har-beslutninger", "Mindst én beslutning fra mødet har fået virkning, så mødet kan ikke aflyses. Tag de øvrige punkter af dagsordenen i stedet.");

    public static readonly Fejl HarBeslutninger = new(
        FejlArt.Konflikt, "moede-har-beslutninger", "Der er registreret beslutninger med mødets dato, så det kan ikke flyttes til en anden dag.");

    public static readonly Fejl TilFortiden = FaellesFejl.Input("start", "Mødet ligger forude og kan ikke flyttes til en dag, der er gået. Vælg en dag fra i dag. Er det holdt en anden dag, så opret mødet der.");

    public static readonly Fejl SlutFoerStart = FaellesFejl.Input("slut", "Mødet skal slutte, efter at det er begyndt.");

    public static readonly Fejl IkkeKlar = new(
        FejlArt.Konflikt, "forelaeggelse-ikke-klar", "Forelæggelsen er ikke klar til et møde. Den bliver klar, når trinnene før den er afsluttet.");

    public static readonly Fejl AlleredePaaDagsorden = new(
        FejlArt.Konflikt, "allerede-paa-dagsorden", "Forelæggelsen er allerede på en dagsorden. Tag den af den først.");

    public static readonly Fejl ManglerTillaegsgrund = FaellesFejl.Input(
        "tillaeg.begrundelse", "Dagsordenen er udsendt. Skriv, hvorfor punktet ikke kan vente; det kommer på tillægsdagsordenen.");

    public static readonly Fejl AfgjortPunkt = new(
        FejlArt.Konflikt, "punkt-behandlet", "Der er registreret en beslutning på punktet, så det kan ikke tages af dagsordenen.");

    public static readonly Fejl PunktIkkeLevende = new(
        FejlArt.Konflikt, "punkt-udgaaet", "Punktet er taget af dagsordenen, eller mødet er aflyst, så det kan ikke ændres.");

    public static readonly Fejl PlaceringLaast = new(
        FejlArt.Konflikt, "placering-laast", "Dagsordenen er udsendt, og punkternes numre ligger fast. Rækkefølgen kan ikke ændres.");

    public static readonly Fejl DagsordenAendret = new(
        FejlArt.Konflikt, "dagsorden-aendret", "Dagsordenen er ændret af en anden, siden du åbnede den. Den vises nu, som den er; gør det om, hvis det stadig skal gøres.");

    public static readonly Fejl ProgramForLangt = FaellesFejl.Input("program", "Tidsprogrammet går over midnat. Giv punkterne kortere tid.");

    public static readonly Fejl AabningKraeverGrund = FaellesFejl.Input("begrundelse", "Skriv, hvorfor punktet åbnes.");

    public static readonly Fejl ManglerOffentligTitel = FaellesFejl.Input(
        "lukket.offentligTitel",
        "I udvalg og byråd skal et lukket punkt have en offentlig titel, der er så præcis, som tavshedspligten tillader. Kan det ikke lade sig gøre, så skriv, hvorfor der kun kan stå »Lukket«.");

    public static readonly Fejl TomDagsorden = new(FejlArt.Konflikt, "dagsorden-tom", "Der er ingen punkter på dagsordenen. Læg mindst ét punkt på, før den udsendes.");

    public static readonly Fejl IntetNyt = new(FejlArt.Konflikt, "intet-nyt", "Dagsordenen er uændret siden den sidste udgave, så der er ikke noget nyt at udsende.");

    public static readonly Fejl IkkeUdsendt = new(FejlArt.Konflikt, "dagsorden-ikke-udsendt", "Dagsordenen er ikke udsendt endnu. Udsend den først.");

    public static readonly Fejl KunForum = FaellesFejl.Forbudt("Kun forummets medlemmer og dets sekretær kan læse og skrive kommentarer til punktet.");

    public static Fejl UkendtForum(string forum) => FaellesFejl.Input("forum", $"Forummet »{forum}« findes ikke. Se de mulige i /api/fora.");

    public static Fejl IkkeSekretaer(string forumnavn) => FaellesFejl.Forbudt($"Kun sekretæren for {forumnavn} kan oprette og lede dets møder.");

    public static Fejl AndetForum(string forumnavn) => new(
        FejlArt.Konflikt, "andet-forum", $"Forelæggelsen hører til {forumnavn}. Læg den på et af dette forums møder.");

    public static Fejl UdenUdfald(IReadOnlyList<PunktHenvisning> punkter) => new(
        FejlArt.Konflikt,
        "punkter-uden-udfald",
        $"Mødet kan ikke afsluttes, før der er registreret et udfald på {Punktliste(punkter)}.") { Detaljer = new { Punkter = punkter } };

    private static string Punktliste(IReadOnlyList<PunktHenvisning> punkter) =>
        (punkter.Count == 1 ? "punkt " : "punkterne ") + string.Join(", ", punkter.Select(p => p.Nr));
}

/// <summary>An item named in an answer.</summary>
public sealed record PunktHenvisning(Guid Id, int? Nr, string Titel);

using System.Globalization;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Moeder;

namespace SagsFlow.Beslutninger;

/// <summary>Why a decision cannot be recorded, changed, read or take effect.</summary>
public static class BeslutningFejl
{
    public static readonly Fejl PunktFindesIkke = FaellesFejl.FindesIkke("Dagsordenspunktet");

    public static readonly Fejl ReferatFoelger = new(FejlArt.FindesIkke, "referat-foelger", "Punktet er behandlet, referat følger.");

    public static readonly Fejl IngenBeslutning = new(FejlArt.FindesIkke, "ingen-beslutning", "Der er ikke registreret en beslutning på punktet.");

    public static readonly Fejl IntetAtEkspedere = Konflikt(
        "ingen-beslutning", "Der er ikke registreret en beslutning på punktet, så der er intet at ekspedere. Registrér beslutningen først.");

    public static readonly Fejl IkkeUdsendt = Konflikt("dagsorden-ikke-udsendt", "Dagsordenen er ikke udsendt endnu. Udsend den, før beslutninger registreres.");

    public static readonly Fejl PunktIkkeUdsendt = Konflikt(
        "punkt-ikke-udsendt", "Punktet er ikke med på den udsendte dagsorden. Udsend en ny udgave med punktet, før beslutningen registreres.");

    public static readonly Fejl PunktUdgaaet = Konflikt("punkt-udgaaet", "Punktet er taget af dagsordenen, så der kan ikke registreres en beslutning på det.");

    public static readonly Fejl MoedeAflyst = Konflikt("moede-aflyst", "Mødet er aflyst, så der kan ikke registreres beslutninger på det.");

    public static readonly Fejl MoedeAfsluttet = Konflikt("moede-afsluttet", "Mødet er afsluttet, så der kan ikke registreres nye beslutninger på det.");

    public static readonly Fejl FastPunktRute = Konflikt(
        "fast-punkt-uden-sag", "Et fast punkt har ingen sag, der kan sendes videre, udskydes eller komme igen. Vælg et udfald uden forløb, og brug eventuelt bestillinger.");

    public static readonly Fejl BegrundelseKraeves = FaellesFejl.Input(
        "begrundelse", "Beslutningen er ekspederet. Angiv en begrundelse for rettelsen; den gamle beslutning bliver stående i historikken.");

    public static readonly Fejl KunTilfoejelse = Konflikt(
        "protokol-afsluttet", "Beslutningsprotokollen er afsluttet og kan ikke ændres. Skriv en »tilfoejelse« med begrundelse i stedet.");

    public static readonly Fejl TilfoejelseForTidlig = Konflikt(
        "protokol-ikke-afsluttet", "Beslutningen kan stadig rettes direkte. Tilføjelser bruges, når et politisk møde er afsluttet.");

    public static readonly Fejl VenterIkke = Konflikt(
        "venter-ikke", "Sagens forløb venter ikke på denne beslutning, så den kan ikke sendes videre ad en rute. Registrér beslutningen uden ruter.");

    public static readonly Fejl StandsningKunUdvalg = Konflikt(
        "standsning-ikke-mulig", "Kun et udvalgs beslutning kan standses og indbringes for Byrådet (kommunestyrelsesloven § 23).");

    public static readonly Fejl StandsningProcedure = Konflikt(
        "standsning-ikke-mulig", "En beslutning om sagens gang kan ikke standses efter kommunestyrelsesloven § 23; det kan kun en afgørelse.");

    public static readonly Fejl IkkeStandset = Konflikt("ikke-standset", "Beslutningen er ikke standset, så der er ingen standsning at ophæve.");

    public static readonly Fejl KunLukketOffentlig = FaellesFejl.Input(
        "offentligBeslutning", "Kun et lukket punkt i et politisk forum har en offentlig beslutning. På et åbent punkt er det beslutningen selv, der offentliggøres.");

    public static readonly Fejl KunForumOgCenter = FaellesFejl.Forbudt("Kun forummet, dets sekretær og sagens center kan se, hvad en udskydelse ville føre til.");

    public static readonly Fejl AndenHarGemt = new(
        FejlArt.Foraeldet, "foraeldet-version", "En anden har gemt beslutningen imens. Den andens tekst står ved siden af din. Gem igen, hvis din skal gælde.");

    public static Fejl IkkeSekretaer(string forum) => FaellesFejl.Forbudt($"Kun sekretæren for {forum} registrerer og ekspederer beslutninger. Medlemmer kan læse dem.");

    public static Fejl AlleredeRegistreret(Beslutning b) => Konflikt(
        "beslutning-findes", $"Beslutningen er allerede registreret af {b.RegistreretAf} den {Dansk.Tid(b.Registreret)}. Ret den i stedet.");

    public static Fejl AlleredeEkspederet(Beslutning b) => Konflikt(
        "allerede-ekspederet", $"Beslutningen er allerede ekspederet af {b.EkspederetAf} den {Dansk.Tid(b.Ekspederet!.Value)}.");

    public static Fejl RuteIkkeTilladt(IEnumerable<string> afviste, IReadOnlyList<string> tilladte) => Konflikt(
        "rute-ikke-tilladt",
        $"Herfra kan sagen ikke sendes til {string.Join(", ", afviste)}. " + (tilladte.Count == 0 ? "Forløbet har ingen ruter at vælge her." : $"Vælg mellem {string.Join(", ", tilladte)}."))
        with { Detaljer = new { tilladte } };

    public static Fejl UdskudtTilMoede(Moede maal, string hvorfor) => Konflikt(
        "udskydelse-ikke-mulig", $"Punktet kan ikke udskydes til mødet den {maal.Dato.Skriv()}: {hvorfor} Vælg et andet møde.");

    public static readonly Fejl UdskudtTilDato = Konflikt("udskydelse-ikke-mulig", "Punktet kan kun udskydes til en dag efter mødet. Vælg en senere dato.");

    public static Fejl BestillingMoedeAflyst(int nr) => Konflikt("bestilling-moede-aflyst", $"Bestilling {nr} har frist til et møde, der er aflyst. Vælg et andet møde eller en dato.");

    public static string Skriv(this DateOnly dag) => dag.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture);

    private static Fejl Konflikt(string slug, string tekst) => new(FejlArt.Konflikt, slug, tekst);
}

using SagsFlow.Infrastructure;

namespace SagsFlow.Moeder;

/// <summary>Meetings and agendas in the words of those who work with them, and the requests' fields by the names the forms have.</summary>
public static class Dagsordensord
{
    public static string Ord(this MoedeStatus status) => status switch
    {
        MoedeStatus.Planlagt => "Planlagt",
        MoedeStatus.Udsendt => "Dagsorden udsendt",
        MoedeStatus.Afsluttet => "Afsluttet",
        MoedeStatus.Aflyst => "Aflyst",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static string Ord(this Forskelsart art) => art switch
    {
        Forskelsart.Uaendret => "Uændret",
        Forskelsart.Tilfoejet => "Nyt",
        Forskelsart.Aendret => "Ændret",
        Forskelsart.Flyttet => "Ny tid",
        Forskelsart.Udgaaet => "Udgår",
        _ => throw new ArgumentOutOfRangeException(nameof(art), art, null),
    };

    /// <summary>A form's field for a request's: <c>udgaar.begrundelse</c> is <c>begrundelse</c>, and each of <c>gaester[3]</c> is <c>gaester</c>.</summary>
    public static string Feltnavn(string felt)
    {
        var uden = felt.Split('[')[0];
        return uden == "tillaeg.begrundelse" ? "tillaeg" : uden[(uden.LastIndexOf('.') + 1)..];
    }

    /// <summary>A refusal that names a request's field, in words for somebody who sees a form.</summary>
    public static Fejl Omskriv(Fejl fejl) => fejl.Felter is null ? fejl : fejl with
    {
        Felter = fejl.Felter.ToDictionary(f => f.Key, f => f.Value.Select(t => Omskriv(f.Key, t)).ToArray(), StringComparer.Ordinal),
    };

    private static string Omskriv(string felt, string tekst) => !tekst.StartsWith("Udfyld »", StringComparison.Ordinal) ? tekst : Feltnavn(felt) switch
    {
        "titel" => "Skriv en titel.",
        "grund" => "Skriv, hvorfor punktet er lukket.",
        "begrundelse" => "Skriv en begrundelse.",
        "forum" => "Vælg et forum.",
        _ => tekst,
    };
}

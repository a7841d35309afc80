using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace SagsFlow.Engine.Bpmn.Xml;

/// <summary>
/// Says in Danish what the XML parser says in English. .NET gives no code for the fault, only its message, so the
/// commonest are known by their words and any other is passed on as it is.
/// </summary>
internal static partial class XmlFault
{
    public static string Explain(XmlException e)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"Filen er ikke gyldig XML (linje {Math.Max(1, e.LineNumber)}, tegn {Math.Max(1, e.LinePosition)}): ");
        return place + Mend(e.Message);
    }

    private static string Mend(string message)
    {
        if (TagMismatch().Match(message) is { Success: true } tags)
        {
            return $"<{tags.Groups["tag"].Value}> fra linje {tags.Groups["line"].Value} lukkes med </{tags.Groups["end"].Value}>. Luk det med </{tags.Groups["tag"].Value}>.";
        }

        if (Unclosed().Match(message) is { Success: true } unclosed)
        {
            return $"filen slutter, før {unclosed.Groups["name"].Value} er lukket. Tilføj sluttagget, eller hent filen igen, hvis den er skåret over.";
        }

        if (Undeclared().Match(message) is { Success: true } prefix)
        {
            return $"præfikset »{prefix.Groups["name"].Value}« er ikke erklæret. Tilføj xmlns:{prefix.Groups["name"].Value}=\"…\" på <definitions>.";
        }

        if (Duplicate().Match(message) is { Success: true } attribute)
        {
            return $"attributten »{attribute.Groups["name"].Value}« står to gange på samme element. Slet den ene.";
        }

        if (Entity().Match(message) is { Success: true } entity)
        {
            return $"&{entity.Groups["name"].Value}; findes ikke i XML. Skriv tegnet selv; & skrives &amp;, < skrives &lt;.";
        }

        return Fixed.FirstOrDefault(f => message.Contains(f.English, StringComparison.Ordinal)) is { Danish: { } danish }
            ? danish
            : $"ret stedet ({message})";
    }

    private static readonly (string English, string Danish)[] Fixed =
    [
        ("Root element is missing", "der er intet rodelement. En BPMN-fil har <definitions> yderst."),
        ("multiple root elements", "der står mere end ét rodelement. Alt skal ligge inde i ét <definitions>."),
        ("Data at the root level is invalid", "der står tekst uden for rodelementet. Filen skal begynde med <?xml …?> eller <definitions …>."),
        ("Unexpected XML declaration", "XML-erklæringen <?xml …?> skal stå allerførst i filen, uden blanktegn foran."),
        ("Unexpected end of file", "filen slutter midt i et element. Luk det, eller hent filen igen, hvis den er skåret over."),
        ("An error occurred while parsing EntityName", "et & står alene. Skriv &amp; i stedet."),
        ("'<', hexadecimal value 0x3C, is an invalid attribute character", "et < står i en attribut. Skriv &lt; i stedet."),
        ("Name cannot begin with the '<' character", "et tag er ikke afsluttet med >, før det næste begynder."),
        ("Name cannot begin with", "et navn begynder med et tegn, det ikke må begynde med. Skriv < som &lt;, hvis det er tekst."),
        ("is an unexpected token", "et tegn mangler eller er til overs. Attributter skrives navn=\"værdi\", og hvert tag slutter med >."),
        ("is an invalid character", "et styretegn må ikke stå i XML. Slet det."),
        ("Version number", "kun XML 1.0 læses. Skriv <?xml version=\"1.0\"?>."),
        ("cannot be included in a name", "et tegn må ikke stå i et navn. Skriv < som &lt;, hvis det er tekst."),
    ];

    [GeneratedRegex("The '(?<tag>.+?)' start tag on line (?<line>[0-9]+) position [0-9]+ does not match the end tag of '(?<end>.+?)'", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TagMismatch();

    [GeneratedRegex("Unexpected end of file has occurred. The following elements are not closed: (?<name>.+?)\\. Line", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Unclosed();

    [GeneratedRegex("'(?<name>.+?)' is an undeclared prefix", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Undeclared();

    [GeneratedRegex("'(?<name>.+?)' is a duplicate attribute name", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Duplicate();

    [GeneratedRegex("Reference to undeclared entity '(?<name>.+?)'", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Entity();
}

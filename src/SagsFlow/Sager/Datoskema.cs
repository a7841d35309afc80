using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Sager;

/// <summary>The dates of a case and the meeting its author hopes for, as a form sends them.</summary>
public partial class Datoskema
{
    public string? Journalnummer { get; set; }

    public string? OensketForum { get; set; }

    public string? OensketDato { get; set; }

    public List<string?> EgenDato { get; set; } = [];

    public List<string?> EgenHvad { get; set; } = [];

    /// <summary>The hoped-for meeting; null when nothing is filled in.</summary>
    public OensketMoedeBody? SomOensket() =>
        string.IsNullOrWhiteSpace(OensketForum) && string.IsNullOrWhiteSpace(OensketDato) ? null : new OensketMoedeBody(IndholdBody.Tom(OensketForum), Dansk.LaesDag(OensketDato));

    /// <summary>What the form says is to be empty.</summary>
    public IEnumerable<string> Tomme()
    {
        if (IndholdBody.Tom(Journalnummer) is null)
        {
            yield return StamdataBody.RydJournalnummer;
        }

        if (SomOensket() is null)
        {
            yield return StamdataBody.RydOensketMoede;
        }
    }

    /// <summary>What the writer should know of the fields, before they are sent in.</summary>
    [BindNever]
    public IReadOnlyList<Oplysningshint> Hint { get; set; } = [];

    /// <summary>The rows that say something, each with its place in the form.</summary>
    public IReadOnlyList<(int Raekke, EgenDatoBody Dato)> SomEgneDatoer() =>
    [
        .. Enumerable.Range(0, Math.Max(EgenDato.Count, EgenHvad.Count))
            .Select(i => (Raekke: i, Dato: EgenDato.ElementAtOrDefault(i), Hvad: EgenHvad.ElementAtOrDefault(i)))
            .Where(r => !string.IsNullOrWhiteSpace(r.Dato) || !string.IsNullOrWhiteSpace(r.Hvad))
            .Select(r => (r.Raekke, new EgenDatoBody(Dansk.LaesDag(r.Dato), r.Hvad?.Trim()))),
    ];

    /// <summary>The refusal with the form's words for the fields in place of the request's.</summary>
    public static Fejl MedFormularensOrd(Fejl fejl) => fejl with { Felter = fejl.Felter?.ToDictionary(f => f.Key, f => f.Value.Select(Ord).ToArray(), StringComparer.Ordinal) };

    private static string Ord(string tekst) => Feltnavn().Replace(tekst, m => m.Groups["felt"].Value switch
    {
        "titel" => "»Titel«",
        "lukket.grund" => "»Grund«",
        "lukket.offentligTitel" => "»Offentlig titel«",
        "fil" => "Filens navn",
        var felt when felt.EndsWith(".hvad", StringComparison.Ordinal) => "»Hvad sker der?«",
        var felt when felt.EndsWith(".tekst", StringComparison.Ordinal) => "Et punkts tekst",
        var felt when felt.StartsWith("indstilling.", StringComparison.Ordinal) => $"»{Infrastructure.Sider.Dansk.Stort(felt[12..])}«",
        var felt when Afsnit.Alle.Contains(felt, StringComparer.Ordinal) => $"»{SagFejl.Navn(felt)}«",
        var felt => $"»{felt}«",
    });

    [GeneratedRegex(@"»(?<felt>[\w.\[\]]+)«", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Feltnavn();

    /// <summary>How many lines of dates the form has: those that say something, and those between them.</summary>
    public int Datolinjer => SomEgneDatoer() is { Count: > 0 } datoer ? datoer[^1].Raekke + 1 : 0;

    /// <summary>Where the form has what a refusal calls by the request's name.</summary>
    public string Feltid(string felt) => felt switch
    {
        "oensketMoede" => string.IsNullOrWhiteSpace(OensketForum) ? "oensketforum" : "oensketdato",
        "oensketMoede.forum" => "oensketforum",
        "lukket.grund" => "lukketgrund",
        "lukket.offentligTitel" => "offentligtitel",
        _ when felt.StartsWith("egneDatoer[", StringComparison.Ordinal) => Raekkeid(felt),
        _ => felt,
    };

    /// <summary>Which of the dates that are sent a line of the form is; -1 for one that says nothing.</summary>
    public int Datonr(int linje) => SomEgneDatoer().ToList().FindIndex(d => d.Raekke == linje);

    /// <summary>What there is to know of what is filled in.</summary>
    public TjekOplysninger Tjek(Guid? sag) => new(sag, Journalnummer, SomOensket()?.Dato, [.. SomEgneDatoer().Select(d => d.Dato.Senest)]);

    private string Raekkeid(string felt)
    {
        var nr = int.Parse(felt[(felt.IndexOf('[', StringComparison.Ordinal) + 1)..felt.IndexOf(']', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        var raekke = SomEgneDatoer()[nr].Raekke.ToString(CultureInfo.InvariantCulture);
        return felt.EndsWith(".hvad", StringComparison.Ordinal) ? $"egenhvad-{raekke}" : $"egendato-{raekke}";
    }

    internal static string? Felt(DateOnly? dag) => dag?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

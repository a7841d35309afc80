using System.Globalization;
using System.Text.RegularExpressions;
using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Kalender;

namespace SagsFlow.Sager;

/// <summary>Dates found in a case's text that may be dates of its own; the author says which are.</summary>
public sealed record HentDatoforslag(SagId Id, Side Side) : IForespoergsel<Liste<DatoforslagSvar>>;

/// <param name="Senest">The day.</param>
/// <param name="Hvad">The sentence it stands in.</param>
/// <param name="Afsnit">The section.</param>
/// <param name="Findes">Whether the case has that day as its own already.</param>
public sealed record DatoforslagSvar(DateOnly Senest, string Hvad, string Afsnit, bool Findes);

public sealed class HentDatoforslagHandler(Adgang adgang, Sagsvisning visning, TimeProvider ur) : IRequestHandler<HentDatoforslag, Svar<Liste<DatoforslagSvar>>>
{
    public async Task<Svar<Liste<DatoforslagSvar>>> Handle(HentDatoforslag request, CancellationToken cancellationToken)
    {
        if (await adgang.FindSagAsync(request.Id, cancellationToken) is not { } sag)
        {
            return SagFejl.FindesIkke;
        }

        var svar = await visning.SvarAsync(sag, cancellationToken);
        var punkter = svar.Indstilling is { } indstilling ? string.Join('\n', indstilling.Punkter.SelectMany(p => p.Underpunkter.Prepend(p)).Select(p => p.Tekst)) : null;
        var idag = LokalTid.Dato(ur.GetUtcNow());
        var forslag = new[] { ("baggrund", svar.Baggrund), ("indstilling", punkter), ("sagsfremstilling", svar.Sagsfremstilling), ("oekonomi", svar.Oekonomi) }
            .SelectMany(a => Datoforslag.Find(a.Item1, a.Item2, idag))
            .Select(f => f with { Findes = svar.EgneDatoer.Any(d => d.Senest == f.Senest) });
        return Liste<DatoforslagSvar>.Af([.. forslag.OrderBy(f => f.Senest)], request.Side);
    }
}

/// <summary>Finds what reads like a deadline in running text: "senest 12.3.2025", "inden den 1. juni", "fristen er 30-09-2025".</summary>
public static partial class Datoforslag
{
    private const int LaengsteHvad = 300;

    /// <summary>The deadlines of a section.</summary>
    /// <param name="idag">Where no year is written, the next time that has not passed on this day.</param>
    public static IEnumerable<DatoforslagSvar> Find(string afsnit, string? tekst, DateOnly idag)
    {
        foreach (var saetning in Saetninger().Split(tekst ?? ""))
        {
            foreach (Match m in Frist().Matches(saetning))
            {
                var dato = m.Groups["dato"].Value;
                if ((Kort(dato) ?? (Omtrentligdato.TryLaes(dato, idag, out var laest) && laest.ErEnDag ? laest.Senest : null)) is { } senest)
                {
                    var hvad = string.Join(' ', saetning.Replace("**", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimStart('-', '*', '#', ' ');
                    yield return new DatoforslagSvar(senest, hvad.Length <= LaengsteHvad ? hvad : hvad[..LaengsteHvad] + "…", afsnit, false);
                }
            }
        }
    }

    /// <summary>A day in figures, its year with four or two.</summary>
    private static DateOnly? Kort(string dato) =>
        DateOnly.TryParseExact(dato.Replace('/', '.').Replace('-', '.'), ["d.M.yyyy", "d.M.yy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var dag) ? dag : null;

    /// <summary>After a full stop that no figure stands before, and at every new line.</summary>
    [GeneratedRegex(@"(?<=[^\d\s][.!?])\s+|\n+", RegexOptions.None, 1000)]
    private static partial Regex Saetninger();

    [GeneratedRegex(
        @"\b(?:senest|inden|frist(?:en)?(?: er)?|deadline(?:n)?(?: er)?)(?: den)?\s+(?<dato>\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{1,2}\.\s(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)(?:\s\d{4})?)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Frist();
}

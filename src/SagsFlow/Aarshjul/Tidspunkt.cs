using System.Globalization;
using System.Text.RegularExpressions;
using SagsFlow.Fora;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalender;
using SagsFlow.Moeder;

namespace SagsFlow.Aarshjul;

/// <summary>
/// A time of the year, in any year: <c>primo marts</c>, <c>uge 47</c>, <c>2. kvartal</c>, <c>maj-møderækken</c>, or a meeting by its number in a
/// month: <c>første direktionsmøde i oktober</c>.
/// </summary>
/// <param name="Tekst">As the file writes it, without a year.</param>
/// <param name="MoedeNr">Which of the month's meetings, from 1; 0 is the last; null where no meeting is named.</param>
public sealed partial record Tidspunkt(string Tekst, int? MoedeNr)
{
    private static readonly string[] Ordenstal = ["sidste", "første", "andet", "tredje", "fjerde"];

    /// <summary>Reads a time of the year.</summary>
    /// <param name="forum">The forum whose meetings are counted.</param>
    /// <returns>Null when it is none, is not in every year, or names another forum's meeting.</returns>
    public static Tidspunkt? Laes(string tekst, Forum forum)
    {
        if (Moedeform().Match(tekst.Trim().ToLower(Dansk.Kultur)) is { Success: true } m)
        {
            var stamme = m.Groups["forum"].Value.TrimEnd('s', '-', ' ');
            var hoererTil = forum.Navn.StartsWith(stamme, ignoreCase: true, Dansk.Kultur) || forum.Kortnavn.Equals(stamme, StringComparison.OrdinalIgnoreCase);
            var moede = new Tidspunkt(tekst.Trim(), Array.IndexOf(Ordenstal, m.Groups["nr"].Value));
            return hoererTil && moede.Dato(2025) is not null ? moede : null;
        }

        var tidspunkt = new Tidspunkt(tekst.Trim(), null);
        return Enumerable.Range(2025, 4).All(aar => tidspunkt.Dato(aar) is not null) ? tidspunkt : null;
    }

    /// <summary>The time in a year, the meeting not yet chosen.</summary>
    public Omtrentligdato I(int aar) => Dato(aar) ?? throw new InvalidOperationException($"»{Tekst}« is not in {aar}.");

    /// <summary>The meeting it means, of a forum's meetings in order of time, none of them cancelled; null while there is none.</summary>
    public Moede? Moede(int aar, IEnumerable<Moede> forummets)
    {
        var dato = I(aar);
        var mulige = forummets.Where(m => (dato.Tidligst is not { } fra || m.Dato >= fra) && m.Dato <= dato.Senest).ToList();
        return MoedeNr switch
        {
            // By what is called so far; when the month gets another meeting, it follows.
            0 => mulige.LastOrDefault(),
            { } nr => mulige.ElementAtOrDefault(nr - 1),
            null => mulige.FirstOrDefault(),
        };
    }

    private Omtrentligdato? Dato(int aar)
    {
        var tekst = MoedeNr is null ? Tekst : Moedeform().Match(Tekst.ToLower(Dansk.Kultur)).Groups["maaned"].Value;
        return Omtrentligdato.TryLaes(tekst, new DateOnly(aar, 1, 1), out var dato) && dato.Senest is { } senest && Hjemme(dato, aar, senest)
            ? MoedeNr is null ? dato : dato with { Tekst = string.Create(CultureInfo.InvariantCulture, $"{Tekst} {aar}") }
            : null;
    }

    /// <summary>Whether the year was found and not written, and the day is in it; a week belongs to the year of its Thursday.</summary>
    private static bool Hjemme(Omtrentligdato dato, int aar, DateOnly senest) => dato.Tekst.EndsWith(aar.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) && Math.Abs(senest.Year - aar) <= 1;

    [GeneratedRegex(@"^(?<nr>første|andet|tredje|fjerde|sidste) (?<forum>\p{L}*-?)møde i (?<maaned>\p{L}+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Moedeform();
}

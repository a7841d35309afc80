using System.Globalization;
using System.Net.Mail;
using System.Text;
using SagsFlow.Data;

namespace SagsFlow.Kalenderfeed;

/// <summary>Something that stands in a calendar: at a time, or on a day.</summary>
/// <param name="Uid">The same for ever, whatever else changes.</param>
/// <param name="Sekvens">Rises when it changes.</param>
/// <param name="Aendret">When it last did.</param>
public sealed record Begivenhed(string Uid, string Navn, int Sekvens, DateTimeOffset Aendret)
{
    /// <summary>Local time; null for something that is on a day.</summary>
    public DateTime? Start { get; init; }

    /// <summary>Local time; null where nobody has said how long it lasts.</summary>
    public DateTime? Slut { get; init; }

    /// <summary>Null for something that is at a time.</summary>
    public DateOnly? Dag { get; init; }

    public string? Sted { get; init; }

    public string? Tekst { get; init; }

    /// <summary>Where it is read about.</summary>
    public Uri? Side { get; init; }

    public bool Aflyst { get; init; }

    /// <summary>Whether the person is taken up by it; nobody is by a deadline.</summary>
    public bool Optager { get; init; }
}

/// <summary>What a calendar sent to one person asks of his own (RFC 5546 § 3.2).</summary>
public enum Kalendermetode
{
    Request,
    Cancel,
}

/// <summary>Writes calendars as RFC 5545 has them. Times are UTC, which needs no description of a time zone.</summary>
public static class Kalenderskriver
{
    public const string Medietype = "text/calendar; charset=utf-8";

    /// <summary>Octets in a line, without its end (RFC 5545 § 3.1).</summary>
    private const int Linjelaengde = 75;

    public static byte[] Skriv(string navn, IEnumerable<Begivenhed> begivenheder)
    {
        var ud = Begynd("PUBLISH");
        Linje(ud, $"X-WR-CALNAME:{Tekst(navn)}");
        Linje(ud, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        foreach (var b in begivenheder)
        {
            foreach (var linje in Linjer(b))
            {
                Linje(ud, linje);
            }
        }

        return Slut(ud);
    }

    /// <summary>One event for one person, from whoever calls the meeting. No answer is asked for: nobody reads the sender's mail.</summary>
    public static byte[] Inviter(Kalendermetode metode, Begivenhed b, MailAddress arrangoer, MailAddress deltager)
    {
        var ud = Begynd(metode.Ord());
        string[] parter = [$"ORGANIZER;CN={Parameter(arrangoer.DisplayName)}:mailto:{arrangoer.Address}", $"ATTENDEE;CN={Parameter(deltager.DisplayName)};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:{deltager.Address}"];
        foreach (var linje in Linjer(b, parter))
        {
            Linje(ud, linje);
        }

        return Slut(ud);
    }

    /// <summary>As the standard writes it.</summary>
    public static string Ord(this Kalendermetode metode) => metode == Kalendermetode.Cancel ? "CANCEL" : "REQUEST";

    private static MemoryStream Begynd(string metode)
    {
        var ud = new MemoryStream();
        Linje(ud, "BEGIN:VCALENDAR");
        Linje(ud, "VERSION:2.0");
        Linje(ud, "PRODID:-//SagsFlow//DA");
        Linje(ud, $"METHOD:{metode}");
        return ud;
    }

    private static byte[] Slut(MemoryStream ud)
    {
        Linje(ud, "END:VCALENDAR");
        return ud.ToArray();
    }

    /// <summary>A quoted parameter value (RFC 5545 § 3.2), which holds neither quotes nor control characters.</summary>
    private static string Parameter(string tekst) => $"\"{new string([.. tekst.Where(c => c != '"' && !char.IsControl(c))])}\"";

    /// <param name="parter">Who calls and who is called, where it is sent to somebody.</param>
    private static IEnumerable<string> Linjer(Begivenhed b, params IReadOnlyList<string> parter)
    {
        yield return "BEGIN:VEVENT";
        yield return $"UID:{b.Uid}@sagsflow";
        yield return $"DTSTAMP:{Utc(b.Aendret)}";
        yield return $"LAST-MODIFIED:{Utc(b.Aendret)}";
        yield return $"SEQUENCE:{b.Sekvens.ToString(CultureInfo.InvariantCulture)}";
        if (b.Dag is { } dag)
        {
            yield return $"DTSTART;VALUE=DATE:{Dato(dag)}";
            yield return $"DTEND;VALUE=DATE:{Dato(dag.AddDays(1))}";
        }
        else if (b.Start is { } start)
        {
            yield return $"DTSTART:{Utc(LokalTid.TilOejeblik(start))}";
            if (b.Slut is { } slut)
            {
                yield return $"DTEND:{Utc(LokalTid.TilOejeblik(slut))}";
            }
        }

        foreach (var part in parter)
        {
            yield return part;
        }

        yield return $"SUMMARY:{Tekst(b.Navn)}";
        if (b.Sted is { Length: > 0 } sted)
        {
            yield return $"LOCATION:{Tekst(sted)}";
        }

        if (b.Tekst is { Length: > 0 } tekst)
        {
            yield return $"DESCRIPTION:{Tekst(tekst)}";
        }

        if (b.Side is { } side)
        {
            yield return $"URL:{side.AbsoluteUri}";
        }

        yield return b.Aflyst ? "STATUS:CANCELLED" : "STATUS:CONFIRMED";
        yield return b.Optager && !b.Aflyst ? "TRANSP:OPAQUE" : "TRANSP:TRANSPARENT";
        yield return "END:VEVENT";
    }

    private static string Utc(DateTimeOffset tid) => tid.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Dato(DateOnly dag) => dag.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>A text value (RFC 5545 § 3.3.11). Control characters are not allowed in one.</summary>
    private static string Tekst(string tekst)
    {
        var ud = new StringBuilder(tekst.Length);
        foreach (var c in tekst.ReplaceLineEndings("\n"))
        {
            ud.Append(c switch
            {
                '\\' => "\\\\",
                ';' => "\\;",
                ',' => "\\,",
                '\n' => "\\n",
                _ when char.IsControl(c) => " ",
                _ => c.ToString(),
            });
        }

        return ud.ToString();
    }

    /// <summary>Writes a line, folded where it is too long, never inside a character.</summary>
    private static void Linje(MemoryStream ud, string linje)
    {
        var brugt = 0;
        Span<byte> bytes = stackalloc byte[4];
        foreach (var tegn in linje.EnumerateRunes())
        {
            var laengde = tegn.EncodeToUtf8(bytes);
            if (brugt + laengde > Linjelaengde)
            {
                ud.Write("\r\n "u8);
                brugt = 1;
            }

            ud.Write(bytes[..laengde]);
            brugt += laengde;
        }

        ud.Write("\r\n"u8);
    }
}

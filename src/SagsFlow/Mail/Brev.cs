using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SagsFlow.Mail;

/// <summary>What a mail says of one case, or of what belongs to none.</summary>
/// <param name="Overskrift">The case, or that it is closed.</param>
/// <param name="Sti">The page it is read on.</param>
/// <param name="Tekster">What has happened, the oldest first.</param>
public sealed record Brevafsnit(string Overskrift, string Sti, IReadOnlyList<string> Tekster);

/// <summary>A mail in words.</summary>
/// <param name="Id">The mail's; its Message-ID is made of it, and so the same however often it is sent.</param>
/// <param name="Traad">The case its thread is about; null for none.</param>
public sealed record Brev(Guid Id, Guid? Traad, MailAddress Til, string Emne, IReadOnlyList<Brevafsnit> Afsnit)
{
    /// <summary>What goes into the receiver's calendar; null for most.</summary>
    public Kalenderdel? Kalender { get; init; }

    private const string Hilsen = "Sendt af SagsFlow. Mailen kan ikke besvares.";
    private const int LaengsteEmne = 150;

    /// <summary>Danish letters and » stay readable in the source; what HTML gives a meaning does not.</summary>
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The mail as it goes out, in text and HTML.</summary>
    public MailMessage SomMail(MailAddress fra, Uri adresse)
    {
        var mail = new MailMessage(fra, Til)
        {
            Subject = Linje(Emne),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            Body = Tekst(adresse),
            BodyEncoding = Encoding.UTF8,
        };
        mail.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(SomHtml(adresse), Encoding.UTF8, MediaTypeNames.Text.Html));
        if (Kalender is not null)
        {
            mail.AlternateViews.Add(Kalender.SomDel(fra, Til));
        }

        mail.Headers.Add("Message-ID", Meddelelse($"mail-{Id:N}", fra));
        if (Traad is { } traad)
        {
            // Every mail of a case answers the same one, which was never sent: that is enough to keep them together.
            var rod = Meddelelse($"sag-{traad:N}", fra);
            mail.Headers.Add("In-Reply-To", rod);
            mail.Headers.Add("References", rod);
        }

        // Answering machines leave it alone (RFC 3834).
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    private static string Meddelelse(string navn, MailAddress fra) => $"<{navn}@{fra.Host}>";

    /// <summary>A title may hold what no header can.</summary>
    private static string Linje(string tekst)
    {
        var linje = new string([.. tekst.Select(c => char.IsControl(c) ? ' ' : c)]);
        return linje.Length <= LaengsteEmne ? linje : linje[..(LaengsteEmne - (char.IsHighSurrogate(linje[LaengsteEmne - 1]) ? 1 : 0))] + "…";
    }

    private string Tekst(Uri adresse)
    {
        var tekst = new StringBuilder();
        foreach (var afsnit in Afsnit)
        {
            tekst.Append(afsnit.Overskrift).Append("\n\n");
            foreach (var t in afsnit.Tekster)
            {
                tekst.Append(t).Append("\n\n");
            }

            tekst.Append(new Uri(adresse, afsnit.Sti)).Append("\n\n\n");
        }

        return tekst.Append("-- \n").Append(Hilsen).Append('\n').ToString();
    }

    private string SomHtml(Uri adresse)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"da\"><head><meta charset=\"utf-8\"><title>").Append(Html.Encode(Linje(Emne))).Append("</title></head>\n<body>\n");
        foreach (var afsnit in Afsnit)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2><a href=\"{Html.Encode(new Uri(adresse, afsnit.Sti).AbsoluteUri)}\">{Html.Encode(afsnit.Overskrift)}</a></h2>\n");
            foreach (var t in afsnit.Tekster)
            {
                html.Append("<p>").AppendJoin("<br>", t.Split('\n').Select(Html.Encode)).Append("</p>\n");
            }
        }

        return html.Append("<p><small>").Append(Hilsen).Append("</small></p>\n</body></html>\n").ToString();
    }
}

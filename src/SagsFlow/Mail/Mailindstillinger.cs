using System.Net;
using System.Net.Mail;

namespace SagsFlow.Mail;

/// <summary>How mail is sent; the settings' section <c>Mail</c>. Without a server no mail is made: messages are shown on the page only.</summary>
public sealed class Mailindstillinger
{
    private const int Indleveringsport = 587;

    public Mailindstillinger(IConfiguration opsaetning)
    {
        var mail = opsaetning.GetSection("Mail");
        Server = Tekst(mail, "Server");
        Port = mail.GetValue("Port", Indleveringsport);
        Bruger = Tekst(mail, "Bruger");
        Kodeord = Tekst(mail, "Kodeord");
        Starttls = mail.GetValue("Starttls", true);
        Afsender = Tekst(mail, "Afsender") is { } afsender && MailAddress.TryCreate(afsender, out var fra) ? fra : null;
        Adresse = Uri.TryCreate(Tekst(mail, "Adresse"), UriKind.Absolute, out var adresse) && adresse.Scheme is "http" or "https" ? adresse : null;
    }

    /// <summary>Name or number; null: no mail is made.</summary>
    public string? Server { get; }

    public int Port { get; }

    /// <summary>Who signs in to the server; null for nobody.</summary>
    public string? Bruger { get; }

    public string? Kodeord { get; }

    /// <summary>Whether the connection is encrypted before anything is said; on unless it is turned off.</summary>
    public bool Starttls { get; }

    public MailAddress? Afsender { get; }

    /// <summary>Where people reach the program, for links in mails and calendars.</summary>
    public Uri? Adresse { get; }

    public bool ErSat => Server is not null;

    /// <summary>Whether the server is this machine itself, so that what it takes stays here.</summary>
    public bool ErLokal => Server == "localhost" || (IPAddress.TryParse(Server, out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>What hinders sending, in words; nothing while there is no server.</summary>
    public IEnumerable<string> Mangler()
    {
        if (!ErSat)
        {
            yield break;
        }

        if (Afsender is null)
        {
            yield return "Mail:Server er sat, så Mail:Afsender skal være den e-mailadresse, der sendes fra, f.eks. »SagsFlow <sagsflow@kommune.dk>«.";
        }

        if (Adresse is null)
        {
            yield return "Mail:Server er sat, så Mail:Adresse skal være den adresse, folk når SagsFlow på, f.eks. https://sagsflow.kommune.dk.";
        }

        if (Port is < 1 or > 65535)
        {
            yield return "Mail:Port skal ligge mellem 1 og 65535.";
        }

        if (Bruger is not null && !Starttls && !ErLokal)
        {
            yield return "Mail:Kodeord ville blive sendt ukrypteret. Slå Mail:Starttls til.";
        }
    }

    private static string? Tekst(IConfigurationSection mail, string navn) => mail[navn]?.Trim() is { Length: > 0 } tekst ? tekst : null;
}

using SagsFlow.Data;

namespace SagsFlow.Mail;

/// <summary>A mail to one person: about one message, or the messages of a day.</summary>
public sealed class UdgaaendeMail
{
    /// <summary>Also its Message-ID, so that a receiver who gets it twice can tell.</summary>
    public Guid Id { get; init; }

    public required string Brugernavn { get; init; }

    /// <summary>The day of a digest; null for a mail of one message.</summary>
    public DateOnly? Dag { get; init; }

    public DateTimeOffset Oprettet { get; init; }

    public Mailtilstand Tilstand { get; init; }

    /// <summary>Where it was last tried sent.</summary>
    public string? Adresse { get; init; }

    /// <summary>What the mail server, or the program, said of the last attempt.</summary>
    public string? Svar { get; init; }

    public int Forsoeg { get; init; }

    /// <summary>When, in real time, it may be taken to be sent.</summary>
    public DateTimeOffset Tidligst { get; init; }

    /// <summary>When, in real time, it left <see cref="Mailtilstand.Venter"/>.</summary>
    public DateTimeOffset? Afgjort { get; init; }
}

/// <summary>What has become of a mail.</summary>
public enum Mailtilstand
{
    Venter,
    Sendt,

    /// <summary>The server will not take it, whenever it is sent.</summary>
    Afvist,

    /// <summary>It could not be sent for days.</summary>
    Opgivet,

    /// <summary>Of the demo: it never leaves.</summary>
    HoldtTilbage,

    /// <summary>The person has no address, or may read none of it any more.</summary>
    Bortfaldet,
}

/// <summary>A message that is to be mailed.</summary>
public sealed class Mailbesked
{
    public Guid BeskedId { get; init; }

    public required string Brugernavn { get; init; }

    public DateTimeOffset Tid { get; init; }

    /// <summary>Null while it waits for the person's next digest.</summary>
    public Guid? MailId { get; init; }
}

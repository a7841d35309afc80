using SagsFlow.Data;

namespace SagsFlow.Brugere;

/// <summary>A person who signs in.</summary>
public sealed class Bruger : IVersioneret, IPaaKaede
{
    public required string Brugernavn { get; init; }

    public required string Navn { get; set; }

    /// <summary>Where mail is sent; null: messages are only shown on the page.</summary>
    public string? Email { get; set; }

    /// <summary>Since when the person may not sign in; null for one who may.</summary>
    public DateTimeOffset? Spaerret { get; set; }

    /// <summary>Why not, for administrators.</summary>
    public string? SpaerretGrund { get; set; }

    public int Version { get; set; } = 1;

    public string Kaede => Kaeder.System;
}

/// <summary>A role somebody holds, in a center or a forum, between two days.</summary>
public sealed class Rolletildeling : IPaaKaede
{
    public Guid Id { get; init; }

    public required string Brugernavn { get; init; }

    public Rolle Rolle { get; init; }

    /// <summary>A center's or forum's id; null for roles that belong to none.</summary>
    public string? Enhed { get; init; }

    public DateOnly? GyldigFra { get; init; }

    public DateOnly? GyldigTil { get; set; }

    public string Kaede => Kaeder.System;

    public bool GaelderDen(DateOnly dag) => (GyldigFra is not { } fra || fra <= dag) && (GyldigTil is not { } til || til >= dag);
}

public enum Rolle
{
    Sagsbehandler,
    Centerchef,

    /// <summary>CBA's secretariat: checks cases, and may hand any person's task to another.</summary>
    Sekretariat,

    /// <summary>Runs a forum's meetings and records its decisions.</summary>
    ForumSekretaer,
    ForumMedlem,
    Laeser,
    Admin,
}

/// <summary>A chief's deputy from one day to another: may do what the chief may.</summary>
public sealed class Stedfortraeder : IPaaKaede
{
    public Guid Id { get; init; }

    /// <summary>The chief's username.</summary>
    public required string For { get; init; }

    public required string Brugernavn { get; init; }

    public DateOnly Fra { get; init; }

    public DateOnly Til { get; set; }

    public string Kaede => Kaeder.System;
}

/// <summary>A key a program signs in with; only its hash is kept.</summary>
public sealed class ApiNoegle
{
    /// <summary>SHA-256 of the key, hexadecimal.</summary>
    public required string Hash { get; init; }

    public required string Brugernavn { get; init; }

    public DateTimeOffset Oprettet { get; init; }
}

/// <summary>Something a person is told.</summary>
public sealed class Besked
{
    public Guid Id { get; init; }

    public required string Brugernavn { get; init; }

    public SagId? SagId { get; init; }

    /// <summary>The forelæggelse it concerns, so that it hides when that one is closed to the reader.</summary>
    public ForelaeggelseId? ForelaeggelseId { get; init; }

    /// <summary>The agenda item it concerns, so that it hides when that one is closed to the reader.</summary>
    public DagsordenspunktId? DagsordenspunktId { get; init; }

    public required string Tekst { get; init; }

    public DateTimeOffset Tid { get; init; }

    /// <summary>Whether a mail of it may wait for the person's next daily digest. Not kept: it is decided when the message is written.</summary>
    public bool KanVente { get; init; }
}

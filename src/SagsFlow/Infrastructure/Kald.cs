using SagsFlow.Brugere;

namespace SagsFlow.Infrastructure;

/// <summary>Who asks, and with which promises: filled at the edge (HTTP, command line, timer), read by everything inside.</summary>
public sealed class Kald
{
    private Person? _person;

    /// <summary>The signed-in person.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in; the pipeline refuses such requests first.</exception>
    public Person Person => _person ?? throw new InvalidOperationException("Nobody is signed in.");

    public bool ErLoggetInd => _person is not null;

    /// <summary>The caller's Idempotency-Key, or null.</summary>
    public string? IdempotencyKey { get; set; }

    /// <summary>The version in If-Match, or null when it was not given.</summary>
    public int? IfMatch { get; set; }

    public void SaetPerson(Person person) => _person = person;

    /// <summary>Checks If-Match against the version that is stored.</summary>
    public Fejl? TjekVersion(int version) =>
        IfMatch is not { } set ? FaellesFejl.ManglerVersion
        : set == version ? null
        : FaellesFejl.Foraeldet(version);
}

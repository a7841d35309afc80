using System.Text.Json;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Indgreb;

/// <summary>What an administrator can do to a case's process.</summary>
public enum Indgrebsart
{
    /// <summary>To another step, forwards or back.</summary>
    Spring,

    /// <summary>Goes on as if the step had been done.</summary>
    Overspring,

    /// <summary>Begins the step afresh, or goes back to one that is done.</summary>
    Gentag,

    /// <summary>Takes one of several parallel tracks away.</summary>
    FjernToken,

    /// <summary>Adds a task that the process does not have.</summary>
    Opgave,

    /// <summary>Changes a variable of the process.</summary>
    Variabel,

    /// <summary>Tries again what has stopped.</summary>
    ProevIgen,
}

/// <summary>An intervention as clients send it.</summary>
/// <param name="Artsord">Which, by its word: <c>spring</c>, <c>overspring</c> …</param>
/// <param name="Node">The step it concerns: where to (<c>spring</c>), else where the case stands. May be left out where there is only one.</param>
/// <param name="Fra">For <c>spring</c>: the step the track stands at, where there are several tracks.</param>
/// <param name="Nr">The track's number, as <c>/proces</c> tells it, where several stand at the same step.</param>
/// <param name="Proces">The process, where the case runs several that know the step.</param>
/// <param name="Udfald">For <c>overspring</c>: the outcome the process is to see; without, a task's first and no other.</param>
/// <param name="Navn">For <c>opgave</c>: what is to be done; the step's name, or else the reason, when left out.</param>
/// <param name="Rolle">For <c>opgave</c>: whose it is; <c>sagsbehandler</c> when left out.</param>
/// <param name="Variabel">For <c>variabel</c>: its name.</param>
/// <param name="Vaerdi">For <c>variabel</c>: its new value, any JSON.</param>
/// <param name="Begrundelse">Why; in the history.</param>
public sealed record IndgrebBody(
    [property: System.Text.Json.Serialization.JsonPropertyName("art")] string? Artsord,
    string? Node,
    string? Fra,
    long? Nr,
    string? Proces,
    string? Udfald,
    string? Navn,
    string? Rolle,
    string? Variabel,
    JsonElement? Vaerdi,
    string? Begrundelse)
{
    private const int LaengsteVaerdi = 4_000;
    private static readonly string[] Roller = ["sagsbehandler", "centerchef", "sekretariat"];

    /// <summary>Which; null for a word that is none.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Indgrebsart? Art => Navne.TryLaes<Indgrebsart>(Artsord, out var art) ? art : null;

    public void Valider(Feltfejl fejl)
    {
        if (Art is null)
        {
            fejl.Tilfoej("art", $"Vælg, hvad der skal gøres: {string.Join(", ", Enum.GetValues<Indgrebsart>().Select(Navne.Ord))}.");
        }

        fejl.Tjek("begrundelse", Begrundelse, Tekstregler.LaengsteKort, kraeves: true);
        fejl.Tjek("node", Node, Tekstregler.LaengsteKort, kraeves: Art == Indgrebsart.Spring, enLinje: true);
        fejl.Tjek("fra", Fra, Tekstregler.LaengsteKort, enLinje: true);
        fejl.Tjek("proces", Proces, Tekstregler.LaengsteKort, enLinje: true);
        fejl.Tjek("udfald", Udfald, Tekstregler.LaengsteKort, enLinje: true);
        fejl.Tjek("navn", Navn, Tekstregler.LaengsteTitel, enLinje: true);
        fejl.Tjek("variabel", Variabel, Tekstregler.LaengsteKort, kraeves: Art == Indgrebsart.Variabel, enLinje: true);
        if (Rolle is not null && !Roller.Contains(Rolle, StringComparer.Ordinal))
        {
            fejl.Tilfoej("rolle", $"Rollen »{Rolle}« findes ikke. Vælg en af: {string.Join(", ", Roller)}.");
        }

        if (Art == Indgrebsart.Variabel && Vaerdi is null)
        {
            fejl.Tilfoej("vaerdi", "Angiv variablens nye værdi som JSON; null sletter den ikke, men gør den tom.");
        }
        else if (Vaerdi?.GetRawText().Length > LaengsteVaerdi)
        {
            fejl.Tilfoej("vaerdi", $"Værdien er for lang; der er plads til {LaengsteVaerdi} tegn. Sagens tekst hører ikke til i processens variabler.");
        }
    }
}

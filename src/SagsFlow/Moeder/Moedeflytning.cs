using SagsFlow.Beslutninger;
using SagsFlow.Sager;

namespace SagsFlow.Moeder;

/// <summary>What becomes of an agenda's items when their meeting moves or is cancelled, in words.</summary>
public static class Moedeflytning
{
    /// <summary>An item that has a case.</summary>
    /// <param name="Navn">How it is spoken of.</param>
    /// <param name="EgneDatoer">The case's own dates.</param>
    /// <param name="Oensket">The meeting its author hoped for.</param>
    public sealed record Sagspunkt(string Navn, IReadOnlyList<EgenDato> EgneDatoer, OensketMoede? Oensket);

    /// <summary>The case's dates that no longer hold.</summary>
    /// <param name="forum">The meeting's forum.</param>
    /// <param name="foer">The day it was to be held.</param>
    /// <param name="ny">The day now, or for a cancelled meeting the forum's next; null when there is none.</param>
    public static IEnumerable<string> Brud(string forum, DateOnly foer, DateOnly? ny, IEnumerable<Sagspunkt> punkter)
    {
        foreach (var punkt in punkter)
        {
            foreach (var dato in Beslutningsregler.BrudteDatoer(punkt.EgneDatoer, foer, ny))
            {
                yield return $"{punkt.Navn}: {dato}";
            }

            if (punkt.Oensket is { } oensket && oensket.Forum == forum && oensket.Dato >= foer && (ny is not { } dag || dag > oensket.Dato))
            {
                yield return $"{punkt.Navn}: Sagen var ønsket behandlet den {oensket.Dato.Skriv()}.";
            }
        }
    }

    /// <summary>What moved.</summary>
    public static IEnumerable<string> Flyttet(DateTime foer, DateTime nu, int punkter, string? stedFoer, string? stedNu)
    {
        if (foer != nu)
        {
            yield return $"Mødet er flyttet fra {Tid(foer)} til {Tid(nu)}.";
            if (punkter > 0)
            {
                yield return punkter == 1 ? "Dagsordenens punkt følger med." : $"Dagsordenens {punkter} punkter følger med.";
            }
        }

        if (stedFoer != stedNu)
        {
            yield return $"Mødet holdes nu i {(string.IsNullOrEmpty(stedNu) ? "et lokale, der ikke er valgt" : stedNu)}.";
        }
    }

    public static string Tid(DateTime tid) => $"{DateOnly.FromDateTime(tid).Skriv()} kl. {tid:HH\\:mm}";
}

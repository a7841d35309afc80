using SagsFlow.Beslutninger;
using SagsFlow.Fora;
using SagsFlow.Frister;
using SagsFlow.Infrastructure.Sider;
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
            yield return $"Mødet er flyttet fra {Dansk.Tid(foer)} til {Dansk.Tid(nu)}.";
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

    /// <summary>How the meeting's own deadlines move with it.</summary>
    public static IEnumerable<string> FlyttedeFrister(IReadOnlyList<Moedefrist> foer, IReadOnlyList<Moedefrist> nu) =>
        from ny in nu
        let gammel = foer.FirstOrDefault(f => f.Art == ny.Art)
        where gammel is not null && gammel.Forfald != ny.Forfald
        select $"{Navn(ny.Art)} er flyttet fra {Dansk.Tid(gammel.Forfald)} til {Dansk.Tid(ny.Forfald)} ({ny.Regel.Tekst}).";

    /// <summary>The meeting's deadlines that have passed already on the new day; what the law says is said so.</summary>
    /// <param name="udsendt">Whether the agenda has gone out.</param>
    /// <param name="idag">Local time.</param>
    public static IEnumerable<string> PasseredeFrister(IEnumerable<Moedefrist> frister, bool udsendt, DateTime idag) =>
        from f in frister
        where f.Art != Moedefristart.Referat && f.Forfald < idag && !(f.Art == Moedefristart.Udsendelse && udsendt)
        select f.Regel.Lovbestemt
            ? $"{Navn(f.Art)} var {Dansk.Tid(f.Forfald)}. Det er et brud på {f.Regel.Grundlag}: {f.Optaelling.Forklaring}."
            : $"{Navn(f.Art)} var {Dansk.Tid(f.Forfald)} ({f.Regel.Tekst}).";

    /// <summary>That a meeting lies in the past; null when it does not.</summary>
    public static IReadOnlyList<string>? IFortiden(DateTime start, DateTime nu) =>
        start < nu ? [$"Mødet {Dansk.Tid(start)} ligger i fortiden: ingen når at aflevere til det, og dets frister er passeret."] : null;

    private static string Navn(Moedefristart art) => art switch
    {
        Moedefristart.Aflevering => "Afleveringsfristen",
        Moedefristart.Udsendelse => "Fristen for at udsende dagsordenen",
        _ => "Fristen for referatet",
    };
}

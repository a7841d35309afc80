using SagsFlow.Data;

namespace SagsFlow.Frister;

/// <summary>The traffic light of a deadline, with the reason in words: colour alone tells nothing to those who cannot see it.</summary>
/// <param name="Tilstand">How near it is.</param>
/// <param name="Ord">The state as people say it.</param>
/// <param name="Forklaring">How long there is, or how long it has been exceeded.</param>
public sealed record Fristlampe(FristTilstand Tilstand, string Ord, string Forklaring)
{
    /// <summary>Judges a deadline at an instant; the days in the explanation are the calendar's, not hours.</summary>
    public static Fristlampe Vurder(DateTimeOffset frist, DateTimeOffset nu) => Vurder(LokalTid.Af(frist), LokalTid.Af(nu));

    /// <summary>The same in local time.</summary>
    public static Fristlampe Vurder(DateTime frist, DateTime nu)
    {
        var tilstand = Fristopgoerelse.Tilstand(frist, nu);
        var dage = DateOnly.FromDateTime(frist).DayNumber - DateOnly.FromDateTime(nu).DayNumber;
        return new(tilstand, Ordet(tilstand), tilstand == FristTilstand.Overskredet ? Udloeb(frist, dage) : Tilbage(frist, dage));
    }

    private static string Ordet(FristTilstand tilstand) => tilstand switch
    {
        FristTilstand.IGodTid => "I god tid",
        FristTilstand.Snart => "Snart",
        FristTilstand.Overskredet => "Overskredet",
        _ => throw new ArgumentOutOfRangeException(nameof(tilstand), tilstand, null),
    };

    private static string Tilbage(DateTime frist, int dage) => dage switch
    {
        0 => $"i dag{Kl(frist)}",
        1 => $"i morgen{Kl(frist)}",
        _ => $"om {dage} dage",
    };

    private static string Udloeb(DateTime frist, int dage) => dage switch
    {
        0 => $"udløb i dag kl. {frist:HH.mm}",
        -1 => "udløb i går",
        _ => $"udløb for {-dage} dage siden",
    };

    /// <summary>The end of a day stands for the whole day.</summary>
    private static string Kl(DateTime frist) => frist is { Hour: 23, Minute: 59 } ? "" : $" kl. {frist:HH.mm}";
}

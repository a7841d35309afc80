using SagsFlow.Data;

namespace SagsFlow.Frister;

/// <summary>How a deadline stands.</summary>
public enum Fristtilstand
{
    IGodTid,
    Snart,
    Overskredet,
}

/// <summary>The traffic light of a deadline, with the reason in words: colour alone tells nothing to those who cannot see it.</summary>
/// <param name="Tilstand">How it stands.</param>
/// <param name="Ord">The state as people say it.</param>
/// <param name="Forklaring">How long there is, or how long it has been exceeded.</param>
public sealed record Fristlampe(Fristtilstand Tilstand, string Ord, string Forklaring)
{
    /// <summary>From this many days before, counted by the calendar, a deadline is near.</summary>
    public const int SnartDage = 2;

    /// <summary>Judges a deadline at an instant; the days are counted as the calendar's, not as hours.</summary>
    public static Fristlampe Vurder(DateTimeOffset frist, DateTimeOffset nu)
    {
        var dage = LokalTid.Dato(frist).DayNumber - LokalTid.Dato(nu).DayNumber;
        if (frist < nu)
        {
            return new(Fristtilstand.Overskredet, "Overskredet", dage switch
            {
                0 => $"udløb i dag kl. {LokalTid.Af(frist):HH.mm}",
                -1 => "udløb i går",
                _ => $"udløb for {-dage} dage siden",
            });
        }

        var forklaring = dage switch
        {
            0 => $"i dag kl. {LokalTid.Af(frist):HH.mm}",
            1 => $"i morgen kl. {LokalTid.Af(frist):HH.mm}",
            _ => $"om {dage} dage",
        };
        return dage <= SnartDage ? new(Fristtilstand.Snart, "Snart", forklaring) : new(Fristtilstand.IGodTid, "I god tid", forklaring);
    }
}

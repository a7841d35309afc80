namespace SagsFlow.Moeder;

/// <summary>
/// The times of an agenda: how long each item takes and where there is a pause. Only the items' times are kept; a pause is where nothing is, so that
/// lunch is no item with a number.
/// </summary>
public static class Tidsprogram
{
    /// <summary>Minutes a day has.</summary>
    private const int Doegn = 24 * 60;

    private static readonly TimeOnly FrokostFra = new(11, 15);
    private static readonly TimeOnly FrokostTil = new(13, 30);

    /// <summary>An item's place in the programme.</summary>
    /// <param name="Minutter">How long it takes; null for one without a time.</param>
    /// <param name="PauseFoer">Minutes of pause before it.</param>
    public sealed record Linje(int? Minutter, int PauseFoer = 0);

    /// <summary>How long an item is set to take; null when it has no time.</summary>
    public static int? Minutter(TimeOnly? start, TimeOnly? slut) => start is { } fra && slut > fra ? (int)(slut.Value - fra).TotalMinutes : null;

    /// <summary>The times of items that follow each other.</summary>
    /// <returns>Null when they do not end before midnight.</returns>
    public static IReadOnlyList<(TimeOnly? Start, TimeOnly? Slut)>? Beregn(TimeOnly begynder, IEnumerable<Linje> linjer)
    {
        var tider = new List<(TimeOnly?, TimeOnly?)>();
        var nu = (begynder.Hour * 60) + begynder.Minute;
        foreach (var linje in linjer)
        {
            nu += linje.PauseFoer;
            if (linje.Minutter is not { } minutter)
            {
                tider.Add((null, null));
                continue;
            }

            if (nu + minutter >= Doegn)
            {
                return null;
            }

            tider.Add((TimeOnly.MinValue.AddMinutes(nu), TimeOnly.MinValue.AddMinutes(nu + minutter)));
            nu += minutter;
        }

        return tider;
    }

    /// <summary>The programme that items have in the order they stand.</summary>
    /// <param name="begynder">When the meeting does; what is before the first item is a pause too.</param>
    public static IReadOnlyList<Linje> Af(TimeOnly begynder, IEnumerable<(TimeOnly? Start, TimeOnly? Slut)> punkter)
    {
        var linjer = new List<Linje>();
        var sidst = begynder;
        foreach (var (start, slut) in punkter)
        {
            if (Minutter(start, slut) is not { } minutter)
            {
                linjer.Add(new Linje(null));
                continue;
            }

            linjer.Add(new Linje(minutter, start > sidst ? (int)(start.Value - sidst).TotalMinutes : 0));
            sidst = slut!.Value;
        }

        return linjer;
    }

    /// <summary>The same items in another order: each keeps its length, and the pauses stay where they were on the way through the day.</summary>
    /// <param name="foer">The programme before.</param>
    /// <param name="orden">For each place, which place the item had before.</param>
    public static IEnumerable<Linje> Ordnet(IReadOnlyList<Linje> foer, IEnumerable<int> orden) => orden.Select((gammel, ny) => new Linje(foer[gammel].Minutter, foer[ny].PauseFoer));

    /// <summary>Moves the items' times as the meeting's hour moves. Where one would pass midnight they all stand: somebody must lay them anew.</summary>
    public static void Flyt(IReadOnlyCollection<Dagsordenspunkt> punkter, TimeSpan med)
    {
        bool Passer(TimeOnly? tid) => tid is not { } t || (t.ToTimeSpan() + med is var ny && ny >= TimeSpan.Zero && ny < TimeSpan.FromDays(1));
        if (med == TimeSpan.Zero || !punkter.All(p => Passer(p.Start) && Passer(p.Slut)))
        {
            return;
        }

        foreach (var punkt in punkter)
        {
            (punkt.Start, punkt.Slut) = (punkt.Start?.Add(med), punkt.Slut?.Add(med));
        }
    }

    /// <summary>What a pause is called.</summary>
    public static string Pauseord(TimeOnly fra, TimeOnly til) => til - fra >= TimeSpan.FromMinutes(20) && fra >= FrokostFra && til <= FrokostTil ? "Frokost" : "Pause";

    /// <summary>How the items' lengths and the meeting's go together, in words.</summary>
    /// <param name="moedet">The meeting's minutes; null when nobody has said when it ends.</param>
    /// <param name="punkter">The items' minutes; null for those without.</param>
    /// <param name="pauser">Minutes of pause between them.</param>
    public static string Belastning(int? moedet, IReadOnlyCollection<int?> punkter, int pauser)
    {
        var uden = punkter.Count(p => p is null);
        var sum = punkter.Sum() ?? 0;
        if (uden == punkter.Count)
        {
            return "Ingen punkter har fået tid endnu.";
        }

        var fylder = $"Punkterne fylder {Ord(sum)}{(pauser > 0 ? $" og pauserne {Ord(pauser)}" : "")}";
        var rest = moedet - sum - pauser;
        var imod = rest switch
        {
            null => ". Mødet har ingen sluttid at holde dem op imod.",
            0 => $". Det er præcis mødets længde, {Ord(moedet!.Value)}.",
            > 0 => $" af mødets {Ord(moedet!.Value)}. Der er {Ord(rest.Value)} tilbage.",
            _ => $", men mødet er kun på {Ord(moedet!.Value)}. Der mangler {Ord(-rest.Value)}.",
        };
        return fylder + imod + (uden == 0 ? "" : uden == 1 ? " 1 punkt har ingen tid." : $" {uden} punkter har ingen tid.");
    }

    /// <summary><c>2 timer og 15 minutter</c></summary>
    public static string Ord(int minutter)
    {
        var (timer, rest) = Math.DivRem(minutter, 60);
        var dele = new[] { timer switch { 0 => null, 1 => "1 time", _ => $"{timer} timer" }, rest switch { 0 => null, 1 => "1 minut", _ => $"{rest} minutter" } };
        return minutter == 0 ? "0 minutter" : string.Join(" og ", dele.OfType<string>());
    }
}

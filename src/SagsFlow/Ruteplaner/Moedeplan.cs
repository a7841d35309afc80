using SagsFlow.Engine.Feel;
using SagsFlow.Fora;
using SagsFlow.Frister;
using SagsFlow.Processer;

namespace SagsFlow.Ruteplaner;

/// <summary>A meeting that a plan can use, with the deadlines its forum's rules give it. Times are local.</summary>
/// <param name="Id">The meeting's id.</param>
/// <param name="LaastFra">From when nothing more comes on its agenda by itself: the agenda was sent, or the meeting closed. Null while neither has happened.</param>
/// <param name="Regler">Gives its deadlines.</param>
/// <param name="Aendringer">Those that have been set by hand; null for none.</param>
public sealed record Planmoede(Guid Id, string ForumId, DateTime Start, DateTime? Slut, DateTime? LaastFra, Moedefrister Regler, IEnumerable<Fristaendring>? Aendringer = null)
{
    private readonly Lazy<Moedefrist?> _aflevering = new(() => Regler.Af(ForumId, Start, Moedefristart.Aflevering)?.Med(Aendringer ?? []), LazyThreadSafetyMode.None);
    private readonly Lazy<Moedefrist?> _udsendelse = new(() => Regler.Af(ForumId, Start, Moedefristart.Udsendelse)?.Med(Aendringer ?? []), LazyThreadSafetyMode.None);

    public DateOnly Dato => DateOnly.FromDateTime(Start);

    /// <summary>When its decisions can take effect.</summary>
    public DateTime Faerdig => Slut ?? Start;

    /// <summary>When material is due; null where the forum has no such rule.</summary>
    public Moedefrist? Aflevering => _aflevering.Value;

    /// <summary>When the agenda goes out; null where the forum has no such rule.</summary>
    public Moedefrist? Udsendelse => _udsendelse.Value;

    /// <summary>What definitions read of it as <c>moede</c>.</summary>
    public FeelValue Fakta => Moedefakta.Fakta(ForumId, Start, Regler.Af(ForumId, Start).Select(f => f.Med(Aendringer ?? [])));

    /// <summary>Whether material that was handed in at a time was in time.</summary>
    public bool KanAfleveres(DateTime afleveret) => Aflevering is not { } frist || afleveret <= frist.Forfald;

    /// <summary>Whether its agenda could still take what came at a time.</summary>
    public bool ErAaben(DateTime tid) => LaastFra is not { } fra || tid < fra;
}

/// <summary>The meetings that are not cancelled, by forum in order of time.</summary>
public sealed class Moedeplan
{
    private readonly Dictionary<string, Planmoede[]> _fora;

    public Moedeplan(IEnumerable<Planmoede> moeder) =>
        _fora = moeder.GroupBy(m => m.ForumId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.OrderBy(m => m.Start).ThenBy(m => m.Id).ToArray(), StringComparer.Ordinal);

    /// <summary>A forum's meetings; empty when it has none.</summary>
    public IReadOnlyList<Planmoede> Af(string forum) => _fora.GetValueOrDefault(forum, []);

    /// <summary>A forum's meetings after a time.</summary>
    public IEnumerable<Planmoede> Efter(string forum, DateTime tid)
    {
        var moeder = _fora.GetValueOrDefault(forum, []);
        var (lav, hoej) = (0, moeder.Length);
        while (lav < hoej)
        {
            var midt = (lav + hoej) / 2;
            (lav, hoej) = moeder[midt].Start > tid ? (lav, midt) : (midt + 1, hoej);
        }

        for (; lav < moeder.Length; lav++)
        {
            yield return moeder[lav];
        }
    }
}

using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;
using SagsFlow.Forelaeggelser;
using SagsFlow.Frister;
using SagsFlow.Kalender;
using SagsFlow.Moeder;

namespace SagsFlow.Processer;

/// <summary>
/// What definitions may read of the meeting a case is meant for: <c>moede.forum</c>, <c>moede.dato</c>, <c>moede.start</c>, and its deadlines
/// <c>moede.aflevering</c>, <c>moede.udsendelse</c> and <c>moede.referat</c>. Null while the case is meant for none.
/// </summary>
public sealed class Moedefakta(Arbejde arbejde, Moedefrister frister)
{
    /// <summary>The fact's name in expressions.</summary>
    public const string Navn = "moede";

    private static readonly ConditionalWeakTable<ProcessDefinition, object> Laesere = [];

    /// <summary>Whether a definition reads it; the others are not made to wait for it.</summary>
    public static bool Laeses(ProcessDefinition definition) => (bool)Laesere.GetValue(definition, static d => d.Nodes.Any(LaesesAf));

    /// <summary>Whether a definition's timers may be due at another time when the calendar or a forum's rules change.</summary>
    public static bool AfhaengerAfKalender(ProcessDefinition definition) => Laeses(definition)
        || definition.Nodes.Any(n => n.Timer is { Expression.ConstantValue: null } timer && Kalenderfunktioner.Navne.Any(navn => timer.Text.Contains(navn, StringComparison.Ordinal)));

    /// <summary>The fact for a case, as what is stored and written in this transaction says.</summary>
    public async Task<FeelValue> ForAsync(SagId sagId, CancellationToken ct)
    {
        var db = arbejde.Db;
        var sag = await db.Sager.FindAsync([sagId], ct);
        if (sag is null)
        {
            return FeelValue.Null;
        }

        var punkter = await (
            from p in db.UafgjortePunkter()
            join m in db.Moeder on p.MoedeId equals m.Id
            where p.SagId == sagId
            select new { Punkt = p, Moede = m }).ToListAsync(ct);

        // The rows may have been changed since they were read from the database.
        if (punkter.Where(x => x.Punkt.Tilstand == PunktTilstand.PaaDagsorden && x.Moede.Aflyst is null).OrderBy(x => x.Moede.Start).FirstOrDefault() is { } paa)
        {
            return await FaktaAsync(paa.Moede, paa.Moede.ForumId, paa.Moede.Start, ct);
        }

        var kommende = await db.Forelaeggelser.Where(f => f.SagId == sagId && (f.Tilstand == ForelaeggelseTilstand.Klar || f.Tilstand == ForelaeggelseTilstand.Planlagt)).OrderBy(f => f.Raekkefoelge).ToListAsync(ct);
        foreach (var f in kommende)
        {
            if (f.PlanlagtDag(sag) is { } dag)
            {
                var moede = (await db.Moeder.Where(m => m.ForumId == f.ForumId && m.Aflyst == null).ToListAsync(ct)).Find(m => m.Dato == dag && m.Aflyst is null);
                return await FaktaAsync(moede, f.ForumId, moede?.Start ?? dag.ToDateTime(new TimeOnly(9, 0)), ct);
            }
        }

        return FeelValue.Null;
    }

    /// <param name="moede">Null where the day has no meeting yet.</param>
    private async Task<FeelValue> FaktaAsync(Moede? moede, string forum, DateTime start, CancellationToken ct)
    {
        var aendringer = moede is null ? [] : (await arbejde.Db.FristaendringerAsync([moede.Id], ct))[moede.Id];
        return Fakta(forum, start, frister.Af(forum, start).Select(f => f.Med(aendringer)));
    }

    /// <summary>The fact of a meeting.</summary>
    /// <param name="start">Local time.</param>
    /// <param name="frister">The meeting's deadlines.</param>
    public static FeelValue Fakta(string forum, DateTime start, IEnumerable<Moedefrist> frister)
    {
        var fakta = new Dictionary<string, FeelValue>(StringComparer.Ordinal)
        {
            ["forum"] = FeelValue.Of(forum),
            ["dato"] = new FeelDate(DateOnly.FromDateTime(start)),
            ["start"] = new FeelDateTime(start),
        };
        foreach (var frist in frister)
        {
            fakta[Navne.Ord(frist.Art)] = new FeelDateTime(frist.Forfald);
        }

        return FeelValue.Of(fakta);
    }

    private static bool LaesesAf(Node node) =>
        Naevner(node.Timer?.Expression) || Naevner(node.Script) || Naevner(node.CalledProcess) || Naevner(node.Event?.Key)
        || node.Outgoing.Any(f => Naevner(f.Condition)) || node.Inputs.Concat(node.Outputs).Any(m => Naevner(m.Source)) || node.Attributes.Values.Any(Naevner)
        || node.Loop switch
        {
            MultiInstance many => Naevner(many.Cardinality) || Naevner(many.Collection) || Naevner(many.CompletionCondition) || Naevner(many.OutputElement),
            StandardLoop again => Naevner(again.Condition),
            _ => false,
        };

    private static bool Naevner(FeelExpression? udtryk) => udtryk?.FreeNames.Contains(Navn) == true;
}

using SagsFlow.Engine.Bpmn;
using SagsFlow.Frister;
using SagsFlow.Kalender;
using SagsFlow.Processer;
using SagsFlow.Ruteplaner;

namespace SagsFlow.Tests.Ruteplaner;

/// <summary>The planner on the shipped processes and rules, with a calendar of meetings that the test gives.</summary>
internal sealed class Planlaegning
{
    private static readonly Lazy<Workflows> Mappen = new(() => Workflows.ReadAsync(Path.Combine(AppContext.BaseDirectory, "workflows"), CancellationToken.None).GetAwaiter().GetResult());

    private int _sidsteMoede;

    private readonly Moedefrister _frister = new(Mappen.Value.Fora!, Mappen.Value.Kalender!);

    public Ruteplanlaegger Planlaegger { get; } = new(Mappen.Value.Fora!, Mappen.Value.Kalender!, Mappen.Value.Intervaller!);

    public static Arbejdskalender Kalenderen => Mappen.Value.Kalender!;

    public List<Planmoede> Moeder { get; } = [];

    public DateTime Nu { get; init; } = new(2024, 1, 8, 8, 0, 0);

    public Planlaegning Med(string forum, params string[] dage)
    {
        Moeder.AddRange(dage.Select(d => Moede(forum, DateTime.Parse(d, System.Globalization.CultureInfo.InvariantCulture))));
        return this;
    }

    public Planmoede Moede(string forum, DateTime start) => new(new Guid(++_sidsteMoede, 0, 0, new byte[8]), forum, start.TimeOfDay == TimeSpan.Zero ? start.AddHours(9) : start, null, null, _frister);

    public Ruteforudsaetninger Spoerg(string workflow, Rutemaal? maal = null, string? start = null, params string[] ruter)
    {
        var processer = Mappen.Value.Files.SelectMany(f => f.Definitions).ToList();
        var fagudvalg = ruter.FirstOrDefault(r => r is "ISU" or "AESU" or "AMU") ?? "AESU";
        return new Ruteforudsaetninger(processer, Proces(processer, workflow), Nu, new Moedeplan(Moeder))
        {
            Start = start is null ? DateOnly.FromDateTime(Nu) : Dag(start), Maal = maal, Ruter = ruter, Fagudvalg = fagudvalg,
        };
    }

    /// <summary>The same for a process that is not shipped.</summary>
    public Ruteforudsaetninger SpoergBpmn(string proces, Rutemaal? maal = null)
    {
        var xml = $"<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:sags=\"urn:sagsflow:bpmn:1\" targetNamespace=\"t\">{proces}</definitions>";
        var laesning = BpmnReader.Read(System.Text.Encoding.UTF8.GetBytes(xml), "proeve.bpmn");
        Assert.Empty(laesning.Findings);
        return new Ruteforudsaetninger(laesning.Definitions, laesning.Definitions[0], Nu, new Moedeplan(Moeder)) { Start = DateOnly.FromDateTime(Nu), Maal = maal };
    }

    public Rute Laeg(string workflow, Rutemaal? maal = null, string? start = null, params string[] ruter) => Planlaegger.Laeg(Spoerg(workflow, maal, start, ruter));

    public static DateOnly Dag(string dag) => DateOnly.ParseExact(dag, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The meetings of a plan: <c>DIR 2024-02-06</c>.</summary>
    public static string[] Vej(Ruteforloeb forloeb) => [.. forloeb.Forelaeggelser.Select(t => $"{t.Forum} {t.Moede?.Dato.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "-"}")];

    private static ProcessDefinition Proces(List<ProcessDefinition> processer, string id) => processer.Single(p => p.Id == id);
}

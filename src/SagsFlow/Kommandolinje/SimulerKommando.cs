using System.Text.Json;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;
using SagsFlow.Processer;

namespace SagsFlow.Kommandolinje;

/// <summary><c>simuler</c>: runs a definition file on a clock of its own, with assumed outcomes.</summary>
public static class SimulerKommando
{
    private sealed record Trin(string Node, string Type, string Haendelse, DateTimeOffset Tid);

    private sealed record Venter(string Node, string Type);

    private sealed record Udskrift(IReadOnlyList<Trin> Trin, string Slut, IReadOnlyList<Venter> Venter, JsonElement Variabler);

    /// <summary>All the file's processes run for one case, which has an id as in earnest.</summary>
    private static readonly Dictionary<string, FeelValue> Sag = ProcessRunner.Facts(default, "");

    /// <returns>0 when it was run, whatever it came to; 1 when the file or the arguments do not allow it.</returns>
    public static async Task<int> KoerAsync(string fil, string? procesId, string? data, string? udfald, bool json, TextWriter ud, TextWriter fejl, CancellationToken ct)
    {
        var processer = await Procesfil.LaesAsync(fil, fejl, ct);
        if (processer.Count == 0)
        {
            return 1;
        }

        var valgt = procesId is null ? processer.Where(KanStartes).Concat(processer).FirstOrDefault() : processer.FirstOrDefault(p => p.Id == procesId);
        if (valgt is null || !TryObjekt(data, out var variabler) || !TryObjekt(udfald, out var udfaldene))
        {
            await fejl.WriteLineAsync(valgt is null
                ? $"Filen har ingen proces »{procesId}«. Den har: {string.Join(", ", processer.Select(p => p.Id))}."
                : "--data og --udfald skal være et JSON-objekt, for eksempel {\"direktion\":\"godkendt\"}.");
            return 1;
        }

        var forloeb = new Simulation(processer, TimeProvider.System.GetUtcNow(), LokalTid.Zone, (node, foer) => Resultat(node, foer, udfaldene)) { Facts = Sag }.Run(valgt, variabler);
        await (json ? SkrivJsonAsync(forloeb, ud) : SkrivAsync(forloeb, ud));
        return 0;
    }

    /// <summary>What starts by itself comes before what another process starts.</summary>
    private static bool KanStartes(ProcessDefinition proces) =>
        proces.Nodes.All(n => n.Parent is not null || n.Kind != NodeKind.StartEvent || n.Event is null || n.Event.Kind == EventKind.Timer);

    private static bool TryObjekt(string? json, out Dictionary<string, FeelValue> felter)
    {
        felter = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(json))
        {
            return true;
        }

        try
        {
            using var dokument = JsonDocument.Parse(json);
            foreach (var felt in dokument.RootElement.EnumerateObject())
            {
                felter[felt.Name] = FeelJson.Read(felt.Value);
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The outcome that is given for the node, the last again when there are no more; else the task's first.</summary>
    private static FeelContext? Resultat(Node node, int foer, Dictionary<string, FeelValue> udfald)
    {
        var givet = udfald.GetValueOrDefault(node.Id);
        if (givet is FeelList { Items.Length: > 0 } flere)
        {
            givet = flere.Items[Math.Min(foer, flere.Items.Length - 1)];
        }

        if (givet is FeelContext felter)
        {
            return felter;
        }

        givet ??= node.Extensions.FirstOrDefault(e => e.Name == "udfald")?.Attributes.GetValueOrDefault("id") is { } foerste ? FeelValue.Of(foerste) : null;
        return givet is null ? null : new FeelContext(new Dictionary<string, FeelValue>(StringComparer.Ordinal) { ["udfald"] = givet });
    }

    private static async Task SkrivJsonAsync(SimulationResult forloeb, TextWriter ud)
    {
        using var variabler = JsonDocument.Parse(FeelJson.Text(new FeelContext(forloeb.Variables)));
        await ud.WriteLineAsync(Json.Tekst(new Udskrift(
            [.. forloeb.Steps.Select(s => new Trin(s.Node.Id, Type(s.Node), Haendelse(s.Kind), s.Time))],
            Slut(forloeb.End),
            [.. forloeb.Waits.Select(n => new Venter(n.Id, Type(n)))],
            variabler.RootElement)));
    }

    private static async Task SkrivAsync(SimulationResult forloeb, TextWriter ud)
    {
        foreach (var s in forloeb.Steps)
        {
            await ud.WriteLineAsync($"{LokalTid.Af(s.Time):dd-MM-yyyy HH.mm}  {Haendelse(s.Kind),-9}  {s.Node.Name ?? s.Node.Id} ({Type(s.Node)} {s.Node.Id})");
        }

        foreach (var fejl in forloeb.Faults)
        {
            await ud.WriteLineAsync($"! {fejl}");
        }

        var venter = forloeb.Waits.Count == 0 ? "" : $" ved {string.Join(", ", forloeb.Waits.Select(n => n.Name ?? n.Id))}";
        await ud.WriteLineAsync($"Slut: {Slut(forloeb.End)}{venter}.");
    }

    private static string Haendelse(NodeStepKind kind) => kind switch
    {
        NodeStepKind.Started => "startet",
        NodeStepKind.Completed => "afsluttet",
        NodeStepKind.Interrupted => "afbrudt",
        _ => "fejlet",
    };

    private static string Slut(SimulationEnd slut) => slut switch
    {
        SimulationEnd.Completed => "afsluttet",
        SimulationEnd.Waiting => "venter",
        _ => "fejl",
    };

    /// <summary>The element's name in BPMN.</summary>
    private static string Type(Node node) => node.Kind == NodeKind.EventSubProcess ? "subProcess" : JsonNamingPolicy.CamelCase.ConvertName(node.Kind.ToString());
}

using System.Text;
using System.Text.Json;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Tests.Bpmn;
using SagsFlow.Engine.Tests.Npm;

namespace SagsFlow.Engine.Tests.Workflows;

/// <summary>The shipped files held against bpmn-io's reader, which bpmn-js edits with, and its linter.</summary>
public class BpmnIoTests
{
    /// <summary>A way back to work already done enters it beside the way that led there first, and a gateway to join the two would say no more.</summary>
    private const string ComesBack = "fake-join";

    /// <summary>What the linter's recommended rules find and the files keep, as "file rule element", with the reason.</summary>
    private static readonly Dictionary<string, string> Kept = new(StringComparer.Ordinal)
    {
        [$"chefforum-droeftelse {ComesBack} chefforum"] = "postponed, the item comes back",
        [$"direktionssag {ComesBack} skriv"] = "returned, the case is written again",
        [$"direktionssag {ComesBack} centerchef"] = "returned from further on, the chief sees it again",
        [$"direktionssag {ComesBack} sekretariat"] = "returned from further on, the secretariat sees it again",
        [$"direktionssag {ComesBack} direktion"] = "postponed, or sent back by another forum",
        [$"forumbehandling {ComesBack} behandling"] = "postponed, the item comes back",
        [$"politisk-sag {ComesBack} skriv"] = "returned, the case is written again",
        [$"politisk-sag {ComesBack} centerchef"] = "returned from further on, the chief sees it again",
        [$"politisk-sag {ComesBack} sekretariat"] = "unchanged text goes past the chief",
        [$"politisk-sag {ComesBack} fagudvalg"] = "postponed, the item comes back",
        [$"politisk-sag {ComesBack} oekonomiudvalg"] = "postponed, or with no committee before it",
        [$"politisk-sag {ComesBack} byraad"] = "postponed, the item comes back",
        [$"to-behandlinger {ComesBack} skriv"] = "returned, the case is written again",
        [$"to-behandlinger {ComesBack} centerchef"] = "returned from further on, the chief sees it again",
        [$"to-behandlinger {ComesBack} sekretariat"] = "unchanged text goes past the chief",
        [$"to-behandlinger {ComesBack} oekonomiudvalg"] = "postponed, the item comes back",
        [$"to-behandlinger {ComesBack} foersteBehandling"] = "postponed, the item comes back",
        [$"to-behandlinger {ComesBack} andenBehandling"] = "postponed, the item comes back",
        ["direktionssag no-gateway-join-fork flereRuter"] = "the head of a loop: first entered, or come back to, it asks whether a route is left",
    };

    /// <summary>With the files in other tools' manner, so that those too are what such tools can read.</summary>
    [NodeFact]
    public async Task Moddle_EveryFile_IsReadAndWrittenWithoutLoss()
    {
        foreach (var (file, answer) in await CheckAsync([.. WorkflowFiles.All, .. VendorSourceTests.Paths]))
        {
            Assert.True(answer.Warnings.Count == 0, $"{file}: {string.Join('\n', answer.Warnings)}");
            var reading = BpmnReader.Read(Encoding.UTF8.GetBytes(answer.Xml), file);
            Assert.Empty(reading.Findings);
            Assert.Equal(
                BpmnReader.Read(await File.ReadAllBytesAsync(file), file).Definitions.Select(d => d.ContentHash),
                reading.Definitions.Select(d => d.ContentHash));
        }
    }

    [NodeFact]
    public async Task Lint_ShippedFiles_GiveOnlyWhatIsKept()
    {
        var found = (await CheckAsync([.. WorkflowFiles.All]))
            .SelectMany(f => f.Answer.Reports.Select(r => ($"{Path.GetFileNameWithoutExtension(f.File)} {r.Rule} {r.Id}", r.Message))).ToList();
        var unexpected = found.Where(f => !Kept.ContainsKey(f.Item1)).ToList();
        Assert.True(unexpected.Count == 0, string.Join('\n', unexpected));
        Assert.Equal(Kept.Keys.Order(StringComparer.Ordinal), found.Select(f => f.Item1).Order(StringComparer.Ordinal));
    }

    private static async Task<List<(string File, Answer Answer)>> CheckAsync(List<string> files)
    {
        var texts = await Task.WhenAll(files.Select(file => File.ReadAllTextAsync(file)));
        var output = await new NpmPackage("bpmn-io").RunAsync("check.mjs", string.Concat(texts.Select(text => JsonSerializer.Serialize(text) + "\n")));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(files.Count, lines.Length);
        return [.. files.Zip(lines, (file, line) => (file, JsonSerializer.Deserialize<Answer>(line, JsonSerializerOptions.Web)!))];
    }

    private sealed record Answer(List<string> Warnings, List<Report> Reports, string Xml);

    private sealed record Report(string Rule, string Id, string Message);
}

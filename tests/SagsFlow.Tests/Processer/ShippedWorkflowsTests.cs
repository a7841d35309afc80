using SagsFlow.Fora;
using SagsFlow.Processer;

namespace SagsFlow.Tests.Processer;

/// <summary>The workflows folder as it is shipped.</summary>
public class ShippedWorkflowsTests
{
    [Fact]
    public async Task Folder_AsShipped_HasNoFindingAndNamesEveryForumAndCenter()
    {
        var workflows = await Workflows.ReadAsync(Path.Combine(AppContext.BaseDirectory, "workflows"), CancellationToken.None);

        Assert.Empty(workflows.Findings);
        Assert.True(workflows.IsValid);
        Assert.Superset(
            new HashSet<string> { "direktionssag", "chefforum-droeftelse", "forumbehandling" },
            workflows.Files.SelectMany(f => f.Definitions).Select(d => d.Id).ToHashSet());
        Assert.Equal(["DIR", "CF", "SL", "HU", "BM", "ISU", "AESU", "AMU", "OEU", "BY"], workflows.Fora!.Fora.Select(f => f.Id));
        Assert.Equal("Øvrige sager", Assert.Single(workflows.Fora.Forum("DIR")!.FastePunkter).Titel);

        var lov = Assert.Single(workflows.Fora.Forum("BY")!.Regler);
        var udsendelse = lov.Regel(Moedefristart.Udsendelse)!;
        Assert.Equal((4, false, "kommunestyrelsesloven § 8 stk. 4", true), (udsendelse.Antal, udsendelse.Maade.Arbejdsdage, udsendelse.Grundlag, udsendelse.Lovbestemt));
        Assert.False(lov.Regel(Moedefristart.Aflevering)!.Lovbestemt);

        var nedlagt = workflows.Fora.Center("ØDC")!;
        Assert.True(nedlagt.GaelderDen(new DateOnly(2018, 12, 31)));
        Assert.False(nedlagt.GaelderDen(new DateOnly(2019, 1, 1)));
    }
}

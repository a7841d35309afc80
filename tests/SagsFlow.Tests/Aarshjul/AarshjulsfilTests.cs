using SagsFlow.Aarshjul;
using SagsFlow.Processer;

namespace SagsFlow.Tests.Aarshjul;

/// <summary>What the file of recurring cases may say, and what is said of one with a fault.</summary>
public class AarshjulsfilTests
{
    private const string God = """
        sager:
          - id: status
            titel: Status {aar}
            forum: DIR
            center: CBA
            hyppighed: halvaarlig
            tidspunkter: [marts, første direktionsmøde i oktober]
            foersteAar: 2024
            forberedelse: 10
        """;

    [Fact]
    public async Task Fil_UdenFejl_Laeses()
    {
        var (katalog, fund) = await LaesAsync(God);

        Assert.Empty(fund);
        Assert.Equal(["Status 2025 marts 2025", "Status 2025 første direktionsmøde i oktober 2025"], katalog!.Regler[0].I(2025).Select(f => $"{f.Titel} {f.Tidspunkt.I(f.Aar)}"));
    }

    [Theory]
    [InlineData("forum: DIR", "forun: DIR", "a.yaml:4: sager[0].forun: feltet er ukendt; mente du »forum«?")]
    [InlineData("forum: DIR", "forum: DIRR", "a.yaml:4: sager[0].forum: Forummet »DIRR« findes ikke. Mente du »DIR«?")]
    [InlineData("center: CBA", "center: CBB", "a.yaml:5: sager[0].center: Centret »CBB« findes ikke. Mente du »CBA«?")]
    [InlineData("halvaarlig", "halvårlig", "a.yaml:6: sager[0].hyppighed: Hyppigheden »halvårlig« findes ikke. Mente du »halvaarlig«?")]
    [InlineData("halvaarlig", "hver tirsdag", "a.yaml:6: sager[0].hyppighed: Hyppigheden »hver tirsdag« findes ikke.")]
    [InlineData("halvaarlig", "kvartalsvis", "a.yaml:7: sager[0].tidspunkter: kvartalsvis har 4 tidspunkter om året, men der står 2.")]
    [InlineData("[marts,", "[31. februar,", "a.yaml:7: sager[0].tidspunkter[0]: »31. februar« er ikke et tidspunkt, der findes hvert år.")]
    [InlineData("[marts,", "[29. februar,", "a.yaml:7: sager[0].tidspunkter[0]: »29. februar« er ikke")]
    [InlineData("[marts,", "[uge 53,", "a.yaml:7: sager[0].tidspunkter[0]: »uge 53« er ikke")]
    [InlineData("[marts,", "[marts 2025,", "a.yaml:7: sager[0].tidspunkter[0]: »marts 2025« er ikke")]
    [InlineData("[marts,", "[snarest,", "a.yaml:7: sager[0].tidspunkter[0]: »snarest« er ikke")]
    [InlineData("direktionsmøde", "byrådsmøde", "a.yaml:7: sager[0].tidspunkter[1]: »første byrådsmøde i oktober« er ikke")]
    [InlineData("i oktober", "i oktorber", "a.yaml:7: sager[0].tidspunkter[1]: »første direktionsmøde i oktorber« er ikke")]
    [InlineData("forberedelse: 10", "forberedelse: -10", "a.yaml:9: sager[0].forberedelse: -10 er ikke et antal arbejdsdage fra 0 til 250.")]
    [InlineData("foersteAar: 2024", "foersteAar: 24", "a.yaml:8: sager[0].foersteAar: ")]
    [InlineData("foersteAar: 2024", "foersteAar: 2024\n    sidsteAar: 2020", "a.yaml:9: sager[0].sidsteAar: sidsteAar ligger før foersteAar.")]
    [InlineData("forberedelse: 10", "forberedelse: 10\n    workflow: direktionsag", "a.yaml:10: sager[0].workflow: Processen »direktionsag« findes ikke. Mente du »direktionssag«?")]
    [InlineData("id: status", "id: Status på", "a.yaml:2: sager[0]: ")]
    public async Task Fil_MedEnFejl_NaevnerLinjeOgDetDerMentes(string fra, string til, string begyndelse)
    {
        var (katalog, fund) = await LaesAsync(God.Replace(fra, til, StringComparison.Ordinal));

        Assert.Null(katalog);
        Assert.StartsWith(begyndelse, SagsFlow.Infrastructure.Start.Linje(Assert.Single(fund)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mappe_MedFejlIAarshjulOgPlan_HarDemSomFund()
    {
        var mappe = Directory.CreateTempSubdirectory("sagsflow-workflows-");
        try
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "workflows", "fora.yaml"), Path.Combine(mappe.FullName, "fora.yaml"));
            await File.WriteAllTextAsync(Path.Combine(mappe.FullName, "aarshjul.yaml"), "sagr: []\n");
            await File.WriteAllTextAsync(Path.Combine(mappe.CreateSubdirectory("procesplaner").FullName, "p.yaml"), "idd: x\n");

            var workflows = await Workflows.ReadAsync(mappe.FullName, CancellationToken.None);
            using var ud = new StringWriter();
            var kode = await SagsFlow.Kommandolinje.ValiderKommando.KoerAsync([mappe.FullName], false, false, ud, CancellationToken.None);

            Assert.False(workflows.IsValid);
            Assert.Equal(["aarshjul", "procesplan"], workflows.Findings.Select(f => f.Code));
            Assert.Equal(1, kode);
            Assert.Contains("aarshjul.yaml:1: sagr: feltet er ukendt; mente du »sager«?", ud.ToString(), StringComparison.Ordinal);
            Assert.Contains("p.yaml:1: idd: feltet er ukendt; mente du »id«?", ud.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            mappe.Delete(recursive: true);
        }
    }

    private static async Task<(Aarshjulskatalog? Katalog, IReadOnlyList<SagsFlow.Engine.Bpmn.Finding> Fund)> LaesAsync(string yaml)
    {
        var mappe = await Workflows.ReadAsync(Path.Combine(AppContext.BaseDirectory, "workflows"), CancellationToken.None);
        return Aarshjulsfil.Laes(yaml, "a.yaml", mappe.Fora!, ["direktionssag"]);
    }
}

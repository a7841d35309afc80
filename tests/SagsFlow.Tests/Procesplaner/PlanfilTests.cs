using SagsFlow.Processer;
using SagsFlow.Procesplaner;

namespace SagsFlow.Tests.Procesplaner;

/// <summary>What a plan's file may say, and what is said of one with a fault.</summary>
public class PlanfilTests
{
    private const string God = """
        id: proeve-2024
        titel: Prøve 2024
        aar: 2024
        center: OEAC
        anker: { navn: valgdag, dato: 2024-11-19 }
        spor:
          - { id: a, navn: A }
        trin:
          - { id: et, navn: Et, forum: DIR }
          - { id: to, navn: To }
        celler:
          - { spor: a, trin: et, dato: 2024-03-11 }
          - { spor: a, trin: to, omtrent: maj 2024 }
        """;

    [Fact]
    public async Task Fil_UdenFejl_Laeses()
    {
        var (plan, fund) = await LaesAsync(God);

        Assert.Empty(fund);
        Assert.Equal(["a-et DIR OEAC A: Et", "a-to  OEAC A: To"], plan!.Indhold.Celler.Select(c => $"{c.Id} {c.Forum} {c.Center} {c.Titel}"));
    }

    [Theory]
    [InlineData("center: OEAC", "centr: OEAC", "p.yaml:4: centr: feltet er ukendt; mente du »center«?")]
    [InlineData("center: OEAC", "center: OEAX", "p.yaml:4: center: Centret »OEAX« findes ikke. Mente du »OEAC«?")]
    [InlineData("forum: DIR", "forum: DIRR", "p.yaml:9: trin[0].forum: Forummet »DIRR« findes ikke. Mente du »DIR«?")]
    [InlineData("spor: a, trin: to", "spor: a, trin: tos", "p.yaml:13: celler[1].trin: Trinnet »tos« findes ikke. Mente du »to«?")]
    [InlineData("dato: 2024-03-11", "dato: 2024-02-31", "p.yaml:12: celler[0].dato: ")]
    [InlineData("omtrent: maj 2024", "omtrent: 31. februar 2024", "p.yaml:13: celler[1].omtrent: »31. februar 2024« er ikke en dato med årstal.")]
    [InlineData("omtrent: maj 2024", "omtrent: maj", "p.yaml:13: celler[1].omtrent: »maj« er ikke en dato med årstal.")]
    [InlineData("omtrent: maj 2024", "omtrent: maj 2024, dato: 2024-05-01", "p.yaml:13: celler[1]: Cellen skal have sin dato på netop én måde")]
    [InlineData("omtrent: maj 2024", "note: uden dato", "p.yaml:13: celler[1]: Cellen skal have sin dato på netop én måde")]
    [InlineData("omtrent: maj 2024", "anker: { fra: -20, til: -30 }", "p.yaml:13: celler[1].anker: ")]
    [InlineData("omtrent: maj 2024", "anker: { fra: -9000 }", "p.yaml:13: celler[1].anker: ")]
    [InlineData("omtrent: maj 2024", "ankeraar: { fra: 12-15, til: 12-01 }", "p.yaml:13: celler[1].ankeraar: ")]
    [InlineData("omtrent: maj 2024", "ankeraar: { fra: 02-31, til: 12-01 }", "p.yaml:13: celler[1].ankeraar: ")]
    [InlineData("omtrent: maj 2024", "omtrent: maj 2024, workflow: direktionsag", "p.yaml:13: celler[1].workflow: Processen »direktionsag« findes ikke. Mente du »direktionssag«?")]
    [InlineData("omtrent: maj 2024", "omtrent: maj 2024, sagstype: orentering", "p.yaml:13: celler[1].sagstype: Sagstypen »orentering« findes ikke. Mente du »orientering«?")]
    [InlineData("spor: a, trin: to", "id: a-et, spor: a, trin: to", "p.yaml:13: celler[1]: »a-et« skal være et id")]
    [InlineData("id: proeve-2024", "id: Prøve", "p.yaml:1: id: ")]
    [InlineData("dato: 2024-11-19", "dato: 1850-11-19", "p.yaml:5: anker: ")]
    [InlineData("  - { spor: a, trin: to, omtrent: maj 2024 }", "  - { spor: a, trin: to, omtrent: maj 2024 }\n  -", "p.yaml:14: Listen har et tomt element.")]
    [InlineData("  - { spor: a, trin: to, omtrent: maj 2024 }", "  - { spor: a, trin: to, omtrent: maj 2024 }\nkrav:\n  - { foerst: a-et, derefter: a-too, mindstDage: 6, grundlag: § 2 }", "p.yaml:15: krav[0].derefter: Cellen »a-too« findes ikke. Mente du »a-to«?")]
    [InlineData("  - { spor: a, trin: to, omtrent: maj 2024 }", "  - { spor: a, trin: to, omtrent: maj 2024 }\nkrav:\n  - { foerst: a-et, derefter: a-to, mindstDage: -6, grundlag: § 2 }", "p.yaml:15: krav[0]: ")]
    public async Task Fil_MedEnFejl_NaevnerLinjeOgDetDerMentes(string fra, string til, string begyndelse)
    {
        var (plan, fund) = await LaesAsync(God.Replace(fra, til, StringComparison.Ordinal));

        Assert.Null(plan);
        Assert.StartsWith(begyndelse, SagsFlow.Infrastructure.Start.Linje(Assert.Single(fund)), StringComparison.Ordinal);
    }

    private static async Task<(Planskabelon? Plan, IReadOnlyList<SagsFlow.Engine.Bpmn.Finding> Fund)> LaesAsync(string yaml)
    {
        var mappe = await Workflows.ReadAsync(Path.Combine(AppContext.BaseDirectory, "workflows"), CancellationToken.None);
        return Planfil.Laes(yaml, "p.yaml", mappe.Fora!, ["direktionssag"]);
    }
}

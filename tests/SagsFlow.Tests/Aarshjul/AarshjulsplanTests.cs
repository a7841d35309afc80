using System.Globalization;
using SagsFlow.Aarshjul;
using SagsFlow.Data;
using SagsFlow.Frister;
using SagsFlow.Moeder;
using SagsFlow.Processer;

namespace SagsFlow.Tests.Aarshjul;

/// <summary>When recurring cases come, year after year.</summary>
public class AarshjulsplanTests
{
    private const string Regler = """
        sager:
          - { id: oktober, titel: "Oktober {aar}", forum: DIR, center: CBA, hyppighed: aarlig, tidspunkter: [første direktionsmøde i oktober], foersteAar: 2024, forberedelse: 10 }
          - { id: hvertandet, titel: "Hvert andet", forum: DIR, center: CBA, hyppighed: hvert-andet-aar, tidspunkter: [marts], foersteAar: 2024, forberedelse: 10 }
          - { id: kvartal, titel: "Kvartal", forum: CF, center: CBA, hyppighed: kvartalsvis, tidspunkter: [1. kvartal, 2. kvartal, 3. kvartal, 4. kvartal], foersteAar: 2025, sidsteAar: 2025, forberedelse: 5 }
          - { id: to, titel: "To", forum: OEU, center: OEAC, hyppighed: to-om-aaret, tidspunkter: [medio maj, sidste møde i november], foersteAar: 2026, forberedelse: 5 }
        """;

    [Theory]
    [InlineData(2023, "")]
    [InlineData(2024, "hvertandet:marts 2024 oktober:første direktionsmøde i oktober 2024")]
    [InlineData(2025, "kvartal:1. kvartal 2025 kvartal:2. kvartal 2025 kvartal:3. kvartal 2025 kvartal:4. kvartal 2025 oktober:første direktionsmøde i oktober 2025")]
    [InlineData(2026, "hvertandet:marts 2026 to:medio maj 2026 oktober:første direktionsmøde i oktober 2026 to:sidste møde i november 2026")]
    [InlineData(2027, "to:medio maj 2027 oktober:første direktionsmøde i oktober 2027 to:sidste møde i november 2027")]
    public async Task Aar_HarSineForekomsterIRaekkefoelge(int aar, string ventet)
    {
        var plan = await PlanAsync();

        Assert.Equal(ventet, string.Join(' ', plan.I(aar, Grundlag()).Select(p => $"{p.Forekomst.Regel.Id}:{p.Dato.Tekst}")));
    }

    [Fact]
    public async Task FoersteMoede_NaarMoederneFindes_ErDetFoerste()
    {
        var plan = await PlanAsync();
        var moeder = new[] { Moede("DIR", "2025-09-30"), Moede("DIR", "2025-10-07"), Moede("DIR", "2025-10-21"), Moede("CF", "2025-10-01") };

        var oktober = plan.I(2025, Grundlag(moeder)).Single(p => p.Forekomst.Regel.Id == "oktober");

        Assert.Equal(moeder[1].Id, oktober.Moede!.Id);
        Assert.Equal((Dag("2025-10-07"), Dag("2025-10-07")), (oktober.Dato.Tidligst, oktober.Dato.Senest));

        // Eight arbejdsdage before the meeting, and ten more to write in.
        Assert.Equal(Dag("2025-09-25"), DateOnly.FromDateTime(oktober.Aflevering!.Forfald));
        Assert.Equal(Dag("2025-09-11"), oktober.Kladdedag);
    }

    [Fact]
    public async Task Forekomst_UdenMoede_RegnesFraDenFoersteDagDenKanVaere()
    {
        var oktober = (await PlanAsync()).I(2025, Grundlag()).Single(p => p.Forekomst.Regel.Id == "oktober");

        Assert.Null(oktober.Moede);
        Assert.Equal((Dag("2025-10-01"), Dag("2025-10-31")), (oktober.Dato.Tidligst, oktober.Dato.Senest));
        Assert.Equal(Dag("2025-09-19"), DateOnly.FromDateTime(oktober.Aflevering!.Forfald));
    }

    [Fact]
    public async Task Ophoert_GaelderForekomstenOgDeSenere()
    {
        var plan = await PlanAsync();
        var grundlag = Grundlag([], new Aarshjulsforekomst { Regel = "to", Aar = 2027, Nr = 2, Aendring = Forekomstaendring.Ophoert });

        Assert.Equal(
            ["2026-1 False", "2026-2 False", "2027-1 False", "2027-2 True", "2028-1 True", "2028-2 True"],
            Enumerable.Range(2026, 3).SelectMany(aar => plan.I(aar, grundlag)).Where(p => p.Forekomst.Regel.Id == "to").Select(p => $"{p.Forekomst.Id} {p.Ophoert}"));
    }

    [Fact]
    public async Task Forfaldne_ErDemDerKanNaasOgIkkeErLavet()
    {
        var plan = await PlanAsync();

        Assert.Equal(["2024-1", "2025-1"], new[] { "2024-09-20", "2025-01-06" }.Select(d => plan.Forfaldne(Dag(d), Grundlag()).Select(p => p.Forekomst.Id).Single()));
        Assert.Empty(plan.Forfaldne(Dag("2024-11-01"), Grundlag()));
        Assert.Empty(plan.Forfaldne(Dag("2024-09-20"), Grundlag([], new Aarshjulsforekomst { Regel = "oktober", Aar = 2024, Nr = 1, Aendring = Forekomstaendring.SprungetOver })));
        Assert.Empty(plan.Forfaldne(Dag("2024-09-20"), Grundlag([], new Aarshjulsforekomst { Regel = "oktober", Aar = 2024, Nr = 1, SagId = NytId.Af<SagId>(DateTimeOffset.UnixEpoch) })));
    }

    private static DateOnly Dag(string dag) => DateOnly.Parse(dag, CultureInfo.InvariantCulture);

    private static Moede Moede(string forum, string dag) => new() { Id = NytId.Af<MoedeId>(DateTimeOffset.UnixEpoch), ForumId = forum, Start = Dag(dag).ToDateTime(new TimeOnly(9, 0)) };

    private static Aarshjulsplan.Grundlag Grundlag(IEnumerable<Moede>? moeder = null, params Aarshjulsforekomst[] raekker) =>
        new(raekker.ToDictionary(r => (r.Regel, r.Aar, r.Nr)), (moeder ?? []).ToLookup(m => m.ForumId, StringComparer.Ordinal));

    private static async Task<Aarshjulsplan> PlanAsync()
    {
        var mappe = await Workflows.ReadAsync(Path.Combine(AppContext.BaseDirectory, "workflows"), CancellationToken.None);
        var (katalog, fund) = Aarshjulsfil.Laes(Regler, "a.yaml", mappe.Fora!, ["direktionssag"]);
        Assert.Empty(fund);
        return new Aarshjulsplan(katalog!, mappe.Kalender!, new Moedefrister(mappe.Fora!, mappe.Kalender!));
    }
}

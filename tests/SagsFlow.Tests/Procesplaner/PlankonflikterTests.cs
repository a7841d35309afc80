using SagsFlow.Data;
using SagsFlow.Frister;
using SagsFlow.Moeder;
using SagsFlow.Processer;
using SagsFlow.Procesplaner;

namespace SagsFlow.Tests.Procesplaner;

/// <summary>What does not fit in a plan; the prognoses' and KV25's as the minutes have them.</summary>
public class PlankonflikterTests
{
    [Fact]
    public async Task Prognoseplan_AeldreudvalgetsBeslutning_MaaEftersendes()
    {
        var advarsel = Assert.Single(await FindAsync("prognose-2024"), k => k.Alvor != Planalvor.Bemaerkning);

        Assert.Equal(Planalvor.Advarsel, advarsel.Alvor);
        Assert.Equal(["aeldrebolig-fagudvalg", "aeldrebolig-oeu"], advarsel.Celler);
        Assert.StartsWith(
            "ÆSU's beslutning må eftersendes: ÆSU mødes torsdag 06-06-2024, samme dag som dagsordenen til ØU onsdag 12-06-2024 udsendes "
            + "(4 arbejdsdage før onsdag 12-06-2024 er torsdag 06-06-2024; sprunget over: 09-06 søndag, 08-06 lørdag; ",
            advarsel.Tekst,
            StringComparison.Ordinal);
        Assert.Equal("antaget", advarsel.Grundlag);
    }

    [Fact]
    public async Task Prognoseplan_AfleveringerTilOekonomiudvalget_ErUdfordretSomReferatetSiger()
    {
        var bemaerkninger = (await FindAsync("prognose-2024")).Where(k => k.Alvor == Planalvor.Bemaerkning).ToList();

        Assert.Equal(["institution-oeu", "skole-oeu"], bemaerkninger.Select(k => k.Celler[1]));
        Assert.All(bemaerkninger, k => Assert.StartsWith("Afleveringsfristen til ØU onsdag 12-06-2024 er udfordret: ISU mødes først tirsdag 04-06-2024 (10 arbejdsdage før", k.Tekst, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Kv25_ToBehandlinger_ErIkkeAfgjortFoerMoederneErValgt()
    {
        var fund = await FindAsync("kv25");

        Assert.DoesNotContain(fund, k => k.Alvor == Planalvor.Brud);
        var krav = Assert.Single(fund, k => k.Grundlag == "kommunestyrelsesloven § 2 stk. 2");
        Assert.Equal("Der skal være mindst 6 dage fra »Styrelsesvedtægt, 1. behandling« til »Styrelsesvedtægt, 2. behandling« (kommunestyrelsesloven § 2 stk. 2). Det kan ikke afgøres, før dagene er valgt: 01-11-2025 – 15-12-2025 og 01-11-2025 – 15-12-2025.", krav.Tekst);
    }

    [Theory]
    [InlineData("2025-11-25", "2025-11-30", Planalvor.Brud)]
    [InlineData("2025-11-25", "2025-12-01", null)]
    public async Task ToBehandlinger_MedForFaaDageImellem_ErBrudPaaLoven(string foerste, string anden, Planalvor? ventet)
    {
        var fund = await FindAsync("kv25", celler: c => c.Id is "c-by" ? c with { Dato = Dag(foerste) } : c.Id is "c-by-2" ? c with { Dato = Dag(anden) } : c);

        Assert.Equal(ventet, fund.FirstOrDefault(k => k.Grundlag == "kommunestyrelsesloven § 2 stk. 2")?.Alvor);
    }

    [Fact]
    public async Task Celle_PaaEnLoerdag_GiverEnAdvarselMedGrunden()
    {
        var fund = await FindAsync("prognose-2024", celler: c => c.Id == "befolkning-strategiseminar" ? c with { Dato = Dag("2025-05-03") } : c);

        Assert.Contains(fund, k => k.Alvor == Planalvor.Advarsel && k.Tekst == "»Befolkningsprognose: Strategiseminar for Byrådet« ligger lørdag 03-05-2025, som ikke er en arbejdsdag (lørdag).");
    }

    [Fact]
    public async Task Byraadet_FoerOekonomiudvalget_ErBrudPaaParagraf18()
    {
        var brud = Assert.Single(await FindAsync("prognose-2024", celler: c => c.Id == "befolkning-by" ? c with { Dato = Dag("2024-05-21") } : c), k => k.Alvor == Planalvor.Brud);

        Assert.Equal(("kommunestyrelsesloven § 18 stk. 2", "befolkning-oeu befolkning-by"), (brud.Grundlag, string.Join(' ', brud.Celler)));
    }

    [Fact]
    public async Task Oekonomiudvalget_EfterByraadetsUdsendelse_ErBrudPaaParagraf8()
    {
        // Four hverdage before Tuesday 28-05-2024 is Wednesday the 22nd: the day ØU meets.
        var brud = Assert.Single(await FindAsync("prognose-2024", celler: c => c.Id == "befolkning-by" ? c with { Dato = Dag("2024-05-28") } : c), k => k.Alvor == Planalvor.Brud);

        Assert.Equal("kommunestyrelsesloven § 8 stk. 4", brud.Grundlag);
        Assert.StartsWith("ØU's beslutning må eftersendes: ØU mødes onsdag 22-05-2024, samme dag som", brud.Tekst, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moede_DerErAflystEllerIkkeFindes_Naevnes()
    {
        var aflyst = Moede("ISU", "2024-06-04", aflyst: true);
        var fund = await FindAsync("prognose-2024", [aflyst, Moede("ISU", "2024-06-11"), Moede("OEU", "2024-06-12"), Moede("OEU", "2024-05-21")]);

        Assert.Contains(fund, k => k.Alvor == Planalvor.Advarsel && k.Tekst == "Mødet i Institutions- og Skoleudvalget tirsdag 04-06-2024 er aflyst. Det nærmeste er tirsdag 11-06-2024.");
        Assert.Contains(fund, k => k.Alvor == Planalvor.Bemaerkning && k.Tekst == "Økonomiudvalget har intet møde onsdag 22-05-2024. Det nærmeste er tirsdag 21-05-2024.");
        Assert.DoesNotContain(fund, k => k.Tekst.Contains("intet møde onsdag 12-06-2024", StringComparison.Ordinal));
    }

    private static Plandato Dag(string dag) => new() { Dato = DateOnly.Parse(dag, System.Globalization.CultureInfo.InvariantCulture) };

    private static Moede Moede(string forum, string dag, bool aflyst = false) => new()
    {
        Id = NytId.Af<MoedeId>(DateTimeOffset.UnixEpoch), ForumId = forum, Start = DateOnly.Parse(dag, System.Globalization.CultureInfo.InvariantCulture).ToDateTime(new TimeOnly(9, 0)),
        Aflyst = aflyst ? DateTimeOffset.UnixEpoch : null,
    };

    private static async Task<IReadOnlyList<Plankonflikt>> FindAsync(string plan, IReadOnlyList<Moede>? moeder = null, Func<Plancelle, Plancelle>? celler = null)
    {
        var mappe = await Workflows.ReadAsync(Path.Combine(AppContext.BaseDirectory, "workflows"), CancellationToken.None);
        var skabelon = mappe.Planer.Single(p => p.Id == plan);
        var aendret = skabelon with { Indhold = skabelon.Indhold with { Celler = [.. skabelon.Indhold.Celler.Select(celler ?? (c => c))] } };
        return new Plankonflikter(mappe.Fora!, mappe.Kalender!, new Moedefrister(mappe.Fora!, mappe.Kalender!)).Find(aendret.Plan(DateTimeOffset.UnixEpoch), moeder ?? []);
    }
}

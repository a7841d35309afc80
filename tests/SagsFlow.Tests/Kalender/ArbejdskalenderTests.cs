using System.Diagnostics;
using SagsFlow.Kalender;
using SagsFlow.Processer;

namespace SagsFlow.Tests.Kalender;

/// <summary>Days off, squeezed days and counting, with the calendar as it is shipped.</summary>
public class ArbejdskalenderTests
{
    private static readonly Arbejdskalender Kalender = Workflows.ReadAsync(Path.Combine(AppContext.BaseDirectory, "workflows"), CancellationToken.None).GetAwaiter().GetResult().Kalender!;

    private static DateOnly D(string dag) => DateOnly.ParseExact(dag, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Debian's python3-holidays still lists store bededag after 2023, and counts palmesøndag, which is a Sunday like any other.</summary>
    [Fact]
    public void Helligdage_1980Til2100_SomEnUafhaengigKilde()
    {
        const string Program = "import holidays\nfor d, n in sorted(holidays.Denmark(years=range(1980, 2101)).items()):\n  print(d, n)";
        var start = new ProcessStartInfo("/usr/bin/python3", ["-c", Program]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        using var python = Process.Start(start)!;
        var linjer = python.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        python.WaitForExit();
        Assert.True(python.ExitCode == 0 && linjer.Length > 1000, "python3-holidays is not installed; tests/run.sh does it: " + python.StandardError.ReadToEnd());

        var ventet = linjer.Where(l => !l.Contains("Palmesøndag", StringComparison.Ordinal) && !(l.Contains("Store bededag", StringComparison.Ordinal) && D(l[..10]).Year > Helligdage.SidsteStoreBededag))
            .Select(l => D(l[..10])).Distinct().ToList();
        var vores = Enumerable.Range(1980, 121).SelectMany(Helligdage.I).Select(h => h.Dag).Distinct().ToList();
        Assert.Equal(ventet, vores);
    }

    [Theory]
    [InlineData(2025, "2025-05-02 2025-06-06")]
    [InlineData(2026, "2026-01-02")]
    [InlineData(2024, "2024-12-23")]
    public void IndeklemteDage_UdenDeFaste_SomIReferatet(int aar, string ventet) =>
        Assert.Equal(ventet.Split(' ').Select(D), Kalender.IndeklemteDage(aar, medFaste: false));

    [Fact]
    public void IndeklemteDage_MedDeFaste_2024() =>
        Assert.Equal(new[] { "2024-05-10", "2024-12-23", "2024-12-27", "2024-12-30" }.Select(D), Kalender.IndeklemteDage(2024, medFaste: true));

    [Theory]
    [InlineData("2024-12-27", "indeklemt dag mellem jul og nytår")]
    [InlineData("2024-12-30", "indeklemt dag mellem jul og nytår")]
    [InlineData("2025-12-29", null)]
    [InlineData("2025-12-30", null)]
    [InlineData("2024-12-23", null)]
    [InlineData("2025-05-30", "fredagen efter Kristi himmelfart")]
    [InlineData("2025-05-01", "1. maj")]
    [InlineData("2025-06-05", "grundlovsdag")]
    [InlineData("2025-06-06", "indeklemt dag")]
    [InlineData("2023-05-05", "store bededag")]
    [InlineData("2024-04-26", null)]
    [InlineData("2008-05-01", "Kristi himmelfartsdag")]
    public void Fridag_SigerHvorfor(string dag, string? hvorfor) => Assert.Equal(hvorfor, Kalender.Fridag(D(dag))?.Navn);

    [Theory]
    [InlineData("2024-06-12", false, "2024-06-06")]
    [InlineData("2024-06-12", true, "2024-06-07")]
    [InlineData("2024-05-22", false, "2024-05-15")]
    [InlineData("2024-05-22", true, "2024-05-16")]
    [InlineData("2025-03-12", false, "2025-03-06")]
    [InlineData("2025-03-12", true, "2025-03-07")]
    [InlineData("2025-06-11", false, "2025-06-03")]
    public void FireHverdageFoer_MedOgUdenLoerdage(string moede, bool loerdag, string ventet) =>
        Assert.Equal(D(ventet), Kalender.Foer(D(moede), 4, Taellemaade.Hverdag with { Loerdag = loerdag }).Resultat);

    [Fact]
    public void FireDageFoer11Juni2025_SomDomaenetSiger()
    {
        Assert.Equal(D("2025-06-04"), Kalender.Foer(D("2025-06-11"), 4, Taellemaade.Hverdag with { Grundlovsdag = true }).Resultat);
        var arbejdsdage = Kalender.Foer(D("2025-06-11"), 4, Taellemaade.Arbejdsdag);
        Assert.Equal(D("2025-06-02"), arbejdsdage.Resultat);
        Assert.Equal(
            "4 arbejdsdage før onsdag 11-06-2025 er mandag 02-06-2025; sprunget over: 09-06 2. pinsedag, 08-06 pinsedag, 07-06 lørdag, 06-06 indeklemt dag, 05-06 grundlovsdag",
            arbejdsdage.Forklaring);
    }

    /// <summary>Where the day counted from counts itself, the way back leads to it.</summary>
    [Fact]
    public void FremOgTilbage_ErHinandensModsatte()
    {
        var tilfaeldig = new Random(42);
        Taellemaade[] maader = [Taellemaade.Arbejdsdag, Taellemaade.Hverdag, new(false, true, true, true, true)];
        for (var i = 0; i < 3000; i++)
        {
            var maade = maader[i % maader.Length];
            var dag = D("1985-01-01").AddDays(tilfaeldig.Next(40_000));
            var antal = tilfaeldig.Next(60);
            var frem = Kalender.Efter(dag, antal, maade).Resultat;
            if (Kalender.Sprunget(dag, maade) is null)
            {
                Assert.Equal(dag, Kalender.Foer(frem, antal, maade).Resultat);
            }

            Assert.True(Kalender.Foer(dag, antal, maade).Talte.All(d => Kalender.Sprunget(d, maade) is null));
        }
    }

    /// <summary>A closing day more never gives a later hand-in nor an earlier end than the calendar without it.</summary>
    [Fact]
    public void FlereFridage_GiverAldrigLaengereTid()
    {
        var tilfaeldig = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var dag = D("2000-01-01").AddDays(tilfaeldig.Next(20_000));
            var antal = tilfaeldig.Next(30);
            var ekstra = Enumerable.Range(0, 10).Select(_ => dag.AddDays(tilfaeldig.Next(-40, 40))).ToList();
            var flere = new Arbejdskalender([.. Kalender.Lukkeregler, new Lukkeregel("ekstra", "ekstra", false) { Dage = ekstra }], "flere");
            Assert.True(flere.Foer(dag, antal, Taellemaade.Arbejdsdag).Resultat <= Kalender.Foer(dag, antal, Taellemaade.Arbejdsdag).Resultat);
            Assert.True(flere.Efter(dag, antal, Taellemaade.Arbejdsdag).Resultat >= Kalender.Efter(dag, antal, Taellemaade.Arbejdsdag).Resultat);
            Assert.Equal(Kalender.Foer(dag, antal, Taellemaade.Hverdag).Resultat, flere.Foer(dag, antal, Taellemaade.Hverdag).Resultat);
        }
    }

    [Theory]
    [InlineData("lukkedage:\n  - id: a\n    navn: A\n    dagg: 12-24\n", 4, "mente du »dag«?")]
    [InlineData("lukkedage:\n  - id: a\n    navn: A\n    dag: 02-31\n", 4, "»02-31« er ikke en dag")]
    [InlineData("lukkedage:\n  - id: a\n    navn: A\n", 2, "netop én måde")]
    [InlineData("lukkedage:\n  - id: a\n    navn: A\n    dag: 12-24\n  - id: a\n    navn: B\n    dag: 12-23\n", 5, "to gange")]
    [InlineData("lukkedage:\n  - id: a\n    navn: A\n    dage: [2025-02-31]\n", 4, "2025-02-25")]
    [InlineData("lukkedage:\n  - id: a\n    navn: A\n    dag: 12-24\n    gyldigFra: 2025-01-02\n    gyldigTil: 2025-01-01\n", 6, "før gyldigFra")]
    [InlineData("lukkedage: [", 2, "gyldig YAML")]
    public void Kalenderfil_MedFejl_NaevnerLinjeOgHvad(string yaml, int linje, string tekst)
    {
        var (kalender, fund) = Kalenderfil.Laes(yaml, "kalender.yaml");
        Assert.Null(kalender);
        var et = Assert.Single(fund);
        Assert.Equal(linje, et.Line);
        Assert.Contains(tekst, et.Text, StringComparison.Ordinal);
    }
}

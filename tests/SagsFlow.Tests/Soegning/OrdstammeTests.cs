using SagsFlow.Engine.Tests.Npm;
using SagsFlow.Soegning;

namespace SagsFlow.Tests.Soegning;

public sealed class OrdstammeTests
{
    [Theory]
    [InlineData("beslutningerne", "beslutning")]
    [InlineData("indstillingen", "indstilling")]
    [InlineData("skolernes", "skole")]
    [InlineData("kommunale", "kommunal")]
    [InlineData("boligerne", "bolig")]
    public void Af_BoejetOrd_GiverSammeStammeSomUboejet(string boejet, string ord) => Assert.Equal(Ordstamme.Af(ord), Ordstamme.Af(boejet));

    /// <summary>Every word of the real minutes, and random ones of Danish endings, against another implementation.</summary>
    [NodeFact]
    public async Task Af_AlleOrd_ErSomSnowballs()
    {
        var tilfaeldig = new Random(20250225);
        var ord = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "demodata"), "*", SearchOption.AllDirectories)
            .SelectMany(f => Soegeord.Ord(File.ReadAllText(f))).Select(o => o.Ord).Where(o => o.All(char.IsLetter))
            .Concat(Enumerable.Range(0, 5000).Select(_ => Tilfaeldigt(tilfaeldig))).Distinct(StringComparer.Ordinal).ToList();

        var andres = (await new NpmPackage("stamme").RunAsync("stem.mjs", string.Join('\n', ord))).Split('\n');

        Assert.True(ord.Count > 4000, $"{ord.Count} ord");
        var forskelle = ord.Zip(andres).Where(p => Ordstamme.Af(p.First) != p.Second).Select(p => $"{p.First}: {Ordstamme.Af(p.First)}, ikke {p.Second}").ToList();
        Assert.True(forskelle.Count == 0, string.Join('\n', forskelle.Take(20)));
    }

    private static string Tilfaeldigt(Random r)
    {
        string[] stykker = ["be", "slut", "skol", "bolig", "ø", "å", "kk", "ing", "hed", "er", "ens", "ernes", "løst", "igst", "elig", "gt", "dt", "st", "ss", "e", "s", "et", "els", "æ", "y", "vand"];
        return string.Concat(Enumerable.Range(0, r.Next(1, 5)).Select(_ => stykker[r.Next(stykker.Length)]));
    }
}

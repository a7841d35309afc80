using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SagsFlow.Tests.Browser;

/// <summary>The build turns the pages' TypeScript into JavaScript without looking at its types; here they are looked at.</summary>
public sealed class ScriptTests
{
    [Fact]
    public async Task Script_MedStrengeTyper_HarIngenFejl()
    {
        var rod = Rod();
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.Combine(rod, "src", "SagsFlow") };
        start.ArgumentList.Add(Path.Combine(rod, "artifacts", "Sqlite", "npm", "node_modules", "typescript", "bin", "tsc"));
        start.ArgumentList.Add("--project");
        start.ArgumentList.Add(".");

        using var tsc = Process.Start(start)!;
        var fejl = tsc.StandardError.ReadToEndAsync();
        var fund = await tsc.StandardOutput.ReadToEndAsync();
        await tsc.WaitForExitAsync();

        Assert.True(tsc.ExitCode == 0, fund + await fejl);
    }

    private static string Rod([CallerFilePath] string dennefil = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(dennefil)!, "..", "..", ".."));
}

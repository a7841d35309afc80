using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SagsFlow.Engine.Tests.Feel;

/// <summary>
/// A fact that needs Node.js. It is skipped where there is none, except under CI, where a missing Node.js is a fault.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (!Feelin.HasNode && Environment.GetEnvironmentVariable("CI") is null)
        {
            Skip = "Node.js and npm are not on the path; feelin runs in them.";
        }
    }
}

/// <summary>The npm package feelin, another implementation of FEEL, fetched once and run in one process for all expressions.</summary>
internal static class Feelin
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static string Sources => Path.Combine(AppContext.BaseDirectory, "feelin");

    public static bool HasNode => OnPath("node") && OnPath("npm");

    /// <summary>One answer for each expression, in order: <c>{"value": …}</c> or <c>{"error": …}</c>.</summary>
    public static async Task<List<JsonElement>> EvaluateAsync(string variables, IReadOnlyList<string> expressions)
    {
        var package = await FetchAsync();
        var script = Path.Combine(Sources, "evaluate.mjs");
        var input = string.Join('\n', expressions.Prepend(variables).Select(e => JsonSerializer.Serialize(e))) + "\n";
        var output = await RunAsync("node", [script, Path.Combine(package, "node_modules/feelin/dist/index.js")], package, input);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expressions.Count + 1, lines.Length);
        return [.. lines.Skip(1).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
    }

    /// <summary>The folder the package is installed in: one for each lock file, under the build's artifacts.</summary>
    private static async Task<string> FetchAsync()
    {
        var lockFile = await File.ReadAllBytesAsync(Path.Combine(Sources, "package-lock.json"));
        var version = Convert.ToHexStringLower(SHA256.HashData(lockFile))[..12];
        var folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "feelin-" + version));
        var done = Path.Combine(folder, "fetched");
        if (File.Exists(done))
        {
            return folder;
        }

        Directory.CreateDirectory(folder);
        foreach (var name in new[] { "package.json", "package-lock.json", ".npmrc" })
        {
            File.Copy(Path.Combine(Sources, name), Path.Combine(folder, name), overwrite: true);
        }

        await RunAsync("npm", ["ci", "--prefer-offline", "--ignore-scripts", "--loglevel=error"], folder, input: "");
        await File.WriteAllTextAsync(done, "");
        return folder;
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string folder, string input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            // Both pipes are emptied while the input is written: a full one would stop them both.
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), patience.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
            Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {process.ExitCode}\n{await errors}");
            return await output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static bool OnPath(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));
}

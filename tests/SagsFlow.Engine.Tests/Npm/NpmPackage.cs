using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace SagsFlow.Engine.Tests.Npm;

/// <summary>
/// Packages of npm that something is held against: a folder beside the program with a package.json, its lock file and
/// a script. They are fetched once for each lock file, under the build's artifacts.
/// </summary>
/// <param name="name">The folder's name.</param>
internal sealed class NpmPackage(string name)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private string Sources => Path.Combine(AppContext.BaseDirectory, name);

    public static bool HasNode => OnPath("node") && OnPath("npm");

    /// <summary>Runs a script of the folder, which finds the packages as if it lay among them.</summary>
    /// <param name="script">The script's file name.</param>
    /// <param name="input">What it reads from its standard input.</param>
    /// <returns>What it wrote on its standard output.</returns>
    /// <exception cref="InvalidOperationException">npm or the script failed.</exception>
    public async Task<string> RunAsync(string script, string input)
    {
        var place = await PlaceAsync(script);
        return await RunAsync("node", [place], Path.GetDirectoryName(place)!, input);
    }

    /// <summary>Fetches the packages and puts a script of the folder among them.</summary>
    /// <returns>The script's path, for node to run.</returns>
    public async Task<string> PlaceAsync(string script)
    {
        var place = Path.Combine(await FetchAsync(), script);
        File.Copy(Path.Combine(Sources, script), place, overwrite: true);
        return place;
    }

    private async Task<string> FetchAsync()
    {
        var lockFile = await File.ReadAllBytesAsync(Path.Combine(Sources, "package-lock.json"));
        var version = Convert.ToHexStringLower(SHA256.HashData(lockFile))[..12];
        var folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", $"{name}-{version}"));
        var done = Path.Combine(folder, "fetched");
        if (File.Exists(done))
        {
            return folder;
        }

        Directory.CreateDirectory(folder);
        foreach (var file in new[] { "package.json", "package-lock.json", ".npmrc" })
        {
            File.Copy(Path.Combine(Sources, file), Path.Combine(folder, file), overwrite: true);
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
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {process.ExitCode}\n{await errors}");
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

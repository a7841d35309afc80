using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace SagsFlow.Benchmarks;

/// <summary>
/// What a page of the published program weighs on the wire: the page, and all files that it and its style sheets name, as a browser with an empty
/// cache and one that has been there before ask for them. Of the fonts those with Danish letters are counted, also the weights that a page does not use.
/// </summary>
internal static partial class PageWeight
{
    private const int MostFirst = 300_000;
    private const int MostLater = 60_000;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("sagsflow-vaegt-");
        try
        {
            var program = Path.Combine(folder.FullName, "SagsFlow.dll");
            await DotnetAsync(null, "publish", Path.Combine(Root(), "src", "SagsFlow"), "-c", "Release", "-o", folder.FullName, "-v", "q", "--nologo");
            var file = Path.Combine(folder.FullName, "vaegt.db");
            await DotnetAsync($"Data Source={file}", program, "demo");
            await using var running = await ProgramProcess.StartAsync(file, program);
            using var http = running.Http("sagsbehandler");
            http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br, gzip");
            Console.WriteLine($"{"Page",-60} {"first",9} {"later",9}  bytes");
            foreach (var page in await PagesAsync(http, running.Http("sekretariat")))
            {
                var (first, later) = await WeighAsync(http, page);
                var diagram = page.StartsWith("/processer/", StringComparison.Ordinal);
                Console.WriteLine($"{Ids().Replace(page, "{id}"),-60} {first,9:N0} {later,9:N0}  {(diagram ? "a diagram" : first < MostFirst && later < MostLater ? "met" : "MISSED")}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<string>> PagesAsync(HttpClient http, HttpClient secretary)
    {
        var known = Id().Match(await secretary.GetStringAsync("/api/sager?soeg=KV25&antal=1")).Groups["id"].Value;
        var meeting = Id().Match(await secretary.GetStringAsync("/api/moeder?forum=DIR&antal=1")).Groups["id"].Value;
        using var body = new StringContent("""{"titel":"Vejning","journalnummer":"25/1","center":"CBA","sagstype":"beslutning"}""", Encoding.UTF8, "application/json");
        using var made = new HttpRequestMessage(HttpMethod.Post, "/api/sager") { Content = body };
        made.Headers.Add("Idempotency-Key", "vejning");
        using var answer = await http.SendAsync(made);
        var draft = Id().Match(await TextAsync(answer, await answer.Content.ReadAsByteArrayAsync())).Groups["id"].Value;
        return
        [
            "/log-ind", "/", "/sager", "/sager/ny", $"/sager/{known}", $"/sager/{draft}/rediger", "/soeg?q=kommune", "/moeder", $"/moeder/{meeting}", $"/moeder/{meeting}/moede", $"/moeder/{meeting}/referat",
            "/bestillinger", "/frister", "/ruteplan", "/procesplaner", "/procesplaner/kv25", "/aarshjul/2025", "/processer", "/processer/direktionssag",
        ];
    }

    private static async Task<(long First, long Later)> WeighAsync(HttpClient http, string page)
    {
        var (first, later) = (0L, 0L);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<Uri>([new Uri(http.BaseAddress!, page)]);
        while (open.TryDequeue(out var address))
        {
            using var answer = await http.GetAsync(address);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            var kind = answer.Content.Headers.ContentType?.MediaType;
            answer.EnsureSuccessStatusCode();
            first += Headers(answer) + bytes.Length;
            later += kind == "text/html" ? Headers(answer) + bytes.Length : answer.Headers.CacheControl is { NoCache: false, MaxAge.TotalHours: > 1 } ? 0 : Headers(answer);
            if (kind is not ("text/html" or "text/css"))
            {
                continue;
            }

            foreach (Match name in (kind == "text/css" ? InStyle() : InPage()).Matches(await TextAsync(answer, bytes)))
            {
                var file = new Uri(address, name.Groups["file"].Value.Split('#')[0]);
                if (file.Scheme == "http" && seen.Add(file.AbsoluteUri))
                {
                    open.Enqueue(file);
                }
            }
        }

        return (first, later);
    }

    private static int Headers(HttpResponseMessage answer) => answer.Headers.Concat(answer.Content.Headers).Sum(h => h.Key.Length + h.Value.Sum(v => v.Length) + 4);

    private static async Task<string> TextAsync(HttpResponseMessage answer, byte[] bytes)
    {
        using var packed = new MemoryStream(bytes);
        using Stream unpacked = answer.Content.Headers.ContentEncoding.FirstOrDefault() switch
        {
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            _ => packed,
        };
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private static async Task DotnetAsync(string? database, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        if (database is not null)
        {
            start.Environment["ConnectionStrings__SagsFlow"] = database;
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet {arguments[0]} ended with {process.ExitCode}.");
        }
    }

    private static string Root()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(here.FullName, "SagsFlow.sln")))
        {
            here = here.Parent ?? throw new InvalidOperationException("SagsFlow.sln is not above the program.");
        }

        return here.FullName;
    }

    [GeneratedRegex("<(?:link rel=\"(?:stylesheet|icon|preload)\"|script|img|use)[^>]* (?:href|src)=\"(?<file>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InPage();

    [GeneratedRegex("url\\([\"']?(?<file>[^)\"']+Latin1\\.woff2)[\"']?\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InStyle();

    [GeneratedRegex("\"id\":\"(?<id>[0-9a-f-]{36})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();

    [GeneratedRegex("[0-9a-f-]{36}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ids();
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>Speaks to the API as one person. Every POST gets an idempotency key of its own, unless the test gives one.</summary>
/// <param name="http">Signed in.</param>
/// <param name="log">The program's log, shown when it breaks.</param>
public sealed class Klient(HttpClient http, Func<string> log)
{
    private static int sidsteNoegle;

    public HttpClient Http => http;

    /// <summary>Reads what must be there.</summary>
    public async Task<JsonNode> HentAsync(string sti)
    {
        using var svar = await http.GetAsync(sti);
        return await LykkedesAsync(svar);
    }

    /// <summary>Posts what must succeed, and gives the answer.</summary>
    public async Task<JsonNode> SendAsync(string sti, object? body = null)
    {
        using var svar = await PostAsync(sti, body);
        return await LykkedesAsync(svar);
    }

    /// <summary>Asks for what must be refused, and gives the problem.</summary>
    public async Task<JsonNode> HentAfvistAsync(string sti, HttpStatusCode ventet)
    {
        using var svar = await http.GetAsync(sti);
        return await ProblemAsync(svar, ventet);
    }

    /// <summary>Posts what must be refused, and gives the problem.</summary>
    public async Task<JsonNode> SendAfvistAsync(string sti, object? body, HttpStatusCode ventet)
    {
        using var svar = await PostAsync(sti, body);
        return await ProblemAsync(svar, ventet);
    }

    /// <summary>Changes what must be let through, and gives the answer.</summary>
    public async Task<JsonNode> RetAsync(HttpMethod metode, string sti, object body, int version)
    {
        using var svar = await UdAsync(metode, sti, body, null, version);
        return await LykkedesAsync(svar);
    }

    /// <summary>Changes what must be refused, and gives the problem.</summary>
    public async Task<JsonNode> RetAfvistAsync(HttpMethod metode, string sti, object body, int? version, HttpStatusCode ventet)
    {
        using var svar = await UdAsync(metode, sti, body, null, version);
        return await ProblemAsync(svar, ventet);
    }

    public Task<HttpResponseMessage> PostAsync(string sti, object? body = null, string? noegle = null) => UdAsync(HttpMethod.Post, sti, body, noegle, null);

    public Task<HttpResponseMessage> PutAsync(string sti, object body, int? version) => UdAsync(HttpMethod.Put, sti, body, null, version);

    public Task<HttpResponseMessage> PatchAsync(string sti, object body, int? version) => UdAsync(HttpMethod.Patch, sti, body, null, version);

    /// <summary>Reads the problem of a refusal, and requires its status.</summary>
    public static async Task<JsonNode> ProblemAsync(HttpResponseMessage svar, HttpStatusCode ventet)
    {
        var tekst = await svar.Content.ReadAsStringAsync();
        Assert.True(svar.StatusCode == ventet, $"{svar.RequestMessage!.Method} {svar.RequestMessage.RequestUri}: {(int)svar.StatusCode}, not {(int)ventet}\n{tekst}");
        Assert.Equal("application/problem+json", svar.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(tekst)!;
        Assert.StartsWith("urn:sagsflow:fejl:", (string?)problem["type"], StringComparison.Ordinal);
        Assert.Equal((int)ventet, (int?)problem["status"]);
        Assert.False(string.IsNullOrWhiteSpace((string?)problem["title"]), tekst);
        Assert.False(string.IsNullOrWhiteSpace((string?)problem["detail"]), tekst);
        return problem;
    }

    private async Task<HttpResponseMessage> UdAsync(HttpMethod metode, string sti, object? body, string? noegle, int? version)
    {
        using var request = new HttpRequestMessage(metode, sti) { Content = body is null ? null : JsonContent.Create(body) };
        if (metode == HttpMethod.Post)
        {
            request.Headers.Add("Idempotency-Key", noegle ?? $"test-{Interlocked.Increment(ref sidsteNoegle)}");
        }

        if (version is { } v)
        {
            request.Headers.Add("If-Match", $"\"{v}\"");
        }

        return await http.SendAsync(request);
    }

    private async Task<JsonNode> LykkedesAsync(HttpResponseMessage svar)
    {
        var tekst = await svar.Content.ReadAsStringAsync();
        Assert.True(svar.IsSuccessStatusCode, $"{svar.RequestMessage!.Method} {svar.RequestMessage.RequestUri}: {(int)svar.StatusCode}\n{tekst}\n{((int)svar.StatusCode >= 500 ? log() : "")}");
        return JsonNode.Parse(tekst)!;
    }
}

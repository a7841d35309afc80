using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>
/// Clients that go on through crashes as a careful program would: a command whose answer did not come is sent again with the same key, until
/// it is answered. What was answered is kept, to be held against the database.
/// </summary>
internal sealed class Kommandostroem(SagsFlowVaert vaert)
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private int gensendte;

    /// <summary>Titles of the cases that were acknowledged, with their ids.</summary>
    public ConcurrentDictionary<string, Guid> Sager { get; } = new(StringComparer.Ordinal);

    /// <summary>Tasks whose completion was acknowledged.</summary>
    public ConcurrentBag<Guid> Afsluttede { get; } = [];

    /// <summary>How often a command had to be sent again.</summary>
    public int Gensendte => gensendte;

    /// <summary>Makes cases and finishes their first tasks, one after the other, until told to stop; stops only between commands.</summary>
    /// <param name="klient">Makes the titles and keys this client's own.</param>
    public async Task KoerAsync(int klient, CancellationToken stop)
    {
        for (var nr = 0; !stop.IsCancellationRequested; nr++)
        {
            var titel = $"Sag {klient}-{nr}";
            var sag = await SendAsync("sagsbehandler", "/api/sager", $"{titel} opret", new { titel, center = "CBA", baggrund = "Prøve af strømsvigt." });
            Sager[titel] = (Guid)sag["id"]!;
            await AfslutAsync("sagsbehandler", sag, "indsend", titel);

            // Every other case waits for its centerchef, so that its reminder must come.
            if (nr % 2 == 0)
            {
                await AfslutAsync("centerchef", sag, "godkend", titel);
            }
        }
    }

    private async Task AfslutAsync(string som, JsonNode sag, string udfald, string titel)
    {
        var opgaver = await BlivVedAsync(som, HttpMethod.Get, $"/api/opgaver?mine=true&sag={sag["id"]}", null, null);
        var id = (Guid)Assert.Single(opgaver["elementer"]!.AsArray())!["id"]!;
        await SendAsync(som, $"/api/opgaver/{id}/afslutning", $"{titel} {udfald}", new { udfald });
        Afsluttede.Add(id);
    }

    private Task<JsonNode> SendAsync(string som, string sti, string noegle, object body) => BlivVedAsync(som, HttpMethod.Post, sti, noegle, body);

    private async Task<JsonNode> BlivVedAsync(string som, HttpMethod metode, string sti, string? noegle, object? body)
    {
        for (var forsoeg = 1; ; forsoeg++)
        {
            using var request = new HttpRequestMessage(metode, new Uri(vaert.Adresse, sti)) { Content = body is null ? null : JsonContent.Create(body) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"demo-{som}");
            if (noegle is not null)
            {
                request.Headers.Add("Idempotency-Key", noegle);
            }

            try
            {
                using var svar = await http.SendAsync(request);
                var tekst = await svar.Content.ReadAsStringAsync();
                Assert.True(svar.IsSuccessStatusCode || svar.StatusCode == HttpStatusCode.ServiceUnavailable, $"{metode} {sti}, attempt {forsoeg}: {(int)svar.StatusCode}\n{tekst}");
                if (svar.IsSuccessStatusCode)
                {
                    return JsonNode.Parse(tekst)!;
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
            {
                // The program was killed under us; whether the command was carried out nobody knows.
            }

            Interlocked.Increment(ref gensendte);
            Assert.True(forsoeg < 2_000, $"{metode} {sti} was never answered.");
            await Task.Delay(50);
        }
    }
}

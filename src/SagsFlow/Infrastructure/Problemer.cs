using System.Globalization;
using System.Text.Json;
using SagsFlow.Data;

namespace SagsFlow.Infrastructure;

/// <summary>Refusals as RFC 9457 problem details. The one place where a refusal becomes an HTTP answer.</summary>
public static class Problemer
{
    public const string Medietype = "application/problem+json";

    /// <summary>The problem as JSON knows it.</summary>
    public sealed record Problem(
        string Type, string Title, int Status, string Detail, string? Instance, string? TraceId, IReadOnlyDictionary<string, string[]>? Errors, object? Detaljer);

    public static IResult SomResultat(Fejl fejl) => new Resultat(fejl);

    public static async Task SkrivAsync(HttpContext http, Fejl fejl)
    {
        var status = (int)fejl.Art;
        http.Response.StatusCode = status;
        http.Response.ContentType = Medietype;
        if (fejl.Art == FejlArt.IkkeLoggetInd)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
        }
        else if (fejl.Art == FejlArt.Utilgaengelig)
        {
            http.Response.Headers.RetryAfter = "1";
        }

        // The path may hold an id that the caller has no right to know is real; it is the caller's own, so it may be said back.
        var problem = new Problem(
            $"urn:sagsflow:fejl:{fejl.Slug}", Titel(fejl.Art), status, fejl.Tekst, http.Request.Path, http.TraceIdentifier, fejl.Felter, fejl.Detaljer);
        await JsonSerializer.SerializeAsync(http.Response.Body, problem, Json.Indstillinger, http.RequestAborted);
    }

    private static string Titel(FejlArt art) => art switch
    {
        FejlArt.Input => "Oplysningerne kan ikke bruges",
        FejlArt.IkkeLoggetInd => "Ikke logget ind",
        FejlArt.Forbudt => "Ingen adgang",
        FejlArt.FindesIkke => "Findes ikke",
        FejlArt.IkkeAcceptabel => "Findes ikke i den form",
        FejlArt.Konflikt => "Kan ikke lade sig gøre nu",
        FejlArt.Foraeldet => "Forældet version",
        FejlArt.ForStor => "For stort",
        FejlArt.NoegleGenbrugt => "Nøglen er brugt",
        FejlArt.ManglerVersion => "Mangler version",
        FejlArt.Utilgaengelig => "Optaget",
        _ => ((int)art).ToString(CultureInfo.InvariantCulture),
    };

    private sealed class Resultat(Fejl fejl) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => SkrivAsync(httpContext, fejl);
    }
}

using System.Text.Json;
using SagsFlow.Data;

namespace SagsFlow.Infrastructure;

/// <summary>
/// Turns what the framework throws at faulty requests into problem details, and a bug into a 500 that says nothing of what was inside.
/// Pages get the status alone; the status pages show a person what to do.
/// </summary>
public sealed class Fejlfanger(RequestDelegate next, ILogger<Fejlfanger> log)
{
    private static readonly Fejl ForStor = new(FejlArt.ForStor, "for-stor", "Det, du sendte, er for stort. Del det op, eller læg store filer ved som bilag.");

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            await SvarAsync(http, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? ForStor : Laesefejl(e));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody to answer.
        }
        catch (Exception e) when (!http.Response.HasStarted && Database.ErOptaget(e))
        {
            log.LogWarning(e, "The database was busy");
            await SvarAsync(http, FaellesFejl.Optaget);
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            log.LogError(e, "Unhandled error in {Method} {Path}", http.Request.Method, http.Request.Path);
            await SvarAsync(http, new Fejl((FejlArt)StatusCodes.Status500InternalServerError, "intern-fejl", "Der skete en fejl hos os. Intet er gemt halvt. Prøv igen, og sig det til administratoren, hvis det bliver ved."));
        }
    }

    private static async Task SvarAsync(HttpContext http, Fejl fejl)
    {
        http.Response.Clear();
        if (http.Request.Path.StartsWithSegments("/api"))
        {
            await Problemer.SkrivAsync(http, fejl);
        }
        else
        {
            http.Response.StatusCode = (int)fejl.Art;
        }
    }

    /// <summary>What could not be read, with the field it stands in where JSON tells.</summary>
    private static Fejl Laesefejl(BadHttpRequestException e)
    {
        if (e.InnerException is not JsonException json)
        {
            return new Fejl(FejlArt.Input, "ugyldigt-input", "Forespørgslen kunne ikke læses. Kontrollér adressen, felterne og at indholdet er JSON (Content-Type: application/json).");
        }

        var felt = json.Path?.TrimStart('$', '.') is { Length: > 0 } sti ? sti : "indhold";
        var egen = json.InnerException is null && !json.Message.Contains("could not be converted", StringComparison.Ordinal) && !json.Message.Contains("invalid", StringComparison.OrdinalIgnoreCase)
            && json.Message.Contains("Skriv", StringComparison.Ordinal);
        var tekst = egen
            ? json.Message.Split(" Path:")[0]
            : json.Message.Contains("missing required", StringComparison.Ordinal)
                ? "Et felt, der skal udfyldes, mangler."
                : $"»{felt}« har ikke den form, det skal have. Se eksemplet i /openapi/v1.json.";
        return FaellesFejl.Input(felt, tekst);
    }
}

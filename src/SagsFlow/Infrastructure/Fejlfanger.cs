using System.Text.Json;
using SagsFlow.Data;
using SagsFlow.Meddelelser;
using SagsFlow.Processer;

namespace SagsFlow.Infrastructure;

/// <summary>
/// Turns what the framework throws at faulty requests into problem details, and a bug into a 500 that says nothing of what was inside.
/// Pages get the status alone; the status pages show a person what to do.
/// </summary>
public sealed partial class Fejlfanger(RequestDelegate next, ILogger<Fejlfanger> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } && ErApi(http))
            {
                await Problemer.SkrivAsync(http, UdenIndhold(http.Response.StatusCode));
            }
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            await SvarAsync(http, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? FaellesFejl.ForStor : Laesefejl(e));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody to answer.
        }
        catch (BeskedringException e) when (!http.Response.HasStarted)
        {
            log.LogError(e, "{Method} {Path} was not carried out", http.Request.Method, http.Request.Path);
            await SvarAsync(http, MeddelelseFejl.Ring(e.Name));
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
        if (ErApi(http))
        {
            await Problemer.SkrivAsync(http, fejl);
        }
        else
        {
            http.Response.StatusCode = (int)fejl.Art;
        }
    }

    /// <summary>How the framework words a query parameter it cannot read.</summary>
    [System.Text.RegularExpressions.GeneratedRegex("""^Failed to bind parameter ".* (?<navn>\w+)" from "(?<vaerdi>.{0,100})"\.$""", System.Text.RegularExpressions.RegexOptions.NonBacktracking)]
    private static partial System.Text.RegularExpressions.Regex Parameter();

    private static bool ErApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api", out var under) && under.Value is { Length: > 1 };

    /// <summary>What the framework refuses with a status alone.</summary>
    private static Fejl UdenIndhold(int status) => status switch
    {
        StatusCodes.Status404NotFound => FaellesFejl.FindesIkke("Adressen"),
        StatusCodes.Status405MethodNotAllowed => new Fejl((FejlArt)status, "forkert-metode", "Adressen findes, men kan ikke bruges på den måde. Se /openapi/v1.json."),
        StatusCodes.Status413PayloadTooLarge => FaellesFejl.ForStor,
        StatusCodes.Status415UnsupportedMediaType => new Fejl((FejlArt)status, "forkert-indholdstype", "Send indholdet som JSON med Content-Type: application/json."),
        _ => new Fejl((FejlArt)status, "afvist", "Forespørgslen kunne ikke behandles. Se /openapi/v1.json."),
    };

    /// <summary>What could not be read, with the field it stands in where JSON tells.</summary>
    private static Fejl Laesefejl(BadHttpRequestException e)
    {
        if (e.InnerException is not JsonException json)
        {
            if (Parameter().Match(e.Message) is { Success: true } parameter)
            {
                var navn = parameter.Groups["navn"].Value;
                return FaellesFejl.Input(navn, $"»{parameter.Groups["vaerdi"].Value}« kan ikke bruges som »{navn}« i adressen. Datoer skrives 2025-02-25, tal med cifre.");
            }

            return new Fejl(FejlArt.Input, "ugyldigt-input", "Forespørgslen kunne ikke læses. Kontrollér adressen, felterne og at indholdet er JSON (Content-Type: application/json).");
        }

        var felt = json.Path?.TrimStart('$', '.') is { Length: > 0 } sti ? sti : "indhold";
        return FaellesFejl.Input(felt, json switch
        {
            // The message of our own converters says how to write the value.
            _ when json.Message.StartsWith(Json.SkrivSaadan, StringComparison.Ordinal) => json.Message.Split(" Path:")[0],
            { InnerException: JsonException } => $"Indholdet er ikke gyldig JSON (linje {json.LineNumber + 1}, tegn {json.BytePositionInLine + 1}).",
            _ => $"»{felt}« har ikke den form, det skal have. Se eksemplet i /openapi/v1.json.",
        });
    }
}

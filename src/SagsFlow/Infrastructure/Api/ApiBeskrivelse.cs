using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SagsFlow.Infrastructure.Api;

/// <summary>
/// The API's description at <c>/openapi/v1.json</c> and the page to try it on at <c>/api</c>. Both are open to everyone, in production too: they
/// hold no data, and every call made from them is signed in like any other.
/// </summary>
public static class ApiBeskrivelse
{
    private const string Navn = "v1";
    private const string Adresse = $"/openapi/{Navn}.json";
    private const string Noegleskema = "noegle";

    /// <summary>The page builds styles and small images as it runs; scripts still come from here alone.</summary>
    private const string Indholdspolitik =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string Beskrivelse =
        """
        SagsFlow fører en sag fra indstilling til beslutning.

        - **Log ind** med `Authorization: Bearer <api-nøgle>`. I øvelsen virker `demo-<brugernavn>`, f.eks. `demo-sekretariat`.
        - **Idempotency-Key** på alle POST: det samme igen giver det samme svar, noget andet giver 422.
        - **If-Match** med `"<version>"` på PUT og PATCH: 428, hvis den mangler, og 412, hvis nogen er kommet først.
        - Datoer er `2025-02-25`, lokale tider `2025-02-25T09:00` (dansk tid), øjeblikke UTC med `Z`.
        - Afvisninger er `application/problem+json` (RFC 9457) med en dansk `detail`, der siger, hvad der er galt, og hvad man kan gøre.
        """;

    public static IServiceCollection AddApiBeskrivelse(this IServiceCollection services) => services.AddOpenApi(Navn, o =>
    {
        o.AddDocumentTransformer((dokument, _, _) =>
        {
            Dokument(dokument);
            return Task.CompletedTask;
        });
        o.AddOperationTransformer((operation, context, _) =>
        {
            Operation(operation, context);
            return Task.CompletedTask;
        });
        o.AddSchemaTransformer((skema, context, _) =>
        {
            Skema(skema, context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
    });

    /// <summary>The page; comes before sign-in, and answers nothing under <c>/api/</c> but its own files.</summary>
    public static void UseApiSide(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            if (http.Request.Path.StartsWithSegments("/api", out var rest) && rest.Value is "" or "/" or "/index.html")
            {
                http.Response.Headers.ContentSecurityPolicy = Indholdspolitik;
            }

            return next(http);
        });
        app.UseSwaggerUI(o =>
        {
            o.RoutePrefix = "api";
            o.DocumentTitle = "SagsFlow API";
            o.SwaggerEndpoint(Adresse, "SagsFlow");
            o.EnablePersistAuthorization();
            o.DefaultModelsExpandDepth(0);
        });
    }

    public static void MapApiBeskrivelse(this WebApplication app) => app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();

    private static void Dokument(OpenApiDocument dokument)
    {
        dokument.Info = new OpenApiInfo { Title = "SagsFlow", Version = Navn, Description = Beskrivelse };

        // The address is the one the page was fetched from; a stored one would be wrong behind a proxy.
        dokument.Servers = [];
        dokument.Components ??= new OpenApiComponents();
        dokument.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        dokument.Components.SecuritySchemes[Noegleskema] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "En api-nøgle; i øvelsen demo-<brugernavn>, f.eks. demo-sekretariat.",
        };
        dokument.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        dokument.Components.Schemas[Problemskema.Navn] = Problemskema.Skema();
        dokument.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Noegleskema, dokument)] = [] }];
    }

    private static void Operation(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metode = context.Description.HttpMethod ?? HttpMethods.Get;
        operation.Parameters ??= [];
        if (HttpMethods.IsPost(metode))
        {
            operation.Parameters.Add(Hoved("Idempotency-Key", "Gør det sikkert at sende igen: det samme igen giver det samme svar.", kraeves: false));
        }
        else if (HttpMethods.IsPut(metode) || HttpMethods.IsPatch(metode))
        {
            operation.Parameters.Add(Hoved("If-Match", "Den version, du har set, f.eks. \"3\".", kraeves: true));
        }

        if (operation.RequestBody?.Content is { } indhold && Apieksempler.Til(metode, context.Description.RelativePath) is { } eksempel && indhold.TryGetValue("application/json", out var json))
        {
            json.Example = eksempel;
        }

        operation.Responses ??= [];
        foreach (var (kode, tekst) in Problemskema.Koder(metode))
        {
            operation.Responses[kode] = Problemskema.Svar(tekst, context.Document);
        }
    }

    private static OpenApiParameter Hoved(string navn, string beskrivelse, bool kraeves) => new()
    {
        Name = navn, In = ParameterLocation.Header, Required = kraeves, Description = beskrivelse, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    /// <summary>Times are written by converters of our own, which a schema cannot be read from.</summary>
    private static void Skema(OpenApiSchema skema, Type type)
    {
        var (format, eksempel) = (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var t when t == typeof(DateTime) => ("local-date-time", "2025-02-25T09:00"),
            var t when t == typeof(TimeOnly) => ("local-time", "09:00"),
            var t when t == typeof(DateTimeOffset) => ("date-time", "2025-02-25T08:00:00.000Z"),
            _ => (null, ""),
        };
        if (format is not null)
        {
            skema.Type = Nullable.GetUnderlyingType(type) is null ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            skema.Format = format;
            skema.Examples = [eksempel];
        }
    }
}

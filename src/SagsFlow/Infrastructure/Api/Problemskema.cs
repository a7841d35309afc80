using Microsoft.OpenApi;

namespace SagsFlow.Infrastructure.Api;

/// <summary>How refusals are described: which there are, and what a problem holds.</summary>
internal static class Problemskema
{
    public const string Navn = "Problem";

    private static readonly (string Kode, string Tekst)[] Altid =
    [
        ("401", "Ikke logget ind."),
        ("403", "Din rolle må ikke det her."),
        ("404", "Findes ikke, eller er ikke din at se."),
    ];

    private static readonly (string Kode, string Tekst)[] Aendringer =
    [
        ("400", "Oplysningerne kan ikke bruges; se `errors` for hvert felt."),
        ("409", "Kan ikke lade sig gøre nu; `detail` siger hvorfor."),
        ("503", "Optaget; prøv igen."),
    ];

    private static readonly (string Kode, string Tekst)[] Versioner =
    [
        ("412", "Der er kommet en nyere version."),
        ("428", "If-Match mangler."),
    ];

    public static IEnumerable<(string Kode, string Tekst)> Koder(string metode) =>
        HttpMethods.IsGet(metode) ? Altid
        : HttpMethods.IsPost(metode) ? [.. Altid, .. Aendringer, ("422", "Idempotency-Key er brugt til noget andet.")]
        : [.. Altid, .. Aendringer, .. Versioner];

    public static OpenApiResponse Svar(string tekst, OpenApiDocument? dokument) => new()
    {
        Description = tekst,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [Problemer.Medietype] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(Navn, dokument) },
        },
    };

    public static OpenApiSchema Skema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "En afvisning efter RFC 9457.",
        Required = new HashSet<string>(StringComparer.Ordinal) { "type", "title", "status", "detail" },
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = Tekst("Fast navn på afvisningen, f.eks. urn:sagsflow:fejl:teksten-er-laast."),
            ["title"] = Tekst("Kort overskrift."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = Tekst("Hvad der er galt, og hvad man kan gøre; på dansk."),
            ["instance"] = Tekst("Adressen, der blev kaldt."),
            ["traceId"] = Tekst("Nummeret, der finder kaldet i loggen."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Fejl for hvert felt.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Tekst(null) },
            },
            ["detaljer"] = new OpenApiSchema { Description = "Mere, som et program kan bruge, f.eks. punkter uden udfald." },
        },
    };

    private static OpenApiSchema Tekst(string? beskrivelse) => new() { Type = JsonSchemaType.String, Description = beskrivelse };
}

using System.Text.Json.Nodes;

namespace SagsFlow.Infrastructure.Api;

/// <summary>Examples to try the API with; each is sent as it stands by a test, so that none goes stale.</summary>
public static class Apieksempler
{
    private static readonly Dictionary<string, string> Eksempler = new(StringComparer.OrdinalIgnoreCase)
    {
        ["POST api/sager"] =
            """
            {
              "titel": "Indeklemte dage 2025",
              "journalnummer": "25/547",
              "center": "CBA",
              "sagstype": "beslutning",
              "workflow": "direktionssag",
              "baggrund": "Direktionen bad om et oplæg om de indeklemte dage.",
              "indstilling": {
                "indstiller": "CBA",
                "punkter": [
                  { "tekst": "Rådhuset holder lukket på de indeklemte dage" },
                  { "tekst": "Direktionen drøfter", "underpunkter": [{ "tekst": "afvikling af ferie" }, { "tekst": "bemanding af borgerservice" }] }
                ]
              },
              "sagsfremstilling": "Dagene er:\n\n- 2. maj 2025\n- 6. juni 2025",
              "oekonomi": "-",
              "bilag": [{ "navn": "Oversigt over dage" }],
              "egneDatoer": [{ "senest": "2025-03-12", "hvad": "Personalet skal have besked" }],
              "oensketMoede": { "forum": "DIR", "dato": "2025-02-25" }
            }
            """,
        ["POST api/moeder"] =
            """
            { "forum": "DIR", "start": "2025-02-25T09:00", "slut": "2025-02-25T12:00", "sted": "Rådhuset, lokale 1", "deltagere": ["Dines Direktør"] }
            """,
        ["POST api/meddelelser"] =
            """
            { "navn": "hoeringssvar", "noegle": "019436c2-1a00-7000-8000-000000000000", "indhold": { "modtaget": "2025-02-25", "antal": 3 }, "levetid": "P30D" }
            """,
        ["POST api/opgaver/{id}/afslutning"] =
            """
            { "udfald": "godkend", "bemaerkning": "Læst og godkendt." }
            """,
        ["POST api/dagsordenspunkter/{id}/beslutning"] =
            """
            {
              "udfald": "pr-punkt",
              "tekst": "Punkt 1 blev godkendt. Punkt 2 a udskydes.",
              "punkter": [{ "nr": "1", "udfald": "godkendt" }, { "nr": "2a", "udfald": "bestilt", "tekst": "Et notat om ferie" }],
              "bestillinger": [{ "tekst": "Notat om afvikling af ferie", "ansvarlig": "CBA", "frist": "2025-03-12" }]
            }
            """,
    };

    /// <summary>A fresh copy of the example for a request, or null.</summary>
    /// <param name="metode">The HTTP method.</param>
    /// <param name="sti">The route without a leading slash; constraints are ignored.</param>
    public static JsonNode? Til(string metode, string? sti) =>
        sti is not null && Eksempler.TryGetValue($"{metode} {sti.Trim('/').Replace(":guid", "", StringComparison.Ordinal)}", out var json) ? JsonNode.Parse(json) : null;
}

using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;

namespace SagsFlow.Brugere;

/// <summary>The people of the demo. They exist only where <c>Demo</c> is on, and <c>Bearer demo-&lt;brugernavn&gt;</c> signs them in there.</summary>
public static class Demobrugere
{
    public const string Noegleforled = "demo-";

    /// <summary>No mail server has a domain that ends in <c>.example</c> (RFC 2606).</summary>
    private const string Maildomaene = "oevelse.example";

    private static readonly string[] AdministrativeFora = ["DIR", "CF", "SL", "HU", "BM"];
    private static readonly string[] PolitiskeFora = ["ISU", "AESU", "AMU", "OEU", "BY"];

    /// <summary>Username, name, what the person does, and the roles.</summary>
    public static IReadOnlyList<(string Brugernavn, string Navn, string Beskrivelse, (Rolle Rolle, string? Enhed)[] Roller)> Alle { get; } =
    [
        ("sagsbehandler", "Sanne Sagsbehandler", "Sagsbehandler i Center for Byråd og Administration", [(Rolle.Sagsbehandler, "CBA")]),
        ("centerchef", "Carl Centerchef", "Centerchef for Center for Byråd og Administration", [(Rolle.Centerchef, "CBA")]),
        ("sagsbehandler-oeac", "Ørsted Økonom", "Sagsbehandler i ØAC", [(Rolle.Sagsbehandler, "OEAC")]),
        ("centerchef-oeac", "Åse Ågård", "Centerchef for ØAC", [(Rolle.Centerchef, "OEAC")]),
        ("sekretariat", "Signe Sekretær", "Sekretariatet: dagsordener, beslutninger og referater for Direktionen, Chefforum, Strategisk lederforum, Hovedudvalget og Borgmesteren", [(Rolle.Sekretariat, null), .. AdministrativeFora.Select(f => (Rolle.ForumSekretaer, (string?)f))]),
        ("udvalg", "Ulla Udvalgssekretær", "Udvalgssekretær for udvalgene, Økonomiudvalget og Byrådet", [.. PolitiskeFora.Select(f => (Rolle.ForumSekretaer, (string?)f))]),
        ("direktion", "Dines Direktør", "Medlem af Direktionen", [(Rolle.ForumMedlem, "DIR")]),
        ("laeser", "Lærke Læser", "Læser det, der er åbent", [(Rolle.Laeser, null)]),
        ("admin", "Anders Administrator", "Driver systemet", [(Rolle.Admin, null)]),
    ];

    /// <summary>Adds those that are missing.</summary>
    public static async Task OpretAsync(SagDbContext db, DateTimeOffset nu, CancellationToken ct)
    {
        var findes = await db.Brugere.Select(b => b.Brugernavn).ToListAsync(ct);
        foreach (var (brugernavn, navn, _, roller) in Alle.Where(a => !findes.Contains(a.Brugernavn)))
        {
            db.Brugere.Add(new Bruger { Brugernavn = brugernavn, Navn = navn, Email = $"{brugernavn}@{Maildomaene}" });
            db.Rolletildelinger.AddRange(roller.Select(r => new Rolletildeling { Id = NytId.Guid(nu), Brugernavn = brugernavn, Rolle = r.Rolle, Enhed = r.Enhed }));
        }
    }
}

using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Beslutninger;

/// <summary>Tells people of a decision when it takes effect: the author, the heads of the center, and those with an order.</summary>
public sealed class Underretning(Arbejde arbejde, Personer personer, Forakatalog katalog)
{
    /// <summary>Adds a message to each; of a closed item only to those who may read it.</summary>
    public async Task SendAsync(Beslutning b, Dagsordenspunkt punkt, Sag? sag, CancellationToken ct, bool rettelse = false)
    {
        var modtagere = new SortedSet<string>(StringComparer.Ordinal);
        var medArbejde = new HashSet<string>(StringComparer.Ordinal);
        var idag = LokalTid.Dato(arbejde.Nu);
        if (sag is not null)
        {
            modtagere.Add(sag.OprettetAf);
            modtagere.UnionWith(await Modtagere.MedRolleAsync(arbejde.Store, Rolle.Centerchef, sag.CenterId, idag, ct));
        }

        foreach (var ansvarlig in b.Bestillinger.Select(x => x.Ansvarlig).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            medArbejde.UnionWith(await Modtagere.ForAnsvarligAsync(arbejde.Store, katalog, ansvarlig, idag, ct));
        }

        modtagere.UnionWith(medArbejde);

        var tekst = (rettelse ? "Rettelse: " : "") + Tekst(b, punkt);
        foreach (var brugernavn in modtagere)
        {
            if (punkt.Lukket is null || (await personer.FindAsync(brugernavn, ct) is { } person && Adgang.SerLukket(person, b.ForumId, sag?.CenterId)))
            {
                var besked = new Besked
                {
                    Id = NytId.Guid(arbejde.Nu),
                    Brugernavn = brugernavn,
                    SagId = b.SagId,
                    ForelaeggelseId = b.ForelaeggelseId,
                    DagsordenspunktId = b.DagsordenspunktId,
                    KanVente = !medArbejde.Contains(brugernavn),
                    Tekst = tekst,
                    Tid = arbejde.Nu,
                };
                await arbejde.Store.InsertMessageAsync(besked, ct);
            }
        }
    }

    private string Tekst(Beslutning b, Dagsordenspunkt punkt)
    {
        var titel = punkt.Indhold?.Titel is { } t ? $" om »{t}«" : "";
        var tekst = b.Tekst.Length > 0 ? $"\n{b.Tekst}" : "";
        var bestilt = string.Concat(b.Bestillinger.Select(x => $"\nBestilling til {x.Ansvarlig ?? "ikke angivet"}: {x.Tekst}"));
        var standset = b.Protokol.Standset is null ? "" : "\nBeslutningen er indbragt for Byrådet og udføres ikke endnu.";
        return $"Beslutning i {katalog.Navn(b.ForumId)} den {b.Dato.Skriv()}{titel}: {b.Udfald.Tekst()}.{tekst}{bestilt}{standset}";
    }
}

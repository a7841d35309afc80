using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;

namespace SagsFlow.Ruteplaner;

/// <summary>
/// Keeps a case's new plan, and tells its author and the head of its center what it no longer makes: once, again when it gets worse, and when it is
/// well again.
/// </summary>
public sealed class Genplanskriver(Arbejde arbejde, Forakatalog fora, Personer personer)
{
    public async Task GemAsync(Genplanlagt plan, CancellationToken ct)
    {
        var sag = plan.Maerke.Case;
        var trin = plan.Vurdering?.Forloeb.Forelaeggelser.ToList() ?? [];
        await arbejde.Store.ReplacePlanAsync(
            sag,
            [.. trin.Select((t, i) => new Sagsplantrin { SagId = sag, Nr = i + 1, ForumId = t.Forum!, MoedeId = t.Moede is { } m ? new MoedeId(m.Id) : null, Dag = t.Moede?.Dato })],
            ct);
        var foer = (await arbejde.Store.MissesAsync(sag, ct)).ToDictionary(m => m.Noegle, StringComparer.Ordinal);
        var idag = LokalTid.Dato(arbejde.Nu);
        var vurderet = plan.Vurdering?.Maal ?? [];

        // What has passed is no news; what was missed before stays missed.
        var mangler = vurderet.Where(v => !v.Naas && (v.Maal.Senest >= idag || foer.ContainsKey(v.Maal.Noegle))).ToList();
        var nye = mangler.Where(v => !foer.TryGetValue(v.Maal.Noegle, out var gammel) || ErVaerre(v, gammel)).ToList();
        var igen = vurderet.Where(v => v.Naas && foer.TryGetValue(v.Maal.Noegle, out var gammel) && gammel.Fortalt).ToList();
        if (foer.Count + mangler.Count > 0)
        {
            await arbejde.Store.ReplaceMissesAsync(
                sag,
                mangler.Select(v => new IkkeNaaet
                {
                    SagId = sag, Noegle = v.Maal.Noegle, Hvad = v.Maal.Hvad, ForumId = v.Forum, Senest = v.Maal.Senest, Forventet = v.Forventet,
                    Fortalt = (plan.Maerke.Tell && nye.Contains(v)) || (foer.TryGetValue(v.Maal.Noegle, out var gammel) && gammel.Fortalt),
                }),
                ct);
        }

        if (plan is { Maerke.Tell: true, Sag: { } grundlag } && nye.Count + igen.Count > 0)
        {
            await FortaelAsync(grundlag, nye, igen, ct);
        }
    }

    private static bool ErVaerre(Maalvurdering ny, IkkeNaaet gammel) =>
        ny.Maal.Senest < gammel.Senest || (gammel.Forventet is { } foer && (ny.Forventet is not { } nu || nu > foer));

    private async Task FortaelAsync(Sagsgrundlag sag, List<Maalvurdering> nye, List<Maalvurdering> igen, CancellationToken ct)
    {
        var tekst = string.Join(' ', nye.Select(v => v.Tekst(fora, LokalTid.Dato(arbejde.Nu))).Concat(igen.Select(v => $"»{v.Maal.Hvad}« senest {v.Maal.Senest:dd-MM-yyyy} nås igen: {fora.Navn(v.Forum!)} kan behandle sagen {v.Forventet:dd-MM-yyyy}.")));
        var beroert = nye.Concat(igen).Select(v => v.Forum).FirstOrDefault();
        var chefer = await Modtagere.MedRolleAsync(arbejde.Store, Rolle.Centerchef, sag.CenterId, LokalTid.Dato(arbejde.Nu), ct);
        foreach (var brugernavn in chefer.Append(sag.OprettetAf).Distinct(StringComparer.Ordinal))
        {
            // When a step is closed, every date tells of it; only the center sees it whole.
            if (sag.HarLukket && (await personer.FindAsync(brugernavn, ct))?.Centre.Contains(sag.CenterId, StringComparer.Ordinal) != true)
            {
                continue;
            }

            await arbejde.Store.InsertMessageAsync(
                new Besked
                {
                    Id = NytId.Guid(arbejde.Nu), Brugernavn = brugernavn, SagId = sag.Id, ForelaeggelseId = sag.Forelaeggelser.LastOrDefault(f => f.ForumId == beroert)?.Id,
                    Tekst = $"»{sag.Titel}«: {tekst}", Tid = arbejde.Nu, KanVente = true,
                },
                ct);
        }

        if (!sag.HarLukket)
        {
            arbejde.Historik.Tilfoej(
                Kaeder.Sag(sag.Id), nye.Count > 0 ? "naas-ikke" : "naas-igen", nye.Count > 0 ? "Sagens vej er regnet om: den når ikke længere alle sine frister og ønskede møder." : "Sagens vej er regnet om: en frist eller et ønsket møde nås igen.");
        }
    }
}

using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure.Login;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Brugere;

/// <summary>The demo's people and those an administrator has added, to choose among on the sign-in page; nobody where the demo is off.</summary>
public sealed class Demologin(Driftstilstand drift, Arbejde arbejde, Forakatalog fora, Personer personer, TimeProvider ur) : ILoginBrugere
{
    private const int Flest = 100;

    public Task<bool> ErSpaerretAsync(string brugernavn, CancellationToken ct) => personer.ErSpaerretAsync(brugernavn, ct);

    public async Task<IReadOnlyList<(string Brugernavn, string Navn, string Rolle)>> HentAsync(CancellationToken ct)
    {
        if (!drift.Demo)
        {
            return [];
        }

        var faste = Demobrugere.Alle.Select(b => b.Brugernavn).ToArray();
        var nye = await arbejde.Db.Brugere.AsNoTracking().Where(b => !faste.Contains(b.Brugernavn) && b.Spaerret == null).OrderBy(b => b.Navn).Take(Flest).ToListAsync(ct);
        var kendte = await arbejde.Db.Brugere.AsNoTracking().Where(b => faste.Contains(b.Brugernavn)).ToDictionaryAsync(b => b.Brugernavn, StringComparer.Ordinal, ct);
        var navne = nye.ConvertAll(b => b.Brugernavn);
        var idag = LokalTid.Dato(ur.GetUtcNow());
        var roller = navne.Count == 0 ? [] : await arbejde.Db.Rolletildelinger.AsNoTracking().Where(r => navne.Contains(r.Brugernavn)).ToListAsync(ct);
        var gaelder = roller.Where(r => r.GaelderDen(idag)).ToLookup(r => r.Brugernavn, StringComparer.Ordinal);
        return
        [
            .. Demobrugere.Alle.Where(b => kendte.GetValueOrDefault(b.Brugernavn) is not { Spaerret: not null }).Select(b => (b.Brugernavn, kendte.GetValueOrDefault(b.Brugernavn)?.Navn ?? b.Navn, b.Beskrivelse)),
            .. nye.Select(b => (b.Brugernavn, b.Navn, gaelder[b.Brugernavn].Any() ? Dansk.Stort(string.Join(", ", gaelder[b.Brugernavn].Select(r => Rollestyring.Ord(r, fora)))) : "Ingen roller endnu")),
        ];
    }
}

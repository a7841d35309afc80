using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Udvikling;

namespace SagsFlow.Demo;

/// <summary>Plays the demo's script into the database, from the command line or while the program serves.</summary>
public sealed class Demospil(IServiceScopeFactory scopes, Ur ur, Skriver skriver, Oevelse oevelse, Urflytning flytning, Forakatalog fora)
{
    /// <summary>Plays it; the caller has seen to it that nothing has happened in the database.</summary>
    /// <param name="efterLinje">Told how many of the script's lines have been played, after each.</param>
    /// <exception cref="DemoStoppetException">A request was refused, or gave something else than the minutes have.</exception>
    public async Task<Afspiller> SpilAsync(Demodata data, Demokald kald, TextWriter ud, Action<int> efterLinje, CancellationToken ct)
    {
        await MaerkOgStilUretAsync(data.Manuskript.Forloeb[0].Tid, ct);
        var afspiller = new Afspiller(data, kald, flytning, new Paamindelser(scopes), new Fortaeller(ud, fora));
        await afspiller.SpilAsync(efterLinje, ct);
        return afspiller;
    }

    /// <summary>Only here does the clock go back: nothing has happened in the database yet. What is done once a day is done again on the days it now comes to.</summary>
    private async Task MaerkOgStilUretAsync(DateTime start, CancellationToken ct)
    {
        ur.Saet(LokalTid.TilOejeblik(start));
        using var tur = await skriver.TagTurAsync(ct);
        await ur.GemAsync(tur.Store.Connection, ct);
        await tur.Store.ForgetDailyWorkAsync(ct);
        await oevelse.MaerkAsync(tur.Store.Connection, ct);
    }
}

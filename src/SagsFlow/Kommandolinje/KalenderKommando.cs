using System.Globalization;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalender;
using SagsFlow.Processer;

namespace SagsFlow.Kommandolinje;

/// <summary><c>kalender</c>: prints a year's days off.</summary>
public static class KalenderKommando
{
    /// <param name="mappe">The folder with <c>kalender.yaml</c>.</param>
    /// <returns>0, or 1 when the year or the file cannot be used; why stands on <paramref name="fejl"/>.</returns>
    public static async Task<int> KoerAsync(int aar, string mappe, TextWriter ud, TextWriter fejl, CancellationToken ct)
    {
        if (aar is < Arbejdskalender.FoersteAar or > Arbejdskalender.SidsteAar)
        {
            await fejl.WriteLineAsync($"Kalenderen går fra {Arbejdskalender.FoersteAar} til {Arbejdskalender.SidsteAar}.");
            return 1;
        }

        var workflows = await Workflows.ReadAsync(mappe, ct);
        if (workflows.Kalender is not { } kalender)
        {
            foreach (var fund in workflows.Findings)
            {
                await fejl.WriteLineAsync(Infrastructure.Start.Linje(fund));
            }

            return 1;
        }

        var svar = HentKalenderHandler.Svar(aar, kalender);
        await ud.WriteLineAsync($"{aar.ToString(CultureInfo.InvariantCulture)}: {svar.Arbejdsdage.ToString(CultureInfo.InvariantCulture)} arbejdsdage. Fridage ud over lørdage og søndage:");
        foreach (var dag in svar.Dage.Where(d => d.Art != Fridagsart.Weekend))
        {
            await ud.WriteLineAsync($"  {Dansk.Dag(dag.Dato),-20} uge {dag.Uge.ToString(CultureInfo.InvariantCulture),2}  {dag.Navn}{(dag.Art == Fridagsart.Helligdag ? "" : " (lukket)")}");
        }

        await ud.WriteLineAsync(svar.IndeklemteDage.Count == 0 ? "Ingen indeklemte dage." : "Indeklemte dage:");
        foreach (var dag in svar.IndeklemteDage)
        {
            await ud.WriteLineAsync($"  {Dansk.Dag(dag.Dato),-20} {(dag.FastLukket ? "lukket hvert år" : dag.Lukket ? "lukket efter beslutning" : "arbejdsdag, indtil andet er besluttet")}");
        }

        return 0;
    }
}

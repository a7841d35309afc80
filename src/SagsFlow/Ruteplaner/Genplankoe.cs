using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;

namespace SagsFlow.Ruteplaner;

/// <summary>A case whose plan was worked out again.</summary>
/// <param name="Sag">Null when the case has ended.</param>
/// <param name="Vurdering">Null when it has ended, or has nothing to reach.</param>
/// <param name="Fejl">Why it could not be; null when it could.</param>
public sealed record Genplanlagt(StoredMark Maerke, Sagsgrundlag? Sag, Sagsvurdering? Vurdering, Exception? Fejl = null);

/// <summary>
/// Works off the cases that are marked, in batches. What is read and reckoned holds up no writer: the plans are stored in a short transaction of
/// their own, each only while the mark it was made for still stands. One case that fails never stops the others.
/// </summary>
public sealed class Genplankoe(StepBatch batch, IServiceScopeFactory scopes, Ur ur, ILogger<Genplankoe> log)
{
    private const int FlestForsoeg = 5;

    /// <returns>How many cases were planned; 0 when no more are marked.</returns>
    public async Task<int> PortionAsync(CancellationToken ct)
    {
        var maerker = await MaerkerAsync(ct);
        if (maerker.Count == 0)
        {
            return 0;
        }

        IReadOnlyList<Genplanlagt> planer;
        await using (var scope = scopes.CreateAsyncScope())
        {
            planer = await LaesOgBedoemAsync(scope.ServiceProvider, maerker, ct);
        }

        return await batch.RunAsync(
            _ => Task.FromResult(planer),
            async (tjenester, arbejde, plan) =>
            {
                if (plan.Fejl is { } fejl)
                {
                    await UdsaetAsync(arbejde, plan, fejl, ct);
                }
                else if (await arbejde.Store.TakeMarkAsync(plan.Maerke.Case, plan.Maerke.Mark, ct))
                {
                    await tjenester.GetRequiredService<Genplanskriver>().GemAsync(plan, ct);
                }
            },
            (arbejde, plan, fejl) => UdsaetAsync(arbejde, plan, fejl, ct),
            ct);
    }

    private async Task<IReadOnlyList<StoredMark>> MaerkerAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var arbejde = scope.ServiceProvider.GetRequiredService<Arbejde>();
        return await arbejde.UdfoerAsync("system", async () => (false, await arbejde.Store.MarksAsync(ur.Rigtig.GetUtcNow(), StepBatch.Size, ct)), null, ct);
    }

    private async Task<IReadOnlyList<Genplanlagt>> LaesOgBedoemAsync(IServiceProvider tjenester, IReadOnlyList<StoredMark> maerker, CancellationToken ct)
    {
        Plangrundlag grundlag;
        Dictionary<SagId, Sagsgrundlag> sager;
        var db = tjenester.GetRequiredService<SagDbContext>();
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            // One snapshot, so that no case is seen in the middle of a step.
            await db.Database.ExecuteSqlRawAsync(Database.BegyndLaesning, ct);
            grundlag = await tjenester.GetRequiredService<Plangrundlagslaeser>().LaesAsync(null, ct);
            sager = (await tjenester.GetRequiredService<Sagsgrundlagslaeser>().LaesAsync([.. maerker.Select(m => m.Case)], ct)).ToDictionary(s => s.Id);
        }
        catch (Exception e) when (e is not OperationCanceledException && maerker.Count > 1)
        {
            log.LogWarning(e, "{Count} cases could not be read together; they are read one by one", maerker.Count);
            return await HverForSigAsync(maerker, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return [new Genplanlagt(maerker[0], null, null, e)];
        }
        finally
        {
            await db.Database.ExecuteSqlRawAsync("COMMIT", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }

        var bedoemmelse = tjenester.GetRequiredService<Sagsbedoemmelse>();
        return [.. maerker.Select(m => Bedoem(bedoemmelse, m, sager.GetValueOrDefault(m.Case), grundlag))];
    }

    private async Task<IReadOnlyList<Genplanlagt>> HverForSigAsync(IReadOnlyList<StoredMark> maerker, CancellationToken ct)
    {
        var planer = new List<Genplanlagt>();
        foreach (var maerke in maerker)
        {
            await using var scope = scopes.CreateAsyncScope();
            planer.AddRange(await LaesOgBedoemAsync(scope.ServiceProvider, [maerke], ct));
        }

        return planer;
    }

    private static Genplanlagt Bedoem(Sagsbedoemmelse bedoemmelse, StoredMark maerke, Sagsgrundlag? sag, Plangrundlag grundlag)
    {
        try
        {
            return new Genplanlagt(maerke, sag, sag is null || !Sagsmaal.HarNoget(sag) ? null : bedoemmelse.Bedoem(sag, grundlag));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new Genplanlagt(maerke, sag, null, e);
        }
    }

    private async Task UdsaetAsync(Arbejde arbejde, Genplanlagt plan, Exception fejl, CancellationToken ct)
    {
        var forsoeg = plan.Maerke.Attempts + 1;
        log.LogWarning(fejl, "The case {Case} could not be planned again, attempt {Attempt}", plan.Maerke.Case, forsoeg);

        // After the last attempt it waits for something new to mark it.
        await arbejde.Store.DelayMarkAsync(plan.Maerke.Case, plan.Maerke.Mark, forsoeg >= FlestForsoeg ? DateTimeOffset.MaxValue : ur.Rigtig.GetUtcNow() + TimerQueue.Pause(forsoeg), ct);
    }
}

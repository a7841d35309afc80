using SagsFlow.Data;

namespace SagsFlow.Processer;

/// <summary>Carries out many small pieces of work in one transaction, each behind a savepoint, so that one that fails costs the others nothing.</summary>
public sealed class StepBatch(IServiceScopeFactory scopes)
{
    public const int Size = 200;

    /// <summary>Runs one batch.</summary>
    /// <param name="take">Finds what is to be done; run again from the start when another transaction came first.</param>
    /// <param name="one">Does one piece, with the services of the batch's scope.</param>
    /// <param name="failed">Told of a piece that failed, when nothing is left of it.</param>
    /// <returns>How many were taken.</returns>
    public async Task<int> RunAsync<T>(
        Func<Arbejde, Task<IReadOnlyList<T>>> take, Func<IServiceProvider, Arbejde, T, Task> one, Func<Arbejde, T, Exception, Task> failed, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Arbejde>();
        return await work.UdfoerAsync(
            "system",
            async () =>
            {
                var items = await take(work);
                foreach (var item in items)
                {
                    await work.SavepointAsync("en", ct);
                    try
                    {
                        await one(scope.ServiceProvider, work, item);
                        await work.SkrivNuAsync(ct);
                        work.Glem();
                    }
                    catch (Exception e) when (e is not (OperationCanceledException or RevisionConflictException))
                    {
                        await work.TilbageTilAsync("en", ct);
                        await failed(work, item, e);
                    }

                    // Savepoints that are not let go pile up, and every page then written is checked against all of them.
                    await work.SlipSavepointAsync("en", ct);
                }

                return (items.Count > 0, items.Count);
            },
            null,
            ct);
    }

    /// <summary>Runs one transaction of the program's own.</summary>
    /// <param name="body">Says whether it is kept.</param>
    /// <returns>Whether it was kept.</returns>
    public async Task<bool> OneAsync(Func<IServiceProvider, Arbejde, Task<bool>> body, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Arbejde>();
        return await work.UdfoerAsync(
            "system",
            async () =>
            {
                var kept = await body(scope.ServiceProvider, work);
                return (kept, kept);
            },
            null,
            ct);
    }
}

using System.Globalization;

namespace SagsFlow.Data;

/// <summary>Versions of processes that are published while the program runs.</summary>
public sealed partial class StepStore
{
    /// <summary>Stores a version.</summary>
    /// <returns>Its number among the process's versions.</returns>
    public async Task<int> InsertDefinitionAsync(string processId, string hash, string file, byte[] xml, DateTimeOffset now, string by, string note, CancellationToken ct) => Convert.ToInt32(
        await Command(
            """
            INSERT INTO process_definition (process_id, hash, fil, xml, indlaest, udgivet_af, note, version_nr)
            SELECT @p0, @p1, @p2, @p3, @p4, @p5, @p6, COALESCE(MAX(version_nr), 0) + 1 FROM process_definition WHERE process_id = @p7
            RETURNING version_nr
            """,
            processId,
            hash,
            file,
            xml,
            Ms(now),
            by,
            note,
            processId).ExecuteScalarAsync(ct),
        CultureInfo.InvariantCulture);

    /// <summary>Keeps a version's file anew, when only its drawing is another.</summary>
    public Task RedrawDefinitionAsync(string hash, byte[] xml, CancellationToken ct) => RunAsync("UPDATE process_definition SET xml = @p0 WHERE hash = @p1", ct, xml, hash);

    /// <summary>Lets new cases use a version; what the process's file held when it was last read stands.</summary>
    public Task UseDefinitionAsync(string processId, string hash, CancellationToken ct) => RunAsync(
        "INSERT INTO process_gaeldende (process_id, hash) VALUES (@p0, @p1) ON CONFLICT (process_id) DO UPDATE SET hash = excluded.hash", ct, processId, hash);
}

using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Opgaver;

namespace SagsFlow.Beslutninger;

/// <summary>Work that a decision gives the forum's secretary, outside the process.</summary>
public sealed class Sekretaeropgaver(Arbejde arbejde, Forakatalog katalog)
{
    /// <returns>The task, or null for a fast punkt, which has no case it could belong to.</returns>
    public async Task<OpgaveId?> OpretAsync(Beslutning b, string navn, string forklaring, CancellationToken ct)
    {
        if (b.SagId is not { } sag)
        {
            return null;
        }

        var politisk = katalog.Forum(b.ForumId)?.ErPolitisk == true;
        var opgave = new Opgave
        {
            Id = NytId.Af<OpgaveId>(arbejde.Nu),
            SagId = sag,
            Navn = navn,
            Rolle = politisk ? "forum-sekretaer" : "sekretariat",
            Enhed = politisk ? b.ForumId : null,
            Forklaring = forklaring,
            ForelaeggelseId = b.ForelaeggelseId,
            Oprettet = arbejde.Nu,
        };
        await arbejde.Store.InsertTaskAsync(opgave, ct);
        return opgave.Id;
    }
}

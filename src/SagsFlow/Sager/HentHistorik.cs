using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Sager;

/// <summary>Everything that has happened in a case, the oldest first; what concerns closed steps is left out for those without access.</summary>
public sealed record HentHistorik(SagId Id, Side Side) : IForespoergsel<Liste<HistorikSvar>>;

/// <summary>One thing that happened.</summary>
public sealed record HistorikSvar(long Nr, DateTimeOffset Tid, string Art, string Tekst, string Aktoer, string? Begrundelse, string Hash);

public sealed class HentHistorikHandler(Arbejde arbejde, Adgang adgang) : IRequestHandler<HentHistorik, Svar<Liste<HistorikSvar>>>
{
    public async Task<Svar<Liste<HistorikSvar>>> Handle(HentHistorik request, CancellationToken cancellationToken)
    {
        if (await adgang.FindSagAsync(request.Id, cancellationToken) is not { } sag)
        {
            return SagFejl.FindesIkke;
        }

        var skjulte = (await adgang.SkjulteAsync(sag, cancellationToken)).Select(f => f.Value).ToHashSet();
        var skjultePunkter = (await adgang.SkjultePunkterAsync(sag, cancellationToken)).Select(p => p.Value).ToHashSet();
        var kaede = Kaeder.Sag(sag.Id);

        // Rows that only carry a step's data have no text; they are for the check of the chain, not for people.
        var raekker = await arbejde.Db.Historik.AsNoTracking().Where(h => h.Kaede == kaede && h.Tekst != "").OrderBy(h => h.Nr)
            .Select(h => new { h.Nr, h.Tid, h.Art, h.Tekst, h.Aktoer, h.Begrundelse, h.Hash, h.ForelaeggelseId, h.DagsordenspunktId })
            .ToListAsync(cancellationToken);

        // Where a step is closed to the caller, what is not tied to a step they may see is left out too: it could be about the closed one.
        var synlige = raekker
            .Where(h => h.DagsordenspunktId is { } p ? !skjultePunkter.Contains(p) : h.ForelaeggelseId is { } f ? !skjulte.Contains(f) : skjulte.Count == 0)
            .Select(h => new HistorikSvar(h.Nr, h.Tid, h.Art, h.Tekst, h.Aktoer, h.Begrundelse, h.Hash))
            .ToList();
        return Liste<HistorikSvar>.Af(synlige, request.Side);
    }
}

using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Sager;

namespace SagsFlow.Forelaeggelser;

/// <summary>The meeting a case's author hopes for, and the step that is planned for it.</summary>
public static class Moedeoenske
{
    /// <summary>Sets another meeting, or none; the step that was meant for the one before follows. A day that a decision set stays.</summary>
    /// <returns>The step that now has the day: the case's first in that forum, where it is not treated yet; else null.</returns>
    public static async Task<Forelaeggelse?> SaetAsync(SagDbContext db, Sag sag, OensketMoede? nyt, CancellationToken ct)
    {
        var alle = await db.Forelaeggelser.Where(f => f.SagId == sag.Id).OrderBy(f => f.Raekkefoelge).ToListAsync(ct);
        var frie = alle.Where(f => f.Tilstand is ForelaeggelseTilstand.Planlagt or ForelaeggelseTilstand.Klar && !f.Udsat).ToList();
        if (sag.OensketMoede is { } foer && frie.Find(f => f.ForumId == foer.Forum && f.OensketDato == foer.Dato) is { } gammel)
        {
            gammel.OensketDato = null;
        }

        sag.OensketMoede = nyt;
        if (nyt is null || alle.Find(f => f.ForumId == nyt.Forum) is not { OensketDato: null } foerste || !frie.Contains(foerste))
        {
            return null;
        }

        foerste.OensketDato = nyt.Dato;
        return foerste;
    }
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Kalender;
using SagsFlow.Procesplaner;
using SagsFlow.Sager;

namespace SagsFlow.Aarshjul;

/// <summary>A year's recurring cases in the order they come; everyone who is signed in may know of them.</summary>
public sealed record HentAarshjul(int Aar, Side Side) : IForespoergsel<Liste<ForekomstSvar>>;

/// <summary>An occurrence of a recurring case.</summary>
/// <param name="Id">The recurring case.</param>
/// <param name="Forekomst">Which of its occurrences, e.g. <c>2025-1</c>.</param>
/// <param name="Tidspunkt">When it is to be treated.</param>
/// <param name="MoedeId">The meeting that is, as things stand; null while there is none.</param>
/// <param name="Afleveringsfrist">When it is due at the secretariat; null where the forum has no rule.</param>
/// <param name="Kladdedag">The day its draft is made.</param>
/// <param name="Begrundelse">Why it was skipped, moved or ended.</param>
/// <param name="Antaget">Whether the rhythm is a working assumption.</param>
/// <param name="SagId">Its case, where the caller may see it.</param>
public sealed record ForekomstSvar(
    string Id,
    string Forekomst,
    string Titel,
    string Forum,
    string ForumNavn,
    string Center,
    Sagstype Sagstype,
    TidspunktSvar Tidspunkt,
    Guid? MoedeId,
    AfleveringSvar? Afleveringsfrist,
    DateOnly Kladdedag,
    Forekomsttilstand Tilstand,
    string? Begrundelse,
    bool Antaget,
    string? Kilde,
    Guid? SagId);

public sealed record TidspunktSvar(DateOnly? Tidligst, DateOnly? Senest, string Tekst);

/// <summary>How an occurrence stands; derived, never stored.</summary>
public enum Forekomsttilstand
{
    Kommende,
    KladdeLavet,
    SprungetOver,
    Flyttet,
    Ophoert,
}

public sealed class HentAarshjulHandler(Arbejde arbejde, Aarshjulsplan plan, Aarshjulsvisning visning) : IRequestHandler<HentAarshjul, Svar<Liste<ForekomstSvar>>>
{
    public async Task<Svar<Liste<ForekomstSvar>>> Handle(HentAarshjul request, CancellationToken cancellationToken)
    {
        if (request.Aar is <= Arbejdskalender.FoersteAar + 2 or >= Arbejdskalender.SidsteAar - 2)
        {
            return FaellesFejl.Input("aar", $"Årshjulet går fra {Arbejdskalender.FoersteAar + 3} til {Arbejdskalender.SidsteAar - 3}.");
        }

        var grundlag = await plan.HentAsync(arbejde.Db, request.Aar, request.Aar, cancellationToken);
        var svar = await visning.SvarAsync(plan.I(request.Aar, grundlag), cancellationToken);
        return Liste<ForekomstSvar>.Af(svar, request.Side);
    }
}

/// <summary>Shows occurrences; of their cases those the caller may see.</summary>
public sealed class Aarshjulsvisning(Arbejde arbejde, Adgang adgang, Forakatalog fora)
{
    public async Task<IReadOnlyList<ForekomstSvar>> SvarAsync(IReadOnlyList<Planlagt> planlagte, CancellationToken ct)
    {
        var ider = planlagte.Select(p => p.Raekke?.SagId).OfType<SagId>().ToArray();
        var synlige = ider.Length == 0 ? [] : await arbejde.Db.Sager.Where(adgang.SynligSag).Where(s => ider.Contains(s.Id)).Select(s => s.Id).ToListAsync(ct);
        return [.. planlagte.Select(p => Svar(p, p.Raekke?.SagId is { } sag && synlige.Contains(sag) ? sag : null))];
    }

    private ForekomstSvar Svar(Planlagt p, SagId? sag)
    {
        var regel = p.Forekomst.Regel;
        var udenMoede = p.Moede is null && !p.Dato.ErEnDag ? "Mødet er ikke valgt; regnet fra den første dag, det kan være. " : "";
        return new ForekomstSvar(
            regel.Id, p.Forekomst.Id, p.Forekomst.Titel, regel.Forum, fora.Navn(regel.Forum), regel.Center, regel.Sagstype,
            new TidspunktSvar(p.Dato.Tidligst, p.Dato.Senest, p.Dato.Tekst), p.Moede?.Id.Value,
            p.Aflevering is { } frist ? new AfleveringSvar(frist.Forfald, udenMoede + frist.Forklaring) : null,
            p.Kladdedag, Tilstand(p, sag is not null), p.Raekke?.Begrundelse, regel.Antaget, regel.Kilde, sag?.Value);
    }

    private static Forekomsttilstand Tilstand(Planlagt p, bool serSagen) =>
        serSagen ? Forekomsttilstand.KladdeLavet
        : p.Ophoert ? Forekomsttilstand.Ophoert
        : p.Raekke?.Aendring switch
        {
            Forekomstaendring.SprungetOver => Forekomsttilstand.SprungetOver,
            Forekomstaendring.Flyttet => Forekomsttilstand.Flyttet,
            _ => Forekomsttilstand.Kommende,
        };
}

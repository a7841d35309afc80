using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Sager;

namespace SagsFlow.Frister;

/// <summary>The deadlines of a case, the nearest first.</summary>
public sealed record HentSagsfrister(SagId Id, Side Side) : IForespoergsel<Liste<FristSvar>>;

public sealed class HentSagsfristerHandler(Adgang adgang, Fristopgoerelse opgoerelse) : IRequestHandler<HentSagsfrister, Svar<Liste<FristSvar>>>
{
    public async Task<Svar<Liste<FristSvar>>> Handle(HentSagsfrister request, CancellationToken cancellationToken) =>
        await adgang.FindSagAsync(request.Id, cancellationToken) is { } sag
            ? Liste<FristSvar>.Af(await opgoerelse.AlleAsync(sag, cancellationToken), request.Side)
            : SagFejl.FindesIkke;
}

/// <summary>All deadlines the caller may know of, the nearest first.</summary>
/// <param name="Fra">First day, or null.</param>
/// <param name="Til">Last day, or null.</param>
/// <param name="Forum">Only this forum's, or null.</param>
/// <param name="Center">Only this center's cases, or null.</param>
public sealed record HentFrister(DateOnly? Fra, DateOnly? Til, string? Forum, string? Center, Side Side) : IForespoergsel<Liste<FristSvar>>, IValideres
{
    /// <summary>Only those of one kind.</summary>
    public Fristart? Art { get; init; }

    /// <summary>Only those that are so near.</summary>
    public FristTilstand? Tilstand { get; init; }

    /// <summary>Only those that are the caller's, or the caller's center's, to meet.</summary>
    public bool Mine { get; init; }

    public void Valider(Feltfejl fejl)
    {
        if (Til < Fra)
        {
            fejl.Tilfoej("til", "til ligger før fra. Byt om på dem.");
        }
    }
}

public sealed class HentFristerHandler(Fristopgoerelse opgoerelse, Adgang adgang, Forakatalog fora) : IRequestHandler<HentFrister, Svar<Liste<FristSvar>>>
{
    public async Task<Svar<Liste<FristSvar>>> Handle(HentFrister request, CancellationToken cancellationToken)
    {
        if (request.Forum is { } f && fora.Forum(f.Trim()) is null)
        {
            return SagFejl.UkendtForum("forum", f);
        }

        if (request.Center is { } c && fora.Center(c.Trim()) is null)
        {
            return SagFejl.UkendtCenter(c);
        }

        var (forum, center) = (fora.Forum(request.Forum?.Trim())?.Id, fora.Center(request.Center?.Trim())?.Id);
        var frister = (await opgoerelse.AlleAsync(null, cancellationToken)).Where(x =>
            (request.Fra is not { } fra || DateOnly.FromDateTime(x.Forfald) >= fra)
            && (request.Til is not { } til || DateOnly.FromDateTime(x.Forfald) <= til)
            && (forum is null || x.Forum == forum)
            && (center is null || x.Center == center)
            && (request.Art is not { } art || x.Art == art)
            && (request.Tilstand is not { } tilstand || x.Tilstand == tilstand)
            && (!request.Mine || Egnefrister.ErFor(x, adgang.Person, fora)));
        return Liste<FristSvar>.Af([.. frister], request.Side);
    }
}

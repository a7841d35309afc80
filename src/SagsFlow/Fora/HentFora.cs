using MediatR;
using SagsFlow.Infrastructure;

namespace SagsFlow.Fora;

/// <summary>Lists the forums.</summary>
public sealed record HentFora(Side Side) : IForespoergsel<Liste<ForumSvar>>;

/// <summary>A forum as the API shows it.</summary>
public sealed record ForumSvar(string Id, string Navn, ForumArt Art, string? Moedelokale, IReadOnlyList<Forumregel> Regler, IReadOnlyList<FastPunkt> FastePunkter, int Version = 1)
{
    public static ForumSvar Af(Forum f) => new(f.Id, f.Navn, f.Art, f.Moedelokale, f.Regler, f.FastePunkter);
}

public sealed class HentForaHandler(Forakatalog katalog) : IRequestHandler<HentFora, Svar<Liste<ForumSvar>>>
{
    public Task<Svar<Liste<ForumSvar>>> Handle(HentFora request, CancellationToken cancellationToken)
    {
        IReadOnlyList<ForumSvar> fora = [.. katalog.Fora.Select(ForumSvar.Af)];
        return Task.FromResult<Svar<Liste<ForumSvar>>>(Liste<ForumSvar>.Af(fora, request.Side));
    }
}

/// <summary>Lists the centers.</summary>
public sealed record HentCentre(Side Side) : IForespoergsel<Liste<Center>>;

public sealed class HentCentreHandler(Forakatalog katalog) : IRequestHandler<HentCentre, Svar<Liste<Center>>>
{
    public Task<Svar<Liste<Center>>> Handle(HentCentre request, CancellationToken cancellationToken) =>
        Task.FromResult<Svar<Liste<Center>>>(Liste<Center>.Af(katalog.Centre, request.Side));
}

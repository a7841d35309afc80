using MediatR;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Moeder;

/// <summary>Changes to a meeting as clients send them; what is left out stays.</summary>
public sealed record MoedeaendringBody
{
    public DateTime? Start { get; init; }

    public Valgfri<DateTime?> Slut { get; init; }

    public string? Sted { get; init; }

    public IReadOnlyList<string?>? Deltagere { get; init; }

    public GrundBody? Aflyst { get; init; }

    public void Valider(Feltfejl fejl)
    {
        fejl.Tjek("sted", Sted, Tekstregler.LaengsteKort, enLinje: true);
        fejl.TjekNavne("deltagere", Deltagere);
        if (Start?.Year is < 1900 or > 2200)
        {
            fejl.Tilfoej("start", "Årstallet skal ligge mellem 1900 og 2200.");
        }

        if (Aflyst is not null)
        {
            fejl.TjekGrund("aflyst.begrundelse", Aflyst.Begrundelse);
            if (Start is not null || Slut.ErGivet || Sted is not null || Deltagere is not null)
            {
                fejl.Tilfoej("aflyst", "Et møde kan ikke aflyses og ændres på én gang.");
            }
        }
    }
}

/// <summary>Moves, changes or cancels a meeting. The answer tells what moved and what it breaks.</summary>
public sealed record RetMoede(Guid Id, MoedeaendringBody Aendring) : IKommando<MoedeSvar>, IValideres
{
    public void Valider(Feltfejl fejl) => Aendring.Valider(fejl);
}

public sealed class RetMoedeHandler(Kald kald, Moedeaendringer aendringer) : IRequestHandler<RetMoede, Svar<MoedeSvar>>
{
    public async Task<Svar<MoedeSvar>> Handle(RetMoede request, CancellationToken cancellationToken) =>
        await aendringer.FindAsync(request.Id, cancellationToken) is var fundet && fundet.Fejl is { } fejl ? fejl
        : kald.TjekVersion(fundet.Vaerdi.Version) is { } foraeldet ? foraeldet
        : await aendringer.UdfoerAsync(fundet.Vaerdi, request.Aendring, cancellationToken);
}

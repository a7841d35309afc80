using MediatR;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Login;
using SagsFlow.Sager;

namespace SagsFlow.Demo;

/// <summary>Begins to play the cases of the minutes into the database, where nothing has happened in it. It goes on while the answer is read.</summary>
public sealed record IndlaesDemo : IKommando<DemostandSvar>;

public sealed class IndlaesDemoHandler(Arbejde arbejde, Driftstilstand drift, Demoindlaesning indlaesning) : IRequestHandler<IndlaesDemo, Svar<DemostandSvar>>
{
    private static readonly Fejl KunOevelse = FaellesFejl.FindesIkke("Øvelsen");

    private static readonly Fejl IkkeTom = new(FejlArt.Konflikt, "ikke-tom", "Øvelsens sager kan kun indlæses, hvor der ikke er sager eller møder i forvejen.");

    public async Task<Svar<DemostandSvar>> Handle(IndlaesDemo request, CancellationToken cancellationToken)
    {
        if (!drift.Demo)
        {
            return KunOevelse;
        }

        if (indlaesning.Stand.Tilstand != Demotilstand.IkkeBegyndt)
        {
            return indlaesning.Stand;
        }

        if (!await Ibrugtagning.ManglerAsync(arbejde.Db, cancellationToken))
        {
            return IkkeTom;
        }

        arbejde.EfterCommit(indlaesning.Begynd);
        return indlaesning.Stand with { Tilstand = Demotilstand.IGang };
    }
}

/// <summary>What somebody who comes for the first time is to be told.</summary>
public sealed record HentFoerstegang : IForespoergsel<FoerstegangSvar>;

/// <param name="Tom">Whether nothing has happened here yet.</param>
/// <param name="KanIndlaese">Whether the demo can be loaded.</param>
public sealed record FoerstegangSvar(bool Tom, bool KanIndlaese, DemostandSvar Stand);

public sealed class HentFoerstegangHandler(Arbejde arbejde, Driftstilstand drift, Demoindlaesning indlaesning) : IRequestHandler<HentFoerstegang, Svar<FoerstegangSvar>>
{
    public async Task<Svar<FoerstegangSvar>> Handle(HentFoerstegang request, CancellationToken cancellationToken)
    {
        var stand = indlaesning.Stand;
        var tom = stand.Tilstand == Demotilstand.IkkeBegyndt && await Ibrugtagning.ManglerAsync(arbejde.Db, cancellationToken);
        return new FoerstegangSvar(tom, tom && drift.Demo, stand);
    }
}

/// <summary>The addresses of the demo; they exist only where it is on.</summary>
public static class DemoEndpoints
{
    public static void MapDemo(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/udvikling/demo").WithTags("Udvikling");
        api.MapGet("", (Demoindlaesning indlaesning) => indlaesning.Stand).WithSummary("Hvor langt indlæsningen af øvelsens sager er").Produces<DemostandSvar>();
        api.MapPost("", (IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new IndlaesDemo(), http, ct)).WithSummary("Indlæs referaternes sager i en tom database; det sker i baggrunden").Produces<DemostandSvar>();
    }
}

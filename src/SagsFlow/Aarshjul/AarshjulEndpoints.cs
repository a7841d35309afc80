using MediatR;
using SagsFlow.Infrastructure;

namespace SagsFlow.Aarshjul;

/// <summary>The addresses of the recurring cases.</summary>
public static class AarshjulEndpoints
{
    public static void MapAarshjul(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/aarshjul").WithTags("Frister og planer");
        api.MapGet("/{aar:int}", (int aar, int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentAarshjul(aar, Side.Af(side, antal)), http, ct)).WithSummary("Årets tilbagevendende sager i rækkefølge").Produces<Liste<ForekomstSvar>>();
        api.MapPost("/{id}/{forekomst}/aendring", (string id, string forekomst, ForekomstaendringBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new AendrForekomst(id, forekomst, body), http, ct))
            .WithSummary("Spring over, flyt eller afslut en tilbagevendende sag, med begrundelse").Produces<ForekomstSvar>();
    }
}

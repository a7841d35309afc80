using MediatR;
using SagsFlow.Infrastructure;

namespace SagsFlow.Kalender;

/// <summary>The address of the calendar.</summary>
public static class KalenderEndpoints
{
    public static void MapKalender(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/kalender/{aar:int}", (int aar, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentKalender(aar), http, ct)).WithTags("Frister og planer").WithSummary("Årets fridage med grund, og de indeklemte dage").Produces<KalenderSvar>();
}

using MediatR;
using SagsFlow.Infrastructure;

namespace SagsFlow.Procesversioner;

/// <summary>The addresses of processes and their versions.</summary>
public static class ProcesversionerEndpoints
{
    public static void MapProcesversioner(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/processer").WithTags("Processer");
        api.MapGet("", (int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentProcesser(Side.Af(side, antal)), http, ct)).WithSummary("Processer, deres versioner, og hvor mange sager der kører på hver").Produces<Liste<ProcesversionerSvar>>();
        api.MapPost("/{id}/migrering", (string id, MigreringBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new MigrerProces(id, body), http, ct)).WithSummary("Flyt sager til en anden version af processen, eller se på forhånd, hvad det betyder (administrator)").Produces<MigreringSvar>();
    }
}

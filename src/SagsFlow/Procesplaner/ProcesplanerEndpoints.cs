using MediatR;
using SagsFlow.Infrastructure;
using SagsFlow.Sager;

namespace SagsFlow.Procesplaner;

/// <summary>The addresses of the plans.</summary>
public static class ProcesplanerEndpoints
{
    public static void MapProcesplaner(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/procesplaner").WithTags("Frister og planer");
        api.MapGet("/", (int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentProcesplaner(Side.Af(side, antal)), http, ct)).WithSummary("Tids- og procesplaner").Produces<Liste<ProcesplanlinjeSvar>>();
        api.MapGet("/{id}", (string id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentProcesplan(id), http, ct)).WithSummary("En procesplan som matrix, med det, der ikke passer").Produces<ProcesplanSvar>();
        api.MapPatch("/{id}", (string id, AnkerBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new FlytAnker(id, body), http, ct)).WithSummary("Flyt planens anker").Produces<ProcesplanSvar>();
        api.MapPost("/{id}/kopi", (string id, KopiBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.OprettetAsync(new KopierProcesplan(id, body), p => $"/api/procesplaner/{p.Id}", http, ct))
            .WithSummary("Kopiér planen til et senere år: samme rytme, nye møder").Produces<ProcesplanSvar>(StatusCodes.Status201Created);
        api.MapPost("/{id}/celler/{celle}/sag", (string id, string celle, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.OprettetAsync(new OpretCellesag(id, celle), s => $"/api/sager/{s.Id}", http, ct))
            .WithSummary("Lav cellens sag som kladde").Produces<SagSvar>(StatusCodes.Status201Created);
    }
}

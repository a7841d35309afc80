using MediatR;
using SagsFlow.Infrastructure;

namespace SagsFlow.Soegning;

/// <summary>The address of the search.</summary>
public static class SoegningEndpoints
{
    public static void MapSoegning(this IEndpointRouteBuilder app) =>
        app.MapGroup("/api").WithTags("Søgning")
            .MapGet("/soegning", (string? q, string? art, string? forum, string? center, DateOnly? fra, DateOnly? til, int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
                mediator.SvarAsync(new Soeg(q, art, forum, center, fra, til, Side.Af(side, antal)), http, ct)).WithSummary("Søg i sager, beslutninger, faste punkter og bilags navne").Produces<SoegeSvar>();
}

using MediatR;
using SagsFlow.Infrastructure;

namespace SagsFlow.Frister;

/// <summary>The addresses of deadlines; a case's own are among the cases' addresses.</summary>
public static class FristerEndpoints
{
    public static void MapFrister(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").WithTags("Frister og planer");
        api.MapGet("/frister", (DateOnly? fra, DateOnly? til, string? forum, string? center, int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentFrister(fra, til, forum, center, Side.Af(side, antal)), http, ct)).WithSummary("Frister, den nærmeste først, med deres regnestykke").Produces<Liste<FristSvar>>();
        api.MapPost("/moeder/{id:guid}/frister", (Guid id, MoedefristBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new SaetMoedefrist(id, body), http, ct)).WithSummary("Sæt en af mødets frister anderledes end reglen, med en begrundelse").Produces<FristSvar>();
    }
}

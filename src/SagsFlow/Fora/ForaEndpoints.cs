using MediatR;
using SagsFlow.Infrastructure;

namespace SagsFlow.Fora;

/// <summary>The addresses of forums and centers.</summary>
public static class ForaEndpoints
{
    public static void MapFora(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").WithTags("Fora");
        api.MapGet("/fora", (int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentFora(Side.Af(side, antal)), http, ct)).WithSummary("Fora med deres regler").Produces<Liste<ForumSvar>>();
        api.MapPost("/fora/{id}/regler", (string id, ForumregelBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new GivForumregel(id, body), http, ct)).WithSummary("Giv et forum nye regler fra en dag (administrator)").Produces<ForumSvar>();
        api.MapGet("/centre", (int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentCentre(Side.Af(side, antal)), http, ct)).WithSummary("Centre med gyldighed").Produces<Liste<Center>>();
    }
}

using MediatR;
using SagsFlow.Infrastructure;

namespace SagsFlow.Moeder;

/// <summary>The addresses of meetings, agendas and their items.</summary>
public static class MoederEndpoints
{
    public static void MapMoeder(this IEndpointRouteBuilder app)
    {
        var moeder = app.MapGroup("/api/moeder").WithTags("Møder");
        moeder.MapPost("/", (OpretMoede body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.OprettetAsync(body, m => $"/api/moeder/{m.Id}", http, ct)).WithSummary("Opret et møde (forummets sekretær)").Produces<MoedeSvar>(StatusCodes.Status201Created);
        moeder.MapGet("/", (string? forum, DateOnly? fra, DateOnly? til, int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentMoeder(forum, fra, til, Side.Af(side, antal)), http, ct)).WithSummary("Møder i tidsorden").Produces<Liste<MoedeSvar>>();
        moeder.MapGet("/{id:guid}", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentMoede(id), http, ct)).WithSummary("Et møde").Produces<MoedeSvar>();
        moeder.MapPatch("/{id:guid}", (Guid id, MoedeaendringBody body, bool? proev, IMediator mediator, HttpContext http, CancellationToken ct) =>
            proev == true ? mediator.SvarAsync(new ProevMoedeaendring(id, body), http, ct) : mediator.SvarAsync(new RetMoede(id, body), http, ct))
            .WithSummary("Flyt, ret eller aflys et møde; med proev=true kun svaret på, hvad det ville flytte og bryde").Produces<MoedeSvar>();
        moeder.MapPost("/{id:guid}/dagsorden", (Guid id, NytPunktBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.OprettetAsync(new LaegPaaDagsorden(id, body), p => $"/api/dagsordenspunkter/{p.Id}", http, ct))
            .WithSummary("Læg en forelæggelse eller et fast punkt på dagsordenen").Produces<PunktSvar>(StatusCodes.Status201Created);
        moeder.MapGet("/{id:guid}/dagsorden", (Guid id, int? udgave, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentDagsorden(id, udgave), http, ct)).WithSummary("Dagsordenen, som den er, eller en udsendt udgave").Produces<DagsordenSvar>();
        moeder.MapPost("/{id:guid}/dagsorden/orden", (Guid id, OrdenBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new OrdnDagsorden(id, body), http, ct)).WithSummary("Punkternes rækkefølge og tider, hele dagsordenen på én gang").Produces<DagsordenSvar>();
        moeder.MapGet("/{id:guid}/varslede", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentVarslede(id), http, ct)).WithSummary("Sager, der er meldt til mødet og ikke afleveret").Produces<VarsledeSvar>();
        moeder.MapPost("/{id:guid}/varslede/paamindelse", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new PaamindVarslede(id), http, ct)).WithSummary("Påmind alle, der mangler at aflevere til mødet; hver sag højst én gang om dagen").Produces<PaamindetSvar>();
        moeder.MapGet("/{id:guid}/udgaver", (Guid id, int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentUdgaver(id, Side.Af(side, antal)), http, ct)).WithSummary("De udsendte udgaver af dagsordenen").Produces<Liste<UdgaveSvar>>();
        moeder.MapGet("/{id:guid}/udgaver/{fra:int}/forskel/{til:int}", (Guid id, int fra, int til, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentUdgaveforskel(id, fra, til), http, ct)).WithSummary("Hvad der er kommet til, ændret og udgået fra én udgave til en anden").Produces<UdgaveforskelSvar>();
        moeder.MapGet("/{id:guid}/invitationer", (Guid id, int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentInvitationer(id, Side.Af(side, antal)), http, ct)).WithSummary("Hvilke gæster der får en kalenderinvitation til deres punkt").Produces<Liste<PunktgaesterSvar>>();
        moeder.MapGet("/{id:guid}/udsendelse", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentUdsendelse(id), http, ct)).WithSummary("Hvad udsendelse vil gøre, og hvad der mangler, før der sendes").Produces<UdsendelsesudsigtSvar>();
        moeder.MapPost("/{id:guid}/udsendelse", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new UdsendDagsorden(id), http, ct)).WithSummary("Udsend dagsordenen som en ny udgave").Produces<UdsendelseSvar>();
        moeder.MapGet("/{id:guid}/afslutning", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new TjekAfslutning(id), http, ct)).WithSummary("Hvad mødet mangler, før det kan afsluttes").Produces<AfslutningstjekSvar>();
        moeder.MapPost("/{id:guid}/afslutning", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new AfslutMoede(id), http, ct)).WithSummary("Afslut mødet: de resterende beslutninger får virkning").Produces<MoedeSvar>();

        var punkter = app.MapGroup("/api/dagsordenspunkter").WithTags("Møder");
        punkter.MapGet("/{id:guid}/kommentarer", (Guid id, int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentKommentarer(id, Side.Af(side, antal)), http, ct)).WithSummary("Forummets kommentarer til et punkt").Produces<Liste<KommentarSvar>>();
        punkter.MapPost("/{id:guid}/kommentarer", (Guid id, KommentarBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.OprettetAsync(new Kommenter(id, body), _ => $"/api/dagsordenspunkter/{id}/kommentarer", http, ct))
            .WithSummary("Kommentér et punkt som medlem af forummet").Produces<KommentarSvar>(StatusCodes.Status201Created);
        punkter.MapGet("/{id:guid}", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentPunkt(id), http, ct)).WithSummary("Et dagsordenspunkt med dets indhold").Produces<PunktSvar>();
        punkter.MapPatch("/{id:guid}", (Guid id, PunktaendringBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new RetPunkt(id, body), http, ct)).WithSummary("Flyt, åbn, luk eller udtag et dagsordenspunkt").Produces<PunktSvar>();
    }
}

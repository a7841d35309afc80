using MediatR;
using SagsFlow.Infrastructure;

namespace SagsFlow.Procesversioner;

/// <summary>The addresses of processes and their versions.</summary>
public static class ProcesversionerEndpoints
{
    private const string Bpmn = "application/xml";

    public static void MapProcesversioner(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/processer").WithTags("Processer");
        api.MapGet("", (int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentProcesser(Side.Af(side, antal)), http, ct)).WithSummary("Processer, deres versioner, og hvor mange sager der kører på hver").Produces<Liste<ProcesversionerSvar>>();
        api.MapPost("", (UdgivelseBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.OprettetAsync(new UdgivProces(null, body), s => $"/api/processer/{s.Proces}", http, ct)).WithSummary("Udgiv en ny proces (administrator)").Produces<UdgivelseSvar>(StatusCodes.Status201Created);
        api.MapPost("/kontrol", (KontrolBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new KontrollerProces(body), http, ct)).WithSummary("Kontrollér en BPMN-fil uden at gemme den (administrator)").Produces<KontrolSvar>();
        api.MapPost("/{id}/versioner", (string id, UdgivelseBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.OprettetAsync(new UdgivProces(id, body), s => $"/api/processer/{s.Proces}?version={s.Version}", http, ct)).WithSummary("Udgiv en ny version, som nye sager så bruger (administrator)").Produces<UdgivelseSvar>(StatusCodes.Status201Created);
        api.MapGet("/{id}", (string id, string? version, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentProcesstand(id, version), http, ct)).WithSummary("En proces i ord, dens versioner, og hvor sager venter i den").Produces<ProcesstandSvar>();
        api.MapGet("/{id}/diagram", async (string id, string? version, IMediator mediator, CancellationToken ct) =>
        {
            var svar = await mediator.Send(new HentProcesdiagram(id, version), ct);
            return svar.Fejl is { } fejl ? Problemer.SomResultat(fejl) : Results.Bytes(svar.Vaerdi.Xml, Bpmn, $"{id}.bpmn");
        }).WithSummary("Processens BPMN-fil, i den nyeste version eller den, der nævnes ved nummer eller hash").Produces(StatusCodes.Status200OK, contentType: Bpmn);
        api.MapPost("/{id}/migrering", (string id, MigreringBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new MigrerProces(id, body), http, ct)).WithSummary("Flyt sager til en anden version af processen, eller se på forhånd, hvad det betyder (administrator)").Produces<MigreringSvar>();
    }
}

using System.Text.Json;
using MediatR;
using SagsFlow.Data;
using SagsFlow.Frister;
using SagsFlow.Indgreb;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;

namespace SagsFlow.Sager;

/// <summary>The addresses of cases: read this page first.</summary>
public static class SagerEndpoints
{
    private const long StoersteBilag = 50 * 1024 * 1024;

    public static void MapSager(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/sager").WithTags("Sager");
        api.MapPost("", (SagBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.OprettetAsync(new OpretSag(body), s => $"/api/sager/{s.Id}", http, ct)).WithSummary("Opret en sag som kladde").Produces<SagSvar>(StatusCodes.Status201Created);
        api.MapGet("", (string? soeg, string? center, string? forum, string? status, string? frist, bool? mine, int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new SoegSager(soeg, center, forum, status, frist, Side.Af(side, antal)) { Mine = mine == true }, http, ct)).WithSummary("Find sager").Produces<Liste<SagLinje>>();
        api.MapGet("/oplysningstjek", (Guid? sag, string? journalnummer, DateOnly? oensketDato, DateOnly[]? egneDatoer, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new TjekOplysninger(sag, journalnummer, oensketDato, [.. (egneDatoer ?? []).Select(d => (DateOnly?)d)]), http, ct))
            .WithSummary("Hvad man bør vide om et journalnummer og datoer, før de sendes ind").Produces<OplysningstjekSvar>();
        api.MapGet("/{id:guid}", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentSag(new SagId(id)), http, ct)).WithSummary("En sag").Produces<SagSvar>();
        api.MapPatch("/{id:guid}", (Guid id, StamdataBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new RetSag(new SagId(id), body), http, ct)).WithSummary("Ret journalnummer, mærke, egne datoer eller ønsket møde").Produces<SagSvar>();
        api.MapPut("/{id:guid}/indhold", (Guid id, IndholdBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new SkrivIndhold(new SagId(id), body), http, ct)).WithSummary("Skriv hele teksten").Produces<SagSvar>();
        api.MapPatch("/{id:guid}/indhold/{afsnit}", (Guid id, string afsnit, JsonElement body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new SkrivAfsnit(new SagId(id), afsnit, body), http, ct)).WithSummary("Skriv ét afsnit").Produces<SagSvar>();
        api.MapGet("/{id:guid}/forloeb", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentForloeb(new SagId(id)), http, ct)).WithSummary("Sagens vej: behandlet, nu og planlagt").Produces<ForloebSvar>();
        api.MapGet("/{id:guid}/historik", (Guid id, int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentHistorik(new SagId(id), Side.Af(side, antal ?? Side.Stoerste)), http, ct)).WithSummary("Alt, der er sket").Produces<Liste<HistorikSvar>>();
        api.MapGet("/{id:guid}/proces", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentProces(new SagId(id)), http, ct)).WithSummary("Processen, dens version, og hvor sagen venter").Produces<ProcesSvar>();
        api.MapGet("/{id:guid}/diagram", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentSagsdiagram(new SagId(id)), http, ct)).WithSummary("Hvor sagen står i sin proces, og vejen dertil, til en tegning").Produces<SagsdiagramSvar>();
        api.MapGet("/{id:guid}/frister", (Guid id, int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentSagsfrister(new SagId(id), Side.Af(side, antal)), http, ct)).WithSummary("Sagens frister, den nærmeste først").Produces<Liste<FristSvar>>();
        api.MapGet("/{id:guid}/datoforslag", (Guid id, int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentDatoforslag(new SagId(id), Side.Af(side, antal)), http, ct)).WithSummary("Datoer i teksten, der kan være sagens egne").Produces<Liste<DatoforslagSvar>>();
        api.MapPost("/{id:guid}/indgreb", (Guid id, IndgrebBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new GribInd(new SagId(id), body), http, ct)).WithSummary("Grib ind i sagens proces (administrator)").Produces<ProcesSvar>();
        MapSkrivning(app, api);
        MapBilag(app, api);
    }

    private static void MapSkrivning(IEndpointRouteBuilder app, RouteGroupBuilder api)
    {
        api.MapGet("/{id:guid}/kladde", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentKladde(new SagId(id)), http, ct)).WithSummary("Kladden, og hvad den mangler").Produces<KladdeSvar>();
        api.MapPost("/{id:guid}/skriver", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new MeldTilstede(new SagId(id)), http, ct)).WithSummary("Meld, at du har kladden åben, og se, hvem der ellers har").Produces<SkrivereSvar>();
        api.MapGet("/{id:guid}/versioner", (Guid id, int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentVersioner(new SagId(id), Side.Af(side, antal)), http, ct)).WithSummary("De tekster, der er sendt ind, den nyeste først").Produces<Liste<VersionSvar>>();
        api.MapGet("/{id:guid}/versioner/{fra:int}/{til:int}", (Guid id, int fra, int til, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new SammenlignVersioner(new SagId(id), fra, til), http, ct)).WithSummary("Forskellen på to versioner").Produces<VersionsforskelSvar>();
        app.MapPost("/api/tekst/forskel", (SammenligningBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new SammenlignTekst(body), http, ct)).WithTags("Sager").WithSummary("Forskellen på to tekster, ord for ord").Produces<ForskelSvar>();
        app.MapPost("/api/tekst/visning", (TekstBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new VisTekst(body), http, ct)).WithTags("Sager").WithSummary("En tekst, som den vises").Produces<TekstvisningSvar>();
    }

    /// <summary>The one file of a form; null when it is not a form, cannot be read as one, or has another number of files.</summary>
    private static async Task<IFormFile?> LaesFilAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return request.HasFormContentType && (await request.ReadFormAsync(ct)).Files is [var fil] ? fil : null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            // The form's frame is broken: no boundary, or it ends before its last part.
            return null;
        }
    }

    private static void MapBilag(IEndpointRouteBuilder app, RouteGroupBuilder api)
    {
        api.MapPost("/{id:guid}/bilag", async (Guid id, HttpRequest request, IMediator mediator, HttpContext http, CancellationToken ct) =>
        {
            if (await LaesFilAsync(request, ct) is not { } fil)
            {
                return Problemer.SomResultat(FaellesFejl.Input("fil", "Send netop én fil som multipart/form-data i feltet »fil«."));
            }

            using var bytes = new MemoryStream();
            await fil.CopyToAsync(bytes, ct);
            var intern = bool.TryParse(request.Form["intern"], out var i) && i;
            return await mediator.OprettetAsync(
                new TilfoejBilag(new SagId(id), Path.GetFileName(fil.FileName), fil.ContentType, intern, bytes.ToArray()), b => $"/api/bilag/{b.Id}", http, ct);
        }).WithSummary("Læg et bilag på sagen").WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(StoersteBilag)).DisableAntiforgery()
            .Produces<BilagSvar>(StatusCodes.Status201Created);
        app.MapPatch("/api/bilag/{id:guid}", (Guid id, BilagsretBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new RetBilag(new BilagId(id), body), http, ct)).WithTags("Sager").WithSummary("Ret et bilags navn, mærke eller plads").Produces<BilagSvar>();
        app.MapDelete("/api/bilag/{id:guid}", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new FjernBilag(new BilagId(id)), http, ct)).WithTags("Sager").WithSummary("Tag et bilag af sagen").Produces<BilagSvar>();
        app.MapGet("/api/bilag/{id:guid}", async (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
        {
            var svar = await mediator.Send(new HentBilag(new BilagId(id)), ct);
            if (svar.Fejl is { } fejl)
            {
                return Problemer.SomResultat(fejl);
            }

            // Always a download: a file somebody sent must never run as a page of ours.
            http.Response.Headers.XContentTypeOptions = "nosniff";
            return Results.File(svar.Vaerdi.Bytes, svar.Vaerdi.Indholdstype, svar.Vaerdi.Navn);
        }).WithTags("Sager").WithSummary("Hent et bilag");
    }
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Brugere;

/// <summary>Who stands in for whom, and when.</summary>
/// <param name="For">The chief's username; left out: the caller.</param>
/// <param name="Fra">First day.</param>
/// <param name="Til">Last day.</param>
public sealed record StedfortraederBody(string? For, string? Brugernavn, DateOnly? Fra, DateOnly? Til);

/// <summary>A chief's deputy as the API shows it.</summary>
public sealed record StedfortraederSvar(Guid Id, string For, string Brugernavn, DateOnly Fra, DateOnly Til);

/// <summary>A chief names a deputy with dates; the secretariat may do it for a chief who is ill.</summary>
public sealed record UdpegStedfortraeder(StedfortraederBody Body) : IKommando<StedfortraederSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        fejl.Tjek("brugernavn", Body.Brugernavn, Tekstregler.LaengsteKort, kraeves: true, enLinje: true);
        if (Body.Fra is null || Body.Til is null)
        {
            fejl.Tilfoej("fra", "Angiv både første og sidste dag, f.eks. 2025-07-07.");
        }
        else if (Body.Til < Body.Fra)
        {
            fejl.Tilfoej("til", "Sidste dag ligger før første dag.");
        }
    }
}

public sealed class UdpegStedfortraederHandler(Arbejde arbejde, Adgang adgang) : IRequestHandler<UdpegStedfortraeder, Svar<StedfortraederSvar>>
{
    private static readonly Fejl KunChefer = FaellesFejl.Forbudt("Kun en centerchef kan udpege sin stedfortræder, eller sekretariatet på chefens vegne.");

    public async Task<Svar<StedfortraederSvar>> Handle(UdpegStedfortraeder request, CancellationToken cancellationToken)
    {
        var chef = request.Body.For ?? adgang.Person.Brugernavn;
        var egen = chef == adgang.Person.Brugernavn;
        if (egen ? !adgang.Person.Har(Rolle.Centerchef) : !adgang.Person.ErSekretariat)
        {
            return KunChefer;
        }

        var db = arbejde.Db;
        foreach (var (felt, navn) in new[] { ("for", chef), ("brugernavn", request.Body.Brugernavn!) })
        {
            if (await db.Brugere.AsNoTracking().FirstOrDefaultAsync(b => b.Brugernavn == navn, cancellationToken) is not { } bruger)
            {
                return FaellesFejl.Input(felt, $"Der er ingen bruger, der hedder »{navn}«.");
            }

            if (felt == "brugernavn" && bruger.Spaerret is not null)
            {
                return FaellesFejl.Input(felt, $"{bruger.Navn} er spærret for log ind og kan ikke stå i en andens sted.");
            }
        }

        if (chef == request.Body.Brugernavn)
        {
            return FaellesFejl.Input("brugernavn", "En chef kan ikke være sin egen stedfortræder.");
        }

        var ny = new Stedfortraeder { Id = NytId.Guid(arbejde.Nu), For = chef, Brugernavn = request.Body.Brugernavn!, Fra = request.Body.Fra!.Value, Til = request.Body.Til!.Value };
        db.Stedfortraedere.Add(ny);
        arbejde.Historik.Tilfoej(Kaeder.System, "stedfortraeder-udpeget", $"{ny.Brugernavn} er stedfortræder for {ny.For} fra {ny.Fra:dd-MM-yyyy} til {ny.Til:dd-MM-yyyy}.");
        return Svar(ny);
    }

    internal static StedfortraederSvar Svar(Stedfortraeder s) => new(s.Id, s.For, s.Brugernavn, s.Fra, s.Til);
}

/// <summary>Lists deputies, the latest first.</summary>
public sealed record HentStedfortraedere(Side Side) : IForespoergsel<Liste<StedfortraederSvar>>;

public sealed class HentStedfortraedereHandler(Arbejde arbejde) : IRequestHandler<HentStedfortraedere, Svar<Liste<StedfortraederSvar>>>
{
    public async Task<Svar<Liste<StedfortraederSvar>>> Handle(HentStedfortraedere request, CancellationToken cancellationToken)
    {
        var alle = await arbejde.Db.Stedfortraedere.AsNoTracking().OrderByDescending(s => s.Fra).ToListAsync(cancellationToken);
        return Liste<StedfortraederSvar>.Af([.. alle.Select(UdpegStedfortraederHandler.Svar)], request.Side);
    }
}

/// <summary>One deputy.</summary>
public sealed record HentStedfortraeder(Guid Id) : IForespoergsel<StedfortraederSvar>;

public sealed class HentStedfortraederHandler(Arbejde arbejde) : IRequestHandler<HentStedfortraeder, Svar<StedfortraederSvar>>
{
    public async Task<Svar<StedfortraederSvar>> Handle(HentStedfortraeder request, CancellationToken cancellationToken) =>
        await arbejde.Db.Stedfortraedere.AsNoTracking().FirstOrDefaultAsync(s => s.Id == request.Id, cancellationToken) is { } fundet
            ? UdpegStedfortraederHandler.Svar(fundet)
            : FaellesFejl.FindesIkke("Stedfortræderen");
}

/// <summary>The addresses of people.</summary>
public static class BrugereEndpoints
{
    public static void MapBrugere(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").WithTags("Brugere");
        api.MapGet("/mig", (IMediator mediator, HttpContext http, CancellationToken ct) => mediator.SvarAsync(new HentMig(), http, ct))
            .WithSummary("Den, der er logget ind").Produces<MigSvar>();
        api.MapGet("/personer", (int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentPersoner(Side.Af(side, antal)), http, ct)).WithSummary("Alle, der kan logge ind, og deres roller (administrator)").Produces<Liste<PersonSvar>>();
        api.MapPost("/personer", (PersonBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.OprettetAsync(new OpretPerson(body), p => $"/api/personer/{Uri.EscapeDataString(p.Brugernavn)}", http, ct)).WithSummary("Lad en person logge ind (administrator)").Produces<PersonSvar>(StatusCodes.Status201Created);
        api.MapGet("/personer/{brugernavn}", (string brugernavn, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentPerson(brugernavn), http, ct)).WithSummary("En person og rollerne (administrator)").Produces<PersonSvar>();
        api.MapPatch("/personer/{brugernavn}", (string brugernavn, PersonrettelseBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new RetPerson(brugernavn, body), http, ct)).WithSummary("Ret en persons navn eller e-mail (administrator)").Produces<PersonSvar>();
        api.MapPost("/personer/{brugernavn}/spaerring", (string brugernavn, SpaerringBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new SpaerPerson(brugernavn, body), http, ct)).WithSummary("Spær en person for log ind (administrator)").Produces<PersonSvar>();
        api.MapPost("/personer/{brugernavn}/spaerring/ophaevelse", (string brugernavn, SpaerringBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new OphaevSpaerring(brugernavn, body), http, ct)).WithSummary("Ophæv en spærring (administrator)").Produces<PersonSvar>();
        api.MapPost("/personer/{brugernavn}/roller", (string brugernavn, TildelingBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new TildelRolle(brugernavn, body), http, ct)).WithSummary("Giv en person en rolle (administrator)").Produces<TildelingSvar>();
        api.MapPost("/personer/{brugernavn}/roller/{id:guid}/afslutning", (string brugernavn, Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new AfslutRolle(brugernavn, id), http, ct)).WithSummary("Tag en rolle fra en person (administrator)").Produces<TildelingSvar>();
        api.MapGet("/beskeder", (int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentBeskeder(Side.Af(side, antal)), http, ct)).WithSummary("Hvad du er blevet fortalt, det nyeste først").Produces<Liste<BeskedSvar>>();
        api.MapPost("/stedfortraedere", (StedfortraederBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.OprettetAsync(new UdpegStedfortraeder(body), s => $"/api/stedfortraedere/{s.Id}", http, ct)).WithSummary("Udpeg en stedfortræder").Produces<StedfortraederSvar>(StatusCodes.Status201Created);
        api.MapGet("/stedfortraedere/{id:guid}", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentStedfortraeder(id), http, ct)).WithSummary("En stedfortræder").Produces<StedfortraederSvar>();
        api.MapGet("/stedfortraedere", (int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentStedfortraedere(Side.Af(side, antal)), http, ct)).WithSummary("Stedfortrædere").Produces<Liste<StedfortraederSvar>>();
    }
}

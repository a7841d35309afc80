using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Forelaeggelser;

/// <summary>A forelæggelse with its own text.</summary>
public sealed record ForelaeggelseSvar(
    Guid Id, Guid SagId, string? Journalnummer, string Forum, Behandling Rolle, ForelaeggelseTilstand Tilstand, bool Udsat, DateOnly? OensketDato,
    string Titel, string? Baggrund, IndstillingSvar? Indstilling, string? Sagsfremstilling, string? Oekonomi, bool Lukket, int Version) : IVersionssvar
{
    /// <param name="f">One the caller may see.</param>
    /// <param name="sag">Its case.</param>
    /// <param name="sagTitel">The case's title as the caller may see it; shown until the forelæggelse has a text of its own.</param>
    public static ForelaeggelseSvar Af(Forelaeggelse f, Sag sag, string sagTitel) => new(
        f.Id.Value, sag.Id.Value, sag.Journalnummer, f.ForumId, f.Behandling, f.Tilstand, f.Udsat, f.OensketDato,
        f.Indhold?.Titel ?? sagTitel, f.Indhold?.Baggrund, IndstillingSvar.Af(f.Indhold?.Indstilling), f.Indhold?.Sagsfremstilling, f.Indhold?.Oekonomi, f.Lukket is not null, f.Version);
}

/// <summary>One forelæggelse.</summary>
public sealed record HentForelaeggelse(ForelaeggelseId Id) : IForespoergsel<ForelaeggelseSvar>;

/// <summary>Finds forelæggelser for a caller.</summary>
public sealed class Forelaeggelsesadgang(Arbejde arbejde, Adgang adgang)
{
    /// <summary>A forelæggelse the caller may see, with its case; or null.</summary>
    public async Task<(Forelaeggelse Forelaeggelse, Sag Sag)?> FindAsync(ForelaeggelseId id, CancellationToken ct)
    {
        var f = await arbejde.Db.Forelaeggelser.FirstOrDefaultAsync(x => x.Id == id, ct);
        return f is not null && await adgang.FindSagAsync(f.SagId, ct) is { } sag && adgang.Ser(f, sag.CenterId) ? (f, sag) : null;
    }
}

public sealed class HentForelaeggelseHandler(Forelaeggelsesadgang adgang, Sagsvisning visning) : IRequestHandler<HentForelaeggelse, Svar<ForelaeggelseSvar>>
{
    public async Task<Svar<ForelaeggelseSvar>> Handle(HentForelaeggelse request, CancellationToken cancellationToken) =>
        await adgang.FindAsync(request.Id, cancellationToken) is var (f, sag)
            ? ForelaeggelseSvar.Af(f, sag, await visning.TitelAsync(sag, cancellationToken))
            : SagFejl.ForelaeggelseFindesIkke;
}

/// <summary>What waits for a meeting: the secretary's waiting list, the longest waiting first.</summary>
/// <param name="Forum">Only those of one forum.</param>
public sealed record HentVenteliste(string? Forum, Side Side) : IForespoergsel<Liste<ForelaeggelseSvar>>
{
    /// <summary>Only those of forums the caller is secretary of.</summary>
    public bool SomSekretaer { get; init; }
}

public sealed class HentVentelisteHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora) : IRequestHandler<HentVenteliste, Svar<Liste<ForelaeggelseSvar>>>
{
    public async Task<Svar<Liste<ForelaeggelseSvar>>> Handle(HentVenteliste request, CancellationToken cancellationToken)
    {
        var db = arbejde.Db;
        var forum = request.Forum is null ? null : fora.Forum(request.Forum)?.Id ?? request.Forum;
        var synlige = db.Sager.Where(adgang.SynligSag);
        var uafgjorte = db.UafgjortePunkter();
        var (centre, egneFora) = (adgang.Person.Centre, adgang.Person.Fora);
        var sekretaerFor = egneFora.Where(adgang.Person.ErSekretaerFor).ToList();
        var kunSomSekretaer = request.SomSekretaer;
        var klar = await (
            from f in db.Forelaeggelser.AsNoTracking()
            join s in synlige on f.SagId equals s.Id
            where f.Tilstand == ForelaeggelseTilstand.Klar && (forum == null || f.ForumId == forum) && (!kunSomSekretaer || sekretaerFor.Contains(f.ForumId))
                && (f.Lukket == null || egneFora.Contains(f.ForumId) || centre.Contains(s.CenterId))
                && !uafgjorte.Any(p => p.ForelaeggelseId == f.Id)
            select f.Id).ToListAsync(cancellationToken);

        // Put in order here: the database would go through all there ever were in that order.
        var ider = klar.OrderBy(id => id.Value).Skip(request.Side.Spring).Take(request.Side.Antal).ToList();
        var udsnit = await (
            from f in db.Forelaeggelser.AsNoTracking()
            join s in db.Sager.AsNoTracking() on f.SagId equals s.Id
            where ider.Contains(f.Id)
            orderby f.Id
            select new { Forelaeggelse = f, Sag = s }).ToListAsync(cancellationToken);

        // What is ready has a text of its own, so that the case's title is not asked for.
        return Liste<ForelaeggelseSvar>.Af([.. udsnit.Select(x => ForelaeggelseSvar.Af(x.Forelaeggelse, x.Sag, x.Forelaeggelse.Indhold!.Titel))], klar.Count, request.Side);
    }
}

/// <summary>Gives a forelæggelse its own text for its forum.</summary>
public sealed record SkrivForelaeggelse(ForelaeggelseId Id, IndholdBody Body) : IKommando<ForelaeggelseSvar>, IValideres
{
    public void Valider(Feltfejl fejl) => Body.ValiderIndhold(fejl);
}

public sealed class SkrivForelaeggelseHandler(Forelaeggelsesadgang find, Arbejde arbejde, Adgang adgang, Kald kald, Forakatalog fora) : IRequestHandler<SkrivForelaeggelse, Svar<ForelaeggelseSvar>>
{
    public async Task<Svar<ForelaeggelseSvar>> Handle(SkrivForelaeggelse request, CancellationToken cancellationToken)
    {
        if (await find.FindAsync(request.Id, cancellationToken) is not var (f, sag))
        {
            return SagFejl.ForelaeggelseFindesIkke;
        }

        if (!adgang.Person.Centre.Contains(sag.CenterId, StringComparer.Ordinal) && !adgang.Person.ErSekretaerFor(f.ForumId))
        {
            return SagFejl.IkkeDitCenter;
        }

        if (kald.TjekVersion(f.Version) is { } foraeldet)
        {
            return foraeldet;
        }

        if (f.Tilstand is ForelaeggelseTilstand.Behandlet or ForelaeggelseTilstand.Udgaaet)
        {
            return SagFejl.Behandlet;
        }

        // A sent agenda froze its own copy; this text goes out with the next edition.
        f.Indhold = request.Body.SomIndhold(f.Indhold ?? sag.Indhold, arbejde.Nu);
        arbejde.Historik.Tilfoej(f.Kaede, "forelaeggelse-aendret", $"Teksten til {fora.Navn(f.ForumId)} er ændret.", forelaeggelse: f.Id);
        await arbejde.SkrivNuAsync(cancellationToken);
        return ForelaeggelseSvar.Af(f, sag, f.Indhold.Titel);
    }
}

/// <summary>The addresses of forelæggelser.</summary>
public static class ForelaeggelserEndpoints
{
    public static void MapForelaeggelser(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/forelaeggelser").WithTags("Forelæggelser");
        api.MapGet("", (string? forum, int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentVenteliste(forum, Side.Af(side, antal)), http, ct)).WithSummary("Ventelisten: det, der er klar til en dagsorden").Produces<Liste<ForelaeggelseSvar>>();
        api.MapGet("/{id:guid}", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentForelaeggelse(new ForelaeggelseId(id)), http, ct)).WithSummary("En forelæggelse med sin tekst").Produces<ForelaeggelseSvar>();
        api.MapPut("/{id:guid}/indhold", (Guid id, IndholdBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new SkrivForelaeggelse(new ForelaeggelseId(id), body), http, ct)).WithSummary("Teksten til netop dette forum").Produces<ForelaeggelseSvar>();
    }
}

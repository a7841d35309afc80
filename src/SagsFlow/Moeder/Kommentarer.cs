using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Moeder;

/// <summary>What a member of the forum, or its secretary, has said of an item. Seen by the forum only; it is no part of the minutes.</summary>
public sealed class Kommentar : IPaaKaede
{
    public Guid Id { get; init; }

    public DagsordenspunktId DagsordenspunktId { get; init; }

    public SagId? SagId { get; init; }

    public MoedeId MoedeId { get; init; }

    public required string Tekst { get; init; }

    public required string Af { get; init; }

    public DateTimeOffset Tid { get; init; }

    public string Kaede => SagId is { } sag ? Kaeder.Sag(sag) : Kaeder.Moede(MoedeId);
}

/// <summary>A comment as clients send it.</summary>
public sealed record KommentarBody(string? Tekst);

/// <summary>A comment as the API shows it.</summary>
public sealed record KommentarSvar(Guid Id, string Tekst, string Af, DateTimeOffset Tid)
{
    public static KommentarSvar Som(Kommentar k) => new(k.Id, k.Tekst, k.Af, k.Tid);
}

/// <summary>Comments on an item.</summary>
public sealed record Kommenter(Guid PunktId, KommentarBody Body) : IKommando<KommentarSvar>, IValideres
{
    public void Valider(Feltfejl fejl) => fejl.Tjek("tekst", Body.Tekst, Tekstregler.LaengsteTekst, kraeves: true);
}

public sealed class KommenterHandler(Arbejde arbejde, Forumpunkter punkter) : IRequestHandler<Kommenter, Svar<KommentarSvar>>
{
    public async Task<Svar<KommentarSvar>> Handle(Kommenter request, CancellationToken cancellationToken)
    {
        var (punkt, fejl) = await punkter.FindAsync(request.PunktId, cancellationToken);
        if (punkt is null)
        {
            return fejl!;
        }

        var kommentar = new Kommentar
        {
            Id = NytId.Guid(arbejde.Nu),
            DagsordenspunktId = punkt.Id,
            SagId = punkt.SagId,
            MoedeId = punkt.MoedeId,
            Tekst = request.Body.Tekst!.Trim(),
            Af = arbejde.Aktoer,
            Tid = arbejde.Nu,
        };
        arbejde.Db.Kommentarer.Add(kommentar);
        return KommentarSvar.Som(kommentar);
    }
}

/// <summary>An item's comments, the oldest first.</summary>
public sealed record HentKommentarer(Guid PunktId, Side Side) : IForespoergsel<Liste<KommentarSvar>>;

public sealed class HentKommentarerHandler(Forumpunkter punkter) : IRequestHandler<HentKommentarer, Svar<Liste<KommentarSvar>>>
{
    public async Task<Svar<Liste<KommentarSvar>>> Handle(HentKommentarer request, CancellationToken cancellationToken)
    {
        var (punkt, fejl) = await punkter.FindAsync(request.PunktId, cancellationToken);
        if (punkt is null)
        {
            return fejl!;
        }

        return Liste<KommentarSvar>.Af([.. (await punkter.KommentarerAsync([punkt.Id], cancellationToken))[punkt.Id]], request.Side);
    }
}

/// <summary>Finds items for those who belong to the forum.</summary>
public sealed class Forumpunkter(Arbejde arbejde, Adgang adgang, Punktvisning visning)
{
    /// <summary>The item when the caller belongs to its forum; 404 when the caller may not know of it, else 403.</summary>
    public async Task<(Dagsordenspunkt? Punkt, Fejl? Fejl)> FindAsync(Guid id, CancellationToken ct)
    {
        var punktId = new DagsordenspunktId(id);
        if (await arbejde.Db.Dagsordenspunkter.FirstOrDefaultAsync(p => p.Id == punktId, ct) is not { } punkt)
        {
            return (null, MoedeFejl.PunktFindesIkke);
        }

        var moede = await arbejde.Db.Moeder.FirstAsync(m => m.Id == punkt.MoedeId, ct);
        return adgang.SerKladde(moede.ForumId) ? (punkt, null)
            : await visning.VisAsync(moede, punkt, ct) is { Lukket: false } ? (null, MoedeFejl.KunForum)
            : (null, MoedeFejl.PunktFindesIkke);
    }

    /// <summary>What has been said of items of the caller's own forum, the oldest first.</summary>
    public async Task<ILookup<DagsordenspunktId, KommentarSvar>> KommentarerAsync(IReadOnlyCollection<DagsordenspunktId> punkter, CancellationToken ct)
    {
        var alle = await arbejde.Db.Kommentarer.AsNoTracking().Where(k => punkter.Contains(k.DagsordenspunktId)).OrderBy(k => k.Tid).ThenBy(k => k.Id).ToListAsync(ct);
        return alle.ToLookup(k => k.DagsordenspunktId, KommentarSvar.Som);
    }
}

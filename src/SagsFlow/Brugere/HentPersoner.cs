using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Brugere;

/// <summary>Everybody who can sign in, with their roles; for administrators.</summary>
public sealed record HentPersoner(Side Side) : IForespoergsel<Liste<PersonSvar>>;

/// <param name="Email">Where mail is sent; null for nowhere.</param>
public sealed record PersonSvar(string Brugernavn, string Navn, string? Email, IReadOnlyList<TildelingSvar> Roller, int Version) : IVersionssvar
{
    /// <summary>Since when the person may not sign in; null for one who may.</summary>
    public DateTimeOffset? Spaerret { get; init; }

    public string? SpaerretGrund { get; init; }

    /// <summary>What the administrator is to see to; told once, when the person is kept out.</summary>
    public IReadOnlyList<string> Advarsler { get; init; } = [];
}

/// <summary>A role, the center or forum it is held in, and between which days.</summary>
public sealed record TildelingSvar(Guid Id, Rolle Rolle, string? Enhed, DateOnly? GyldigFra, DateOnly? GyldigTil);

public sealed class HentPersonerHandler(Arbejde arbejde, Adgang adgang) : IRequestHandler<HentPersoner, Svar<Liste<PersonSvar>>>
{
    internal static readonly Fejl KunAdmin = FaellesFejl.Forbudt("Kun en administrator kan se, hvem der kan logge ind.");

    public async Task<Svar<Liste<PersonSvar>>> Handle(HentPersoner request, CancellationToken cancellationToken)
    {
        if (!adgang.Person.ErAdmin)
        {
            return KunAdmin;
        }

        // No database here puts names in order as Danes do.
        var alle = (await arbejde.Db.Brugere.AsNoTracking().ToListAsync(cancellationToken)).OrderBy(b => b.Navn, Dansk.Alfabet).ToList();
        var brugere = alle.Skip(request.Side.Spring).Take(request.Side.Antal).ToList();
        var navne = brugere.Select(b => b.Brugernavn).ToArray();
        var roller = (await arbejde.Db.Rolletildelinger.AsNoTracking().Where(r => navne.Contains(r.Brugernavn)).ToListAsync(cancellationToken)).ToLookup(r => r.Brugernavn, StringComparer.Ordinal);
        return Liste<PersonSvar>.Af([.. brugere.Select(b => Svar(b, roller[b.Brugernavn]))], alle.Count, request.Side);
    }

    internal static PersonSvar Svar(Bruger b, IEnumerable<Rolletildeling> roller) =>
        new(b.Brugernavn, b.Navn, b.Email, [.. roller.OrderBy(r => r.Rolle).ThenBy(r => r.Enhed, StringComparer.Ordinal).Select(Svar)], b.Version) { Spaerret = b.Spaerret, SpaerretGrund = b.SpaerretGrund };

    internal static async Task<PersonSvar> SvarAsync(SagDbContext db, Bruger b, CancellationToken ct)
    {
        var navn = b.Brugernavn;
        return Svar(b, await db.Rolletildelinger.AsNoTracking().Where(r => r.Brugernavn == navn).ToListAsync(ct));
    }

    internal static TildelingSvar Svar(Rolletildeling r) => new(r.Id, r.Rolle, r.Enhed, r.GyldigFra, r.GyldigTil);
}

/// <summary>One person; for administrators.</summary>
public sealed record HentPerson(string Brugernavn) : IForespoergsel<PersonSvar>;

public sealed class HentPersonHandler(Arbejde arbejde, Adgang adgang) : IRequestHandler<HentPerson, Svar<PersonSvar>>
{
    public async Task<Svar<PersonSvar>> Handle(HentPerson request, CancellationToken cancellationToken)
    {
        if (!adgang.Person.ErAdmin)
        {
            return HentPersonerHandler.KunAdmin;
        }

        var navn = request.Brugernavn;
        return await arbejde.Db.Brugere.AsNoTracking().FirstOrDefaultAsync(b => b.Brugernavn == navn, cancellationToken) is { } bruger
            ? await HentPersonerHandler.SvarAsync(arbejde.Db, bruger, cancellationToken)
            : Rollestyring.PersonFindesIkke;
    }
}

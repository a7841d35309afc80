using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Brugere;

/// <summary>Everybody who can sign in, with their roles; for administrators.</summary>
public sealed record HentPersoner(Side Side) : IForespoergsel<Liste<PersonSvar>>;

/// <param name="Email">Where mail is sent; null for nowhere.</param>
public sealed record PersonSvar(string Brugernavn, string Navn, string? Email, IReadOnlyList<TildelingSvar> Roller);

/// <summary>A role, the center or forum it is held in, and between which days.</summary>
public sealed record TildelingSvar(Rolle Rolle, string? Enhed, DateOnly? GyldigFra, DateOnly? GyldigTil);

public sealed class HentPersonerHandler(Arbejde arbejde, Adgang adgang) : IRequestHandler<HentPersoner, Svar<Liste<PersonSvar>>>
{
    private static readonly Fejl KunAdmin = FaellesFejl.Forbudt("Kun en administrator kan se, hvem der kan logge ind.");

    public async Task<Svar<Liste<PersonSvar>>> Handle(HentPersoner request, CancellationToken cancellationToken)
    {
        if (!adgang.Person.ErAdmin)
        {
            return KunAdmin;
        }

        var total = await arbejde.Db.Brugere.CountAsync(cancellationToken);
        var brugere = await arbejde.Db.Brugere.AsNoTracking().OrderBy(b => b.Navn).Skip(request.Side.Spring).Take(request.Side.Antal).ToListAsync(cancellationToken);
        var navne = brugere.Select(b => b.Brugernavn).ToArray();
        var roller = (await arbejde.Db.Rolletildelinger.AsNoTracking().Where(r => navne.Contains(r.Brugernavn)).ToListAsync(cancellationToken)).ToLookup(r => r.Brugernavn, StringComparer.Ordinal);
        return Liste<PersonSvar>.Af(
            [
                .. brugere.Select(b => new PersonSvar(
                    b.Brugernavn, b.Navn, b.Email, [.. roller[b.Brugernavn].OrderBy(r => r.Rolle).ThenBy(r => r.Enhed, StringComparer.Ordinal).Select(r => new TildelingSvar(r.Rolle, r.Enhed, r.GyldigFra, r.GyldigTil))])),
            ],
            total,
            request.Side);
    }
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Brugere;

/// <summary>Who the caller is.</summary>
public sealed record HentMig : IForespoergsel<MigSvar>;

/// <summary>The signed-in person.</summary>
/// <param name="Email">Where the person's mail is sent; null for nowhere.</param>
public sealed record MigSvar(string Brugernavn, string Navn, string? Email, IReadOnlyList<RolleSvar> Roller);

/// <summary>A role and the center or forum it is held in.</summary>
public sealed record RolleSvar(Rolle Rolle, string? Enhed);

public sealed class HentMigHandler(Arbejde arbejde, Kald kald) : IRequestHandler<HentMig, Svar<MigSvar>>
{
    public async Task<Svar<MigSvar>> Handle(HentMig request, CancellationToken cancellationToken)
    {
        var person = kald.Person;
        var email = await arbejde.Db.Brugere.Where(b => b.Brugernavn == person.Brugernavn).Select(b => b.Email).FirstOrDefaultAsync(cancellationToken);
        return new MigSvar(person.Brugernavn, person.Navn, email, [.. person.Roller.Select(r => new RolleSvar(r.Rolle, r.Enhed))]);
    }
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Sager;

namespace SagsFlow.Brugere;

/// <summary>What is changed of a person; what is left out stays.</summary>
/// <param name="Ryd">Fields to empty: <c>email</c>, so that mail is sent nowhere.</param>
public sealed record PersonrettelseBody(string? Navn, string? Email, IReadOnlyList<string>? Ryd);

/// <summary>Changes a person's name or mail; what they sign in as stays. For administrators.</summary>
public sealed record RetPerson(string Brugernavn, PersonrettelseBody Body) : IKommando<PersonSvar>, IValideres
{
    internal const string RydEmail = "email";

    public void Valider(Feltfejl fejl)
    {
        fejl.Tjek("navn", Body.Navn, Tekstregler.LaengsteKort, kraeves: Body.Navn is not null, enLinje: true);
        TjekEmail(fejl, Body.Email);
        if (Body.Ryd?.FirstOrDefault(r => r != RydEmail) is { } ukendt)
        {
            fejl.Tilfoej("ryd", $"»{ukendt}« kan ikke ryddes. Det kan {RydEmail}.");
        }
    }

    internal static void TjekEmail(Feltfejl fejl, string? skrevet)
    {
        if (IndholdBody.Tom(skrevet) is { } email && !System.Net.Mail.MailAddress.TryCreate(email, out _))
        {
            fejl.Tilfoej("email", $"»{email}« er ikke en e-mailadresse.");
        }
    }
}

public sealed class RetPersonHandler(Arbejde arbejde, Adgang adgang, Kald kald) : IRequestHandler<RetPerson, Svar<PersonSvar>>
{
    public async Task<Svar<PersonSvar>> Handle(RetPerson request, CancellationToken cancellationToken)
    {
        var (navn, body) = (request.Brugernavn, request.Body);
        if (!adgang.Person.ErAdmin)
        {
            return Rollestyring.KunAdmin;
        }

        if (await arbejde.Db.Brugere.FirstOrDefaultAsync(b => b.Brugernavn == navn, cancellationToken) is not { } bruger)
        {
            return Rollestyring.PersonFindesIkke;
        }

        if (kald.TjekVersion(bruger.Version) is { } foraeldet)
        {
            return foraeldet;
        }

        var aendret = new List<string>();
        if (IndholdBody.Tom(body.Navn) is { } nyt && nyt != bruger.Navn)
        {
            aendret.Add($"hed før {bruger.Navn} og hedder nu {nyt}");
            bruger.Navn = nyt;
        }

        var email = body.Ryd?.Contains(RetPerson.RydEmail) == true ? null : IndholdBody.Tom(body.Email) ?? bruger.Email;
        if (email != bruger.Email)
        {
            // The address itself is not kept for ever: the history is never erased.
            aendret.Add(email is null ? "har ikke længere en e-mailadresse" : "har fået en anden e-mailadresse");
            bruger.Email = email;
        }

        if (aendret.Count > 0)
        {
            arbejde.Historik.Tilfoej(Kaeder.System, "person-rettet", $"{bruger.Brugernavn} {string.Join(" og ", aendret)}.");
            await arbejde.SkrivNuAsync(cancellationToken);
        }

        return await HentPersonerHandler.SvarAsync(arbejde.Db, bruger, cancellationToken);
    }
}

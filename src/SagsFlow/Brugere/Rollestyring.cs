using System.Text.RegularExpressions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Sager;

namespace SagsFlow.Brugere;

/// <param name="Brugernavn">What they sign in as; small letters, digits, dot and hyphen.</param>
/// <param name="Email">Where mail is sent; left out: nowhere.</param>
public sealed record PersonBody(string? Brugernavn, string? Navn, string? Email);

/// <summary>Lets somebody sign in; without a role they read what is open. For administrators.</summary>
public sealed partial record OpretPerson(PersonBody Body) : IKommando<PersonSvar>, IValideres
{
    private const int Laengste = 64;

    public void Valider(Feltfejl fejl)
    {
        if (Body.Brugernavn?.Trim() is not { Length: > 0 and <= Laengste } navn || !Brugernavn().IsMatch(navn))
        {
            fejl.Tilfoej("brugernavn", "Skriv et brugernavn med små bogstaver, tal, punktum eller bindestreg, f.eks. »mette.hansen«.");
        }

        fejl.Tjek("navn", Body.Navn, Tekstregler.LaengsteKort, kraeves: true, enLinje: true);
        RetPerson.TjekEmail(fejl, Body.Email);
    }

    [GeneratedRegex("^[a-zæøå0-9][a-zæøå0-9.-]*$", RegexOptions.None, 1000)]
    private static partial Regex Brugernavn();
}

public sealed class OpretPersonHandler(Arbejde arbejde, Adgang adgang) : IRequestHandler<OpretPerson, Svar<PersonSvar>>
{
    public async Task<Svar<PersonSvar>> Handle(OpretPerson request, CancellationToken cancellationToken)
    {
        if (!adgang.Person.ErAdmin)
        {
            return Rollestyring.KunAdmin;
        }

        var navn = request.Body.Brugernavn!.Trim();
        if (await arbejde.Db.Brugere.AnyAsync(b => b.Brugernavn == navn, cancellationToken))
        {
            return FaellesFejl.Input("brugernavn", $"Der er allerede en, der hedder »{navn}«.");
        }

        var ny = new Bruger { Brugernavn = navn, Navn = request.Body.Navn!.Trim(), Email = IndholdBody.Tom(request.Body.Email) };
        arbejde.Db.Brugere.Add(ny);
        arbejde.Historik.Tilfoej(Kaeder.System, "person-oprettet", $"{ny.Navn} ({ny.Brugernavn}) kan logge ind.");
        return HentPersonerHandler.Svar(ny, []);
    }
}

/// <param name="Enhed">A center's or forum's id, for roles held in one.</param>
/// <param name="GyldigFra">First day; left out: today.</param>
/// <param name="GyldigTil">Last day; left out: until it is ended.</param>
public sealed record TildelingBody(Rolle? Rolle, string? Enhed, DateOnly? GyldigFra, DateOnly? GyldigTil);

/// <summary>Gives somebody a role. For administrators.</summary>
public sealed record TildelRolle(string Brugernavn, TildelingBody Body) : IKommando<TildelingSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        if (Body.Rolle is null)
        {
            fejl.Tilfoej("rolle", $"Vælg en rolle: {string.Join(", ", Enum.GetValues<Rolle>().Select(Navne.Ord))}.");
        }

        if (Body.GyldigTil < Body.GyldigFra)
        {
            fejl.Tilfoej("gyldigTil", "Sidste dag ligger før første dag.");
        }
    }
}

public sealed class TildelRolleHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora) : IRequestHandler<TildelRolle, Svar<TildelingSvar>>
{
    public async Task<Svar<TildelingSvar>> Handle(TildelRolle request, CancellationToken cancellationToken)
    {
        if (!adgang.Person.ErAdmin)
        {
            return Rollestyring.KunAdmin;
        }

        var (navn, body) = (request.Brugernavn, request.Body);
        if (!await arbejde.Db.Brugere.AnyAsync(b => b.Brugernavn == navn, cancellationToken))
        {
            return Rollestyring.PersonFindesIkke;
        }

        var enhed = Rollestyring.Enhed(body.Rolle!.Value, IndholdBody.Tom(body.Enhed), fora);
        if (enhed.Fejl is { } forkert)
        {
            return forkert;
        }

        var ny = new Rolletildeling
        {
            Id = NytId.Guid(arbejde.Nu),
            Brugernavn = navn,
            Rolle = body.Rolle.Value,
            Enhed = enhed.Vaerdi.Length == 0 ? null : enhed.Vaerdi,
            GyldigFra = body.GyldigFra ?? LokalTid.Dato(arbejde.Nu),
            GyldigTil = body.GyldigTil,
        };
        arbejde.Db.Rolletildelinger.Add(ny);
        arbejde.Historik.Tilfoej(
            Kaeder.System, "rolle-tildelt", $"{navn} er {Rollestyring.Ord(ny, fora)} fra {ny.GyldigFra:dd-MM-yyyy}{(ny.GyldigTil is { } til ? $" til {til:dd-MM-yyyy}" : "")}.");
        return HentPersonerHandler.Svar(ny);
    }
}

/// <summary>Ends a role: yesterday was its last day, so that it is gone at once. For administrators.</summary>
public sealed record AfslutRolle(string Brugernavn, Guid Id) : IKommando<TildelingSvar>;

public sealed class AfslutRolleHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora) : IRequestHandler<AfslutRolle, Svar<TildelingSvar>>
{
    public async Task<Svar<TildelingSvar>> Handle(AfslutRolle request, CancellationToken cancellationToken)
    {
        if (!adgang.Person.ErAdmin)
        {
            return Rollestyring.KunAdmin;
        }

        if (await arbejde.Db.Rolletildelinger.FirstOrDefaultAsync(r => r.Id == request.Id && r.Brugernavn == request.Brugernavn, cancellationToken) is not { } rolle)
        {
            return Rollestyring.RolleFindesIkke;
        }

        // With nobody left to give roles, none could be given any more.
        if (rolle.Rolle == Rolle.Admin && rolle.Brugernavn == adgang.Person.Brugernavn)
        {
            return Rollestyring.EgenAdmin;
        }

        var igaar = LokalTid.Dato(arbejde.Nu).AddDays(-1);
        if (rolle.GyldigTil is null || rolle.GyldigTil > igaar)
        {
            rolle.GyldigTil = igaar;
            arbejde.Historik.Tilfoej(Kaeder.System, "rolle-afsluttet", $"{rolle.Brugernavn} er ikke længere {Rollestyring.Ord(rolle, fora)}.");
        }

        return HentPersonerHandler.Svar(rolle);
    }
}

/// <summary>What roles are held in, and what is said of them.</summary>
public static class Rollestyring
{
    public static readonly Fejl KunAdmin = FaellesFejl.Forbudt("Kun en administrator kan ændre, hvem der kan logge ind, og hvad de må.");
    public static readonly Fejl PersonFindesIkke = FaellesFejl.FindesIkke("Personen");
    public static readonly Fejl RolleFindesIkke = FaellesFejl.FindesIkke("Rollen");
    public static readonly Fejl EgenAdmin = FaellesFejl.Forbudt("Du kan ikke tage administratorrollen fra dig selv. Bed en anden administrator om det.");

    /// <summary>Whether a role is held in a center or a forum; null for one that is held in neither.</summary>
    public static bool? HarCenter(Rolle rolle) => rolle switch
    {
        Rolle.Sagsbehandler or Rolle.Centerchef => true,
        Rolle.ForumSekretaer or Rolle.ForumMedlem => false,
        _ => null,
    };

    /// <summary>What a role is called.</summary>
    public static string Ord(Rolle rolle) => rolle switch
    {
        Rolle.Sagsbehandler => "Sagsbehandler",
        Rolle.Centerchef => "Centerchef",
        Rolle.Sekretariat => "Sekretariat",
        Rolle.ForumSekretaer => "Sekretær",
        Rolle.ForumMedlem => "Medlem",
        Rolle.Laeser => "Læser",
        Rolle.Admin => "Administrator",
        _ => throw new ArgumentOutOfRangeException(nameof(rolle), rolle, null),
    };

    /// <summary>What a role's unit is called; empty for none.</summary>
    public static string Enhedsnavn(string? enhed, Forakatalog fora) => enhed is null ? "" : fora.Center(enhed)?.Navn ?? fora.Forum(enhed)?.Navn ?? enhed;

    internal static string Ord(Rolletildeling r, Forakatalog fora) => $"{Ord(r.Rolle).ToLowerInvariant()}{(r.Enhed is null ? "" : $" i {Enhedsnavn(r.Enhed, fora)}")}";

    /// <summary>The unit's id, empty for a role held in none; or why it does not go with the role.</summary>
    internal static Svar<string> Enhed(Rolle rolle, string? enhed, Forakatalog fora) => (HarCenter(rolle), enhed) switch
    {
        (null, null) => "",
        (null, _) => FaellesFejl.Input("enhed", $"Rollen {Ord(rolle).ToLowerInvariant()} hører ikke til et center eller et forum. Lad feltet være tomt."),
        (true, null) => FaellesFejl.Input("enhed", $"Vælg det center, personen er {Ord(rolle).ToLowerInvariant()} i."),
        (false, null) => FaellesFejl.Input("enhed", $"Vælg det forum, personen er {Ord(rolle).ToLowerInvariant()} i."),
        (true, { } id) => fora.Center(id) is { } center ? center.Id : FaellesFejl.Input("enhed", $"»{id}« er ikke et center."),
        (false, { } id) => fora.Forum(id) is { } forum ? forum.Id : FaellesFejl.Input("enhed", $"»{id}« er ikke et forum."),
    };
}

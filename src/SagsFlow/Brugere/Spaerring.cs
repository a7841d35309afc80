using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;

namespace SagsFlow.Brugere;

/// <summary>Why somebody may not sign in, or may again.</summary>
public sealed record SpaerringBody(string? Begrundelse);

/// <summary>
/// Keeps somebody out from their next request on: no session, key or calendar address is good any more, and no mail is sent. What they did
/// stays theirs. For administrators.
/// </summary>
public sealed record SpaerPerson(string Brugernavn, SpaerringBody Body) : IKommando<PersonSvar>, IValideres
{
    public void Valider(Feltfejl fejl) => fejl.Tjek("begrundelse", Body.Begrundelse, Tekstregler.LaengsteKort, kraeves: true, enLinje: true);
}

public sealed class SpaerPersonHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora) : IRequestHandler<SpaerPerson, Svar<PersonSvar>>
{
    public async Task<Svar<PersonSvar>> Handle(SpaerPerson request, CancellationToken cancellationToken)
    {
        var navn = request.Brugernavn;
        if (!adgang.Person.ErAdmin)
        {
            return Rollestyring.KunAdmin;
        }

        if (await arbejde.Db.Brugere.FirstOrDefaultAsync(b => b.Brugernavn == navn, cancellationToken) is not { } bruger)
        {
            return Rollestyring.PersonFindesIkke;
        }

        if (navn == adgang.Person.Brugernavn)
        {
            return SpaerringFejl.SigSelv;
        }

        if (bruger.Spaerret is not null)
        {
            return SpaerringFejl.AlleredeSpaerret(bruger);
        }

        // Two who block each other at the same moment were both administrators when they asked.
        var administratorer = await Modtagere.MedRolleAsync(arbejde.Store, Rolle.Admin, null, LokalTid.Dato(arbejde.Nu), cancellationToken);
        if (administratorer.All(a => a == navn))
        {
            return SpaerringFejl.SidsteAdministrator;
        }

        bruger.Spaerret = arbejde.Nu;
        bruger.SpaerretGrund = request.Body.Begrundelse!.Trim();
        arbejde.Historik.Tilfoej(Kaeder.System, "person-spaerret", $"{bruger.Navn} ({bruger.Brugernavn}) er spærret for log ind.", bruger.SpaerretGrund);
        await arbejde.SkrivNuAsync(cancellationToken);
        return await HentPersonerHandler.SvarAsync(arbejde.Db, bruger, cancellationToken) with { Advarsler = await UbesatteAsync(navn, cancellationToken) };
    }

    /// <summary>The person's roles that nobody else holds now: what waits for them waits for nobody.</summary>
    private async Task<IReadOnlyList<string>> UbesatteAsync(string navn, CancellationToken ct)
    {
        var idag = LokalTid.Dato(arbejde.Nu);
        var ubesatte = new List<string>();
        foreach (var r in (await arbejde.Db.Rolletildelinger.AsNoTracking().Where(r => r.Brugernavn == navn).ToListAsync(ct)).Where(r => r.GaelderDen(idag) && r.Rolle is not Rolle.Laeser))
        {
            if ((await Modtagere.MedRolleAsync(arbejde.Store, r.Rolle, r.Enhed, idag, ct)).Count == 0)
            {
                ubesatte.Add($"Nu har ingen rollen »{Rollestyring.Ord(r, fora)}«. Giv den til en anden, ellers bliver det, der venter på den, liggende.");
            }
        }

        return ubesatte;
    }
}

/// <summary>Lets somebody who was kept out sign in again, with the roles they still hold. For administrators.</summary>
public sealed record OphaevSpaerring(string Brugernavn, SpaerringBody Body) : IKommando<PersonSvar>, IValideres
{
    public void Valider(Feltfejl fejl) => fejl.Tjek("begrundelse", Body.Begrundelse, Tekstregler.LaengsteKort, kraeves: true, enLinje: true);
}

public sealed class OphaevSpaerringHandler(Arbejde arbejde, Adgang adgang) : IRequestHandler<OphaevSpaerring, Svar<PersonSvar>>
{
    public async Task<Svar<PersonSvar>> Handle(OphaevSpaerring request, CancellationToken cancellationToken)
    {
        var navn = request.Brugernavn;
        if (!adgang.Person.ErAdmin)
        {
            return Rollestyring.KunAdmin;
        }

        if (await arbejde.Db.Brugere.FirstOrDefaultAsync(b => b.Brugernavn == navn, cancellationToken) is not { } bruger)
        {
            return Rollestyring.PersonFindesIkke;
        }

        if (bruger.Spaerret is null)
        {
            return SpaerringFejl.IkkeSpaerret;
        }

        bruger.Spaerret = null;
        bruger.SpaerretGrund = null;
        arbejde.Historik.Tilfoej(Kaeder.System, "spaerring-ophaevet", $"{bruger.Navn} ({bruger.Brugernavn}) kan logge ind igen.", request.Body.Begrundelse!.Trim());
        await arbejde.SkrivNuAsync(cancellationToken);
        return await HentPersonerHandler.SvarAsync(arbejde.Db, bruger, cancellationToken);
    }
}

/// <summary>Why somebody is kept out, or cannot be.</summary>
public static class SpaerringFejl
{
    /// <summary>To the person. Why is between the administrator and the history.</summary>
    public static readonly Fejl Spaerret = new(
        FejlArt.IkkeLoggetInd, "spaerret", "Din adgang til SagsFlow er spærret. Tal med en administrator, hvis du mener, at det er en fejl.");

    public static readonly Fejl SigSelv = new(FejlArt.Konflikt, "spaerring-af-sig-selv", "Du kan ikke spærre dig selv. Bed en anden administrator om det.");

    public static readonly Fejl SidsteAdministrator = new(
        FejlArt.Konflikt, "sidste-administrator", "Personen er den sidste administrator, der kan logge ind. Giv en anden administratorrollen først.");

    public static readonly Fejl IkkeSpaerret = new(FejlArt.Konflikt, "ikke-spaerret", "Personen er ikke spærret, så der er intet at ophæve.");

    public static Fejl AlleredeSpaerret(Bruger b) => new(FejlArt.Konflikt, "allerede-spaerret", $"{b.Navn} blev spærret den {LokalTid.Dato(b.Spaerret!.Value):dd-MM-yyyy}.");
}

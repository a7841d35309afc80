using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Sager;

/// <summary>What may be changed of an attachment; what is left out stays.</summary>
/// <param name="Plads">Its place in the list, from 1.</param>
public sealed record BilagsretBody(string? Navn, bool? Intern, int? Plads);

/// <summary>Renames an attachment, marks it as internal, or moves it in the list.</summary>
public sealed record RetBilag(BilagId Id, BilagsretBody Body) : IKommando<BilagSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        fejl.Tjek("navn", Body.Navn, Tekstregler.LaengsteTitel, kraeves: Body.Navn is not null, enLinje: true);
        if (Body.Plads is < 1)
        {
            fejl.Tilfoej("plads", "»plads« er et tal fra 1.");
        }
    }
}

public sealed class RetBilagHandler(Arbejde arbejde, Kladdeadgang kladder) : IRequestHandler<RetBilag, Svar<BilagSvar>>
{
    public async Task<Svar<BilagSvar>> Handle(RetBilag request, CancellationToken cancellationToken)
    {
        var (alle, fejl) = await Bilagsliste.FindAsync(arbejde, kladder, request.Id, cancellationToken);
        if (alle is null)
        {
            return fejl!;
        }

        var bilag = alle.Find(b => b.Id == request.Id)!;
        bilag.Navn = request.Body.Navn?.Trim() ?? bilag.Navn;
        bilag.Intern = request.Body.Intern ?? bilag.Intern;
        if (request.Body.Plads is { } plads)
        {
            alle.Remove(bilag);
            alle.Insert(Math.Min(plads, alle.Count + 1) - 1, bilag);
            Bilagsliste.Nummerer(alle);
        }

        arbejde.Historik.Tilfoej(bilag.Kaede, "bilag-aendret", "Sagens bilag er ændret.");
        await arbejde.SkrivNuAsync(cancellationToken);
        return new BilagSvar(bilag.Id.Value, bilag.Navn, bilag.Intern, bilag.Indholdstype, bilag.Stoerrelse);
    }
}

/// <summary>Takes an attachment off a case that no agenda has been sent out with.</summary>
public sealed record FjernBilag(BilagId Id) : IKommando<BilagSvar>;

public sealed class FjernBilagHandler(Arbejde arbejde, Kladdeadgang kladder) : IRequestHandler<FjernBilag, Svar<BilagSvar>>
{
    public async Task<Svar<BilagSvar>> Handle(FjernBilag request, CancellationToken cancellationToken)
    {
        var (alle, fejl) = await Bilagsliste.FindAsync(arbejde, kladder, request.Id, cancellationToken);
        if (alle is null)
        {
            return fejl!;
        }

        var db = arbejde.Db;
        var bilag = alle.Find(b => b.Id == request.Id)!;
        if (await db.Dagsordenspunkter.AnyAsync(p => p.SagId == bilag.SagId && p.Nr != null, cancellationToken))
        {
            return SagFejl.BilagUdsendt;
        }

        if (await db.Bilagsfiler.FirstOrDefaultAsync(f => f.BilagId == bilag.Id, cancellationToken) is { } fil)
        {
            db.Bilagsfiler.Remove(fil);
        }

        db.Bilag.Remove(bilag);
        alle.Remove(bilag);
        Bilagsliste.Nummerer(alle);
        arbejde.Historik.Tilfoej(bilag.Kaede, "bilag-fjernet", "Et bilag er taget af sagen.");
        await arbejde.SkrivNuAsync(cancellationToken);
        return new BilagSvar(bilag.Id.Value, bilag.Navn, bilag.Intern, bilag.Indholdstype, bilag.Stoerrelse);
    }
}

/// <summary>The attachments of a draft, in order.</summary>
internal static class Bilagsliste
{
    /// <summary>All attachments of the case that one of them belongs to; a refusal where the caller may not write in it.</summary>
    public static async Task<(List<Bilag>? Alle, Fejl? Fejl)> FindAsync(Arbejde arbejde, Kladdeadgang kladder, BilagId id, CancellationToken ct)
    {
        var db = arbejde.Db;
        if (await db.Bilag.AsNoTracking().FirstOrDefaultAsync(b => b.Id == id, ct) is not { } bilag)
        {
            return (null, SagFejl.BilagFindesIkke);
        }

        var (sag, fejl) = await kladder.FindAsync(bilag.SagId, _ => null, ct);
        return sag is null
            ? (null, fejl!.Art == FejlArt.FindesIkke ? SagFejl.BilagFindesIkke : fejl)
            : (await db.Bilag.Where(b => b.SagId == sag.Id).OrderBy(b => b.Raekkefoelge).ToListAsync(ct), null);
    }

    public static void Nummerer(List<Bilag> alle)
    {
        for (var i = 0; i < alle.Count; i++)
        {
            alle[i].Raekkefoelge = i + 1;
        }
    }
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Sager;

/// <summary>Adds a file to a case, or the file of an attachment that was only named.</summary>
public sealed record TilfoejBilag(SagId Id, string Navn, string Indholdstype, bool Intern, byte[] Bytes) : IKommando<BilagSvar>, IValideres
{
    public void Valider(Feltfejl fejl) => fejl.Tjek("fil", Navn, 255, kraeves: true, enLinje: true);
}

public sealed class TilfoejBilagHandler(Arbejde arbejde, Kladdeadgang kladder) : IRequestHandler<TilfoejBilag, Svar<BilagSvar>>
{
    public async Task<Svar<BilagSvar>> Handle(TilfoejBilag request, CancellationToken cancellationToken)
    {
        var (sag, fejl) = await kladder.FindAsync(request.Id, _ => null, cancellationToken);
        if (sag is null)
        {
            return fejl!;
        }

        var db = arbejde.Db;
        var hidtil = await db.Bilag.Where(b => b.SagId == sag.Id).ToListAsync(cancellationToken);
        var naevnt = hidtil.Find(b => b.Navn == request.Navn && b.Stoerrelse is null);
        var bilag = new Bilag
        {
            Id = naevnt?.Id ?? NytId.Af<BilagId>(arbejde.Nu),
            SagId = sag.Id,
            Navn = request.Navn,
            Raekkefoelge = naevnt?.Raekkefoelge ?? hidtil.Count + 1,
            Intern = request.Intern,
            Indholdstype = request.Indholdstype,
            Stoerrelse = request.Bytes.Length,
            Oprettet = arbejde.Nu,
        };
        if (naevnt is not null)
        {
            db.Entry(naevnt).State = EntityState.Detached;
            db.Bilag.Update(bilag);
        }
        else
        {
            db.Bilag.Add(bilag);
        }

        db.Bilagsfiler.Add(new Bilagsfil { BilagId = bilag.Id, Bytes = request.Bytes });
        arbejde.Historik.Tilfoej(sag.Kaede, "bilag-tilfoejet", "Et bilag er lagt på sagen.");
        return new BilagSvar(bilag.Id.Value, bilag.Navn, bilag.Intern, bilag.Indholdstype, bilag.Stoerrelse);
    }
}

/// <summary>The file of an attachment.</summary>
public sealed record HentBilag(BilagId Id) : IForespoergsel<BilagFilSvar>;

public sealed record BilagFilSvar(string Navn, string Indholdstype, byte[] Bytes);

public sealed class HentBilagHandler(Arbejde arbejde, Adgang adgang, Sagsvisning visning) : IRequestHandler<HentBilag, Svar<BilagFilSvar>>
{
    public async Task<Svar<BilagFilSvar>> Handle(HentBilag request, CancellationToken cancellationToken)
    {
        var db = arbejde.Db;
        var bilag = await db.Bilag.AsNoTracking().FirstOrDefaultAsync(b => b.Id == request.Id, cancellationToken);
        if (bilag is null || await adgang.FindSagAsync(bilag.SagId, cancellationToken) is not { } sag)
        {
            return SagFejl.BilagFindesIkke;
        }

        // What a caller may read of a case is decided in one place; an attachment it does not list is not there.
        if ((await visning.SvarAsync(sag, cancellationToken)).Bilag.All(b => b.Id != bilag.Id.Value))
        {
            return SagFejl.BilagFindesIkke;
        }

        var fil = await db.Bilagsfiler.AsNoTracking().FirstOrDefaultAsync(f => f.BilagId == bilag.Id, cancellationToken);
        return fil is null ? SagFejl.IngenFil : new BilagFilSvar(bilag.Navn, bilag.Indholdstype ?? "application/octet-stream", fil.Bytes);
    }
}

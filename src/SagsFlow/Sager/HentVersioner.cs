using System.Text;
using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Sager;

/// <summary>The texts of a case as they were submitted, the newest first; for those who may see the text as it is being written.</summary>
public sealed record HentVersioner(SagId Id, Side Side) : IForespoergsel<Liste<VersionSvar>>;

/// <param name="Nr">Its number, from 1; 0 is the draft as it stands, where it differs from the last one.</param>
public sealed record VersionSvar(int Nr, DateTimeOffset? Tid, string? Af, bool Godkendt);

public sealed class HentVersionerHandler(Arbejde arbejde, Versionsadgang versioner) : IRequestHandler<HentVersioner, Svar<Liste<VersionSvar>>>
{
    public async Task<Svar<Liste<VersionSvar>>> Handle(HentVersioner request, CancellationToken cancellationToken)
    {
        if (await versioner.FindAsync(request.Id, cancellationToken) is not { } sag)
        {
            return SagFejl.FindesIkke;
        }

        var frosne = await arbejde.Db.Sagsversioner.AsNoTracking().Where(v => v.SagId == sag.Id).OrderByDescending(v => v.Nr).ToListAsync(cancellationToken);
        var liste = frosne.ConvertAll(v => new VersionSvar(v.Nr, v.Tid, v.Af, v.Nr == sag.GodkendtVersion));
        if (frosne.Count == 0 || !Afsnit.Alle.All(a => Afsnit.Ens(a, frosne[0].Indhold, sag.Indhold)))
        {
            liste.Insert(0, new VersionSvar(Versionsadgang.Kladde, null, null, false));
        }

        return Liste<VersionSvar>.Af(liste, request.Side);
    }
}

/// <summary>What differs between two versions of a case, section by section.</summary>
public sealed record SammenlignVersioner(SagId Id, int Fra, int Til) : IForespoergsel<VersionsforskelSvar>;

public sealed record VersionsforskelSvar(int Fra, int Til, IReadOnlyList<AfsnitsforskelSvar> Afsnit);

/// <param name="Stykker">The two texts as one; a section that is alike has one stretch, an empty one none.</param>
public sealed record AfsnitsforskelSvar(string Afsnit, bool Ens, IReadOnlyList<Tekststykke> Stykker);

public sealed class SammenlignVersionerHandler(Arbejde arbejde, Versionsadgang versioner) : IRequestHandler<SammenlignVersioner, Svar<VersionsforskelSvar>>
{
    public async Task<Svar<VersionsforskelSvar>> Handle(SammenlignVersioner request, CancellationToken cancellationToken)
    {
        if (await versioner.FindAsync(request.Id, cancellationToken) is not { } sag
            || await IndholdAsync(sag, request.Fra, cancellationToken) is not { } fra
            || await IndholdAsync(sag, request.Til, cancellationToken) is not { } til)
        {
            return SagFejl.VersionFindesIkke;
        }

        return new VersionsforskelSvar(
            request.Fra,
            request.Til,
            [.. Afsnit.Alle.Select(a => (Navn: a, Stykker: Tekstforskel.Find(Tekst(a, fra), Tekst(a, til)))).Select(a => new AfsnitsforskelSvar(a.Navn, a.Stykker.All(s => s.Art == Stykkeart.Ens), a.Stykker))]);
    }

    private async Task<Sagsindhold?> IndholdAsync(Sag sag, int nr, CancellationToken ct) =>
        nr == Versionsadgang.Kladde ? sag.Indhold : (await arbejde.Db.Sagsversioner.AsNoTracking().FirstOrDefaultAsync(v => v.SagId == sag.Id && v.Nr == nr, ct))?.Indhold;

    private static string? Tekst(string afsnit, Sagsindhold i) => afsnit switch
    {
        Afsnit.Titel => i.Titel,
        Afsnit.Baggrund => i.Baggrund,
        Afsnit.Indstilling => i.Indstilling is { } indstilling ? Tekst(indstilling) : null,
        Afsnit.Sagsfremstilling => i.Sagsfremstilling,
        _ => i.Oekonomi,
    };

    private static string Tekst(Indstilling i)
    {
        var tekst = new StringBuilder();
        foreach (var linje in new[] { i.Indstiller is null ? null : Indstilling.MedOrdet(i.Indstiller), i.Indledning }.OfType<string>())
        {
            tekst.Append(linje).Append("\n\n");
        }

        return i.AlleMedNummer().Aggregate(tekst, (t, p) => t.Append(p.Nr).Append(". ").Append(p.Punkt.Tekst).Append('\n')).ToString();
    }
}

/// <summary>Who may read the earlier texts of a case: they hold what was taken out before others saw it.</summary>
public sealed class Versionsadgang(Adgang adgang, Sagsvisning visning)
{
    /// <summary>The number that stands for the draft as it is.</summary>
    public const int Kladde = 0;

    public async Task<Sag?> FindAsync(SagId id, CancellationToken ct) =>
        await adgang.FindSagAsync(id, ct) is { } sag && visning.SerKladde(sag) && (await adgang.SkjulteAsync(sag, ct)).Count == 0 ? sag : null;
}

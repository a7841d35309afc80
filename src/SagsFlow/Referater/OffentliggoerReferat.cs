using MediatR;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Referater;

/// <summary>Publishes approved minutes as they are now; again after a correction, or when an item has been opened.</summary>
public sealed record OffentliggoerReferat(Guid MoedeId) : IKommando<ReferatstandSvar>;

public sealed class OffentliggoerReferatHandler(Arbejde arbejde, Referatstande stande, Referatbygger bygger) : IRequestHandler<OffentliggoerReferat, Svar<ReferatstandSvar>>
{
    public async Task<Svar<ReferatstandSvar>> Handle(OffentliggoerReferat request, CancellationToken cancellationToken)
    {
        var (moede, stand, fejl) = await stande.TilSekretaerAsync(new MoedeId(request.MoedeId), cancellationToken);
        if (fejl is not null)
        {
            return fejl;
        }

        if (stand?.Godkendt is null)
        {
            return ReferatFejl.IkkeGodkendt;
        }

        var referat = await bygger.BygAsync(moede, medKladder: false, cancellationToken);
        if (stand.Indhold is { } ude && Json.Tekst(ude) == Json.Tekst(referat))
        {
            return ReferatFejl.IntetNyt;
        }

        stand.Indhold = referat;
        stand.Udgave++;
        stand.Offentliggjort ??= arbejde.Nu;
        stand.OffentliggjortAf = arbejde.Aktoer;
        arbejde.Historik.Tilfoej(moede.Kaede, "referat-offentliggjort", stand.Udgave == 1 ? "Referatet er offentliggjort." : $"Referatet er offentliggjort igen, udgave {stand.Udgave}.");
        await arbejde.SkrivNuAsync(cancellationToken);
        return await stande.VisAsync(moede, stand, cancellationToken);
    }
}

/// <summary>Why minutes are taken back.</summary>
public sealed record TilbagetraekningBody(string? Begrundelse);

/// <summary>Takes published minutes back from the public at once, e.g. when they tell what they must not.</summary>
public sealed record TraekReferatTilbage(Guid MoedeId, TilbagetraekningBody Body) : IKommando<ReferatstandSvar>, IValideres
{
    public void Valider(Feltfejl fejl) => fejl.Tjek("begrundelse", Body.Begrundelse, Tekstregler.LaengsteKort, kraeves: true);
}

public sealed class TraekReferatTilbageHandler(Arbejde arbejde, Referatstande stande) : IRequestHandler<TraekReferatTilbage, Svar<ReferatstandSvar>>
{
    public async Task<Svar<ReferatstandSvar>> Handle(TraekReferatTilbage request, CancellationToken cancellationToken)
    {
        var (moede, stand, fejl) = await stande.TilSekretaerAsync(new MoedeId(request.MoedeId), cancellationToken);
        if (fejl is not null)
        {
            return fejl;
        }

        if (stand?.Offentliggjort is null)
        {
            return ReferatFejl.IkkeOffentliggjort;
        }

        stand.Indhold = null;
        stand.Offentliggjort = null;
        stand.OffentliggjortAf = null;
        arbejde.Historik.Tilfoej(moede.Kaede, "referat-trukket-tilbage", "Referatet er ikke længere offentligt.", request.Body.Begrundelse!.Trim());
        await arbejde.SkrivNuAsync(cancellationToken);
        return await stande.VisAsync(moede, stand, cancellationToken);
    }
}

using MediatR;
using SagsFlow.Beslutninger;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;

namespace SagsFlow.Referater;

/// <summary>Publishes approved minutes as they are now; again after a correction, or when an item has been opened.</summary>
public sealed record OffentliggoerReferat(Guid MoedeId) : IKommando<ReferatstandSvar>
{
    /// <summary>Refuses a meeting that lies ahead: nobody has said that it is the right one. Programs are taken at their word.</summary>
    public bool KraevHoldt { get; init; }
}

public sealed class OffentliggoerReferatHandler(Arbejde arbejde, Referatstande stande, Referatbygger bygger, Forakatalog fora) : IRequestHandler<OffentliggoerReferat, Svar<ReferatstandSvar>>
{
    public async Task<Svar<ReferatstandSvar>> Handle(OffentliggoerReferat request, CancellationToken cancellationToken)
    {
        var (moede, stand, fejl) = await stande.TilSekretaerAsync(new MoedeId(request.MoedeId), cancellationToken);
        if (fejl is not null)
        {
            return fejl;
        }

        if (request.KraevHoldt && Referatstande.Kommer(moede, arbejde.Nu) is { } start)
        {
            return ReferatFejl.IkkeHoldt(start);
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

        // The authors, their chiefs and those with an order were told when the decisions took effect.
        var referatet = $"Referatet for {fora.Navn(moede.ForumId)} den {moede.Dato.Skriv()} er offentliggjort";
        await Medlemsbesked.SendAsync(arbejde, moede, stand.Udgave == 1 ? $"{referatet}." : $"{referatet} igen; det er rettet siden sidst.", kanVente: true, cancellationToken);
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

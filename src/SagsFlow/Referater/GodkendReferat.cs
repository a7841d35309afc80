using MediatR;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;

namespace SagsFlow.Referater;

/// <summary>Who signed; needed for a political protocol.</summary>
public sealed record GodkendelseBody(IReadOnlyList<string>? Underskrivere);

/// <summary>Approves the minutes of a closed meeting. A political protocol is signed by the members (kommunestyrelsesloven § 13).</summary>
public sealed record GodkendReferat(Guid MoedeId, GodkendelseBody Body) : IKommando<ReferatstandSvar>, IValideres
{
    private const int Flest = 100;

    /// <summary>Refuses a meeting that lies ahead: nobody has said that it is the right one. Programs are taken at their word.</summary>
    public bool KraevHoldt { get; init; }

    public void Valider(Feltfejl fejl)
    {
        if (Body.Underskrivere is { Count: > Flest })
        {
            fejl.Tilfoej("underskrivere", $"Der er plads til {Flest} navne.");
            return;
        }

        foreach (var navn in Body.Underskrivere ?? [])
        {
            fejl.Tjek("underskrivere", navn, Tekstregler.LaengsteKort, kraeves: true, enLinje: true);
        }
    }
}

public sealed class GodkendReferatHandler(Arbejde arbejde, Referatstande stande, Forakatalog fora) : IRequestHandler<GodkendReferat, Svar<ReferatstandSvar>>
{
    public async Task<Svar<ReferatstandSvar>> Handle(GodkendReferat request, CancellationToken cancellationToken)
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

        if (stand?.Godkendt is not null)
        {
            return ReferatFejl.AlleredeGodkendt(stand);
        }

        var underskrivere = (request.Body.Underskrivere ?? []).Select(n => n.Trim()).ToList();
        var politisk = fora.Forum(moede.ForumId)?.ErPolitisk == true;
        if (politisk && underskrivere.Count == 0)
        {
            return ReferatFejl.ManglerUnderskrift;
        }

        if (stand is null)
        {
            stand = new Referatstand { MoedeId = moede.Id };
            arbejde.Db.Add(stand);
        }

        stand.Godkendt = arbejde.Nu;
        stand.GodkendtAf = arbejde.Aktoer;
        stand.Underskrivere = underskrivere;
        arbejde.Historik.Tilfoej(moede.Kaede, "referat-godkendt", politisk ? "Beslutningsprotokollen er underskrevet." : "Referatet er godkendt.");
        await arbejde.SkrivNuAsync(cancellationToken);
        return await stande.VisAsync(moede, stand, cancellationToken);
    }
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;

namespace SagsFlow.Moeder;

/// <summary>An agenda's order and times as clients send them.</summary>
/// <param name="Punkter">Every item that is to be treated, in the order wanted; null: as they stand.</param>
/// <param name="Program">How long the items take, one after the other from the meeting's start; null: as they have it now, in their new order.</param>
public sealed record OrdenBody(IReadOnlyList<Guid>? Punkter, IReadOnlyList<ProgramlinjeBody?>? Program = null);

/// <summary>An item's place in the day.</summary>
/// <param name="Minutter">Null: it has no time.</param>
/// <param name="PauseFoer">Minutes of pause before it, e.g. for lunch.</param>
public sealed record ProgramlinjeBody(Guid Punkt, int? Minutter, int? PauseFoer = null);

/// <summary>Puts a whole agenda in order, and gives its items times that follow each other. After the agenda is out only the times can change.</summary>
public sealed record OrdnDagsorden(Guid MoedeId, OrdenBody Body) : IKommando<DagsordenSvar>, IValideres
{
    public const int LaengstePunkt = 12 * 60;
    public const int LaengstePause = 4 * 60;

    public void Valider(Feltfejl fejl)
    {
        if (Body is { Punkter: null, Program: null })
        {
            fejl.Tilfoej("punkter", "Angiv punkternes rækkefølge, deres tider eller begge dele.");
        }

        for (var i = 0; i < (Body.Program?.Count ?? 0); i++)
        {
            if (fejl.Mangler($"program[{i}]", Body.Program![i]))
            {
                continue;
            }

            if (Body.Program[i]!.Minutter is < 1 or > LaengstePunkt)
            {
                fejl.Tilfoej($"program[{i}].minutter", $"Et punkt varer fra 1 til {LaengstePunkt} minutter. Lad feltet stå tomt, hvis det ikke skal have tid.");
            }

            if (Body.Program[i]!.PauseFoer is < 0 or > LaengstePause)
            {
                fejl.Tilfoej($"program[{i}].pauseFoer", $"En pause varer højst {LaengstePause} minutter.");
            }
        }
    }
}

public sealed class OrdnDagsordenHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora, Dagsordener dagsordener, Punktvisning visning) : IRequestHandler<OrdnDagsorden, Svar<DagsordenSvar>>
{
    public async Task<Svar<DagsordenSvar>> Handle(OrdnDagsorden request, CancellationToken cancellationToken)
    {
        var fundet = await arbejde.Db.Moeder.ForSekretaerAsync(request.MoedeId, adgang.Person, fora, cancellationToken);
        if (fundet.Fejl is { } ikkeHer)
        {
            return ikkeHer;
        }

        var moede = fundet.Vaerdi;
        var id = moede.Id;

        if (moede.TjekAabent() is { } laast)
        {
            return laast;
        }

        var alle = await dagsordener.PunkterAsync(id, cancellationToken);
        var foer = Dagsorden.IOrden(alle.Where(p => p.Tilstand == PunktTilstand.PaaDagsorden)).ToList();
        if (Ordnet(foer, request.Body.Punkter, moede.Udsendt is not null) is var (nye, fejl) && fejl is not null)
        {
            return fejl;
        }

        if (SaetTider(moede, foer, nye, request.Body.Program) is { } forkert)
        {
            return forkert;
        }

        for (var i = 0; i < nye.Count && moede.Udsendt is null; i++)
        {
            nye[i].Placering = i + 1;
        }

        if (request.Body.Program is not null)
        {
            arbejde.Historik.Tilfoej(moede.Kaede, "tidsprogram-lagt", "Punkternes tider er lagt.");
        }

        await arbejde.SkrivNuAsync(cancellationToken);
        return new DagsordenSvar(request.MoedeId, moede.Udgave, moede.Status, await visning.VisAsync(moede, alle, cancellationToken), moede.Version);
    }

    private static (List<Dagsordenspunkt> Nye, Fejl? Fejl) Ordnet(List<Dagsordenspunkt> foer, IReadOnlyList<Guid>? oensket, bool udsendt)
    {
        if (oensket is null || oensket.SequenceEqual(foer.Select(p => p.Id.Value)))
        {
            return (foer, null);
        }

        // Somebody else may have put one on or taken one off since the caller looked.
        var efterId = foer.ToDictionary(p => p.Id.Value);
        return oensket.Count != foer.Count || !oensket.ToHashSet().SetEquals(efterId.Keys) ? (foer, MoedeFejl.DagsordenAendret)
            : udsendt ? (foer, MoedeFejl.PlaceringLaast)
            : ([.. oensket.Select(p => efterId[p])], null);
    }

    private static Fejl? SaetTider(Moede moede, List<Dagsordenspunkt> foer, List<Dagsordenspunkt> nye, IReadOnlyList<ProgramlinjeBody?>? program)
    {
        var begynder = TimeOnly.FromDateTime(moede.Start);
        IEnumerable<Tidsprogram.Linje> linjer;
        if (program is not null)
        {
            var givne = program.OfType<ProgramlinjeBody>().GroupBy(p => p.Punkt).ToDictionary(g => g.Key, g => g.Last());
            if (!givne.Keys.All(nye.Select(p => p.Id.Value).Contains))
            {
                return MoedeFejl.DagsordenAendret;
            }

            linjer = nye.Select(p => givne.GetValueOrDefault(p.Id.Value) is { } l ? new Tidsprogram.Linje(l.Minutter, l.PauseFoer ?? 0) : new Tidsprogram.Linje(null));
        }
        else if (nye.Exists(p => Tidsprogram.Minutter(p.Start, p.Slut) is not null) && !nye.SequenceEqual(foer))
        {
            linjer = Tidsprogram.Ordnet(Tidsprogram.Af(begynder, foer.Select(p => (p.Start, p.Slut))), nye.Select(p => foer.IndexOf(p)));
        }
        else
        {
            return null;
        }

        if (Tidsprogram.Beregn(begynder, linjer) is not { } tider)
        {
            return MoedeFejl.ProgramForLangt;
        }

        foreach (var (punkt, (start, slut)) in nye.Zip(tider))
        {
            (punkt.Start, punkt.Slut) = (start, slut);
        }

        return null;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Kalender;
using SagsFlow.Moeder;

namespace SagsFlow.Procesplaner;

/// <summary>The year of the copy; and the new anchor, for a plan that has one.</summary>
public sealed record KopiBody(int? Aar, DateOnly? Anker);

/// <summary>Copies a plan to a later year: the same rhythm, new meetings. The answer tells where each cell came to lie.</summary>
public sealed record KopierProcesplan(string Id, KopiBody Body) : IKommando<ProcesplanSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        fejl.TjekAnker(Body.Anker);
        if (Body.Aar is not (> Arbejdskalender.FoersteAar and < Arbejdskalender.SidsteAar))
        {
            fejl.Tilfoej("aar", "Angiv det år, planen skal kopieres til, f.eks. 2026.");
        }
        else if (Body.Anker is { } anker && anker.Year != Body.Aar)
        {
            fejl.Tilfoej("anker", "Ankeret skal ligge i det år, planen kopieres til.");
        }
    }
}

public sealed partial class KopierProcesplanHandler(Arbejde arbejde, Adgang adgang, Planvisning visning) : IRequestHandler<KopierProcesplan, Svar<ProcesplanSvar>>
{
    public async Task<Svar<ProcesplanSvar>> Handle(KopierProcesplan request, CancellationToken cancellationToken)
    {
        if (await arbejde.Db.Procesplaner.AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.Id, cancellationToken) is not { } plan)
        {
            return ProcesplanFejl.FindesIkke;
        }

        if (!adgang.Person.MaaPlanlaegge())
        {
            return ProcesplanFejl.IkkePlanlaegger;
        }

        var aar = request.Body.Aar!.Value;
        if (aar <= plan.Aar)
        {
            return FaellesFejl.Input("aar", $"Planen er for {plan.Aar}; den kan kun kopieres til et senere år.");
        }

        if (plan.Anker is not null && request.Body.Anker is null)
        {
            return ProcesplanFejl.ManglerAnker;
        }

        var id = $"{Aarstal().Replace(plan.Id, "")}-{aar.ToString(CultureInfo.InvariantCulture)}";
        if (await arbejde.Db.Procesplaner.AnyAsync(p => p.Id == id, cancellationToken))
        {
            return ProcesplanFejl.Findes(id);
        }

        var kopi = await KopiAsync(plan, id, aar, request.Body.Anker, cancellationToken);
        arbejde.Db.Procesplaner.Add(kopi);
        arbejde.Historik.Tilfoej(kopi.Kaede, "procesplan-kopieret", $"Procesplanen {plan.Titel} er kopieret til {kopi.Titel}.");
        await arbejde.SkrivNuAsync(cancellationToken);
        var (foer, efter) = (visning.Datoer(plan), visning.Datoer(kopi));
        return await visning.SvarAsync(kopi, cancellationToken) with
        {
            Flyttet = [.. kopi.Indhold.Celler.Select(c => new FlytningSvar(c.Id, c.Titel, foer[c.Id].Tekst, efter[c.Id].Tekst))],
        };
    }

    private async Task<Procesplan> KopiAsync(Procesplan plan, string id, int aar, DateOnly? anker, CancellationToken ct)
    {
        var aarFrem = aar - plan.Aar;

        // A plan may reach into the years beside its own.
        var moeder = await arbejde.Db.MellemAsync(plan.Indhold.Celler.Select(c => c.Forum), new DateOnly(aar - 1, 1, 1), new DateOnly(aar + 1, 12, 31), ct);
        var kopiering = new Plankopiering(aarFrem, [.. moeder.Where(m => m.Aflyst is null)]);
        return new Procesplan
        {
            Id = id,
            Titel = NytAar(plan.Titel, plan.Aar, aar),
            Aar = aar,
            Ankernavn = plan.Ankernavn,
            Anker = plan.Anker is null ? null : anker,
            Indhold = plan.Indhold with { Journalnummer = null, Celler = kopiering.Celler(plan.Indhold) },
            KopiAf = plan.Id,
            Oprettet = arbejde.Nu,
        };
    }

    /// <summary>The title with its year, long or short, replaced: <c>Prognoser 2024</c>, <c>KV25</c>.</summary>
    private static string NytAar(string titel, int fra, int til)
    {
        var nyt = titel.Replace(fra.ToString(CultureInfo.InvariantCulture), til.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var kort = (int aar) => (aar % 100).ToString("00", CultureInfo.InvariantCulture);
        nyt = KortAarstal().Replace(nyt, m => m.Value == kort(fra) ? kort(til) : m.Value);
        return nyt == titel ? $"{titel} {til.ToString(CultureInfo.InvariantCulture)}" : nyt;
    }

    [GeneratedRegex(@"-?(\d{4}|\d{2})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Aarstal();

    [GeneratedRegex(@"(?<=\p{L})\d{2}(?!\d)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KortAarstal();
}

using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Moeder;
using SagsFlow.Procesplaner;

namespace SagsFlow.Aarshjul;

/// <summary>What happens to an occurrence, and why; exactly one of the first four.</summary>
/// <param name="SpringOver">It is not treated this time.</param>
/// <param name="FlyttetTil">It is treated another day.</param>
/// <param name="Ophoer">Neither it nor any later one is treated.</param>
/// <param name="Genoptag">It is treated as the rule says after all.</param>
public sealed record ForekomstaendringBody(bool SpringOver, DateOnly? FlyttetTil, bool Ophoer, bool Genoptag, string? Begrundelse);

/// <summary>Skips, moves or ends an occurrence of a recurring case whose draft has not been made.</summary>
public sealed record AendrForekomst(string Regel, string Forekomst, ForekomstaendringBody Body) : IKommando<ForekomstSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        fejl.TjekGrund("begrundelse", Body.Begrundelse);
        if ((Body.SpringOver ? 1 : 0) + (Body.FlyttetTil is null ? 0 : 1) + (Body.Ophoer ? 1 : 0) + (Body.Genoptag ? 1 : 0) != 1)
        {
            fejl.Tilfoej("springOver", "Angiv netop én af springOver, flyttetTil, ophoer og genoptag.");
        }
    }
}

public sealed class AendrForekomstHandler(Arbejde arbejde, Adgang adgang, Aarshjulsplan plan, Aarshjulsvisning visning) : IRequestHandler<AendrForekomst, Svar<ForekomstSvar>>
{
    /// <summary>Days from its own year that an occurrence may be moved; beyond it is another occurrence.</summary>
    private const int LaengstVaekDage = 366;

    public async Task<Svar<ForekomstSvar>> Handle(AendrForekomst request, CancellationToken cancellationToken)
    {
        if (plan.Regler.FirstOrDefault(r => r.Id == request.Regel) is not { } regel)
        {
            return AarshjulFejl.FindesIkke;
        }

        if (Find(regel, request.Forekomst) is not { } forekomst)
        {
            return AarshjulFejl.ForekomstFindesIkke;
        }

        if (!adgang.Person.MaaPlanlaegge())
        {
            return AarshjulFejl.IkkePlanlaegger;
        }

        var raekke = await arbejde.Db.Aarshjulsforekomster.FirstOrDefaultAsync(r => r.Regel == regel.Id && r.Aar == forekomst.Aar && r.Nr == forekomst.Nr, cancellationToken);
        if (raekke?.SagId is not null)
        {
            return AarshjulFejl.HarKladde;
        }

        if (request.Body.FlyttetTil is { } dag && TjekDag(dag, forekomst.Aar, LokalTid.Dato(arbejde.Nu)) is { } umulig)
        {
            return umulig;
        }

        if (raekke is null)
        {
            raekke = new Aarshjulsforekomst { Regel = regel.Id, Aar = forekomst.Aar, Nr = forekomst.Nr };
            arbejde.Db.Aarshjulsforekomster.Add(raekke);
        }

        Aendr(raekke, request.Body);
        arbejde.Historik.Tilfoej(raekke.Kaede, "aarshjul-aendret", $"»{forekomst.Titel}« ({forekomst.Id}) {Ord(request.Body)}.", raekke.Begrundelse);
        await arbejde.SkrivNuAsync(cancellationToken);
        var grundlag = await plan.HentAsync(arbejde.Db, forekomst.Aar, forekomst.Aar, cancellationToken);
        return (await visning.SvarAsync([plan.I(forekomst.Aar, grundlag).First(p => p.Forekomst.Noegle == forekomst.Noegle)], cancellationToken))[0];
    }

    private static Forekomst? Find(Aarshjulsregel regel, string id) =>
        id.Split('-') is [var aar, _] && int.TryParse(aar, NumberStyles.None, CultureInfo.InvariantCulture, out var aarstal) && Kalender.Arbejdskalender.SidsteAar - 2 > aarstal
            ? regel.I(aarstal).FirstOrDefault(f => f.Id == id)
            : null;

    private static Fejl? TjekDag(DateOnly dag, int aar, DateOnly idag) =>
        dag < idag ? FaellesFejl.Input("flyttetTil", "Dagen er passeret. Vælg en dag, der ikke er gået.")
        : dag > new DateOnly(aar, 12, 31).AddDays(LaengstVaekDage) || dag < new DateOnly(aar, 1, 1).AddDays(-LaengstVaekDage) ? FaellesFejl.Input("flyttetTil", "Dagen ligger mere end et år fra forekomstens eget år.")
        : null;

    private static void Aendr(Aarshjulsforekomst raekke, ForekomstaendringBody body)
    {
        raekke.Aendring = body.SpringOver ? Forekomstaendring.SprungetOver : body.Ophoer ? Forekomstaendring.Ophoert : body.Genoptag ? null : Forekomstaendring.Flyttet;
        raekke.FlyttetTil = body.FlyttetTil;
        raekke.Begrundelse = body.Begrundelse!.Trim();
    }

    private static string Ord(ForekomstaendringBody body) =>
        body.SpringOver ? "er sprunget over" : body.Ophoer ? "og alle senere er ophørt" : body.Genoptag ? "er genoptaget" : $"er flyttet til {Dansk.Dag(body.FlyttetTil!.Value)}";
}

using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Ruteplaner;
using SagsFlow.Sager;

namespace SagsFlow.Moeder;

/// <summary>Calls a meeting of a forum, also one that has been held: what was decided before the program came can be entered. Postponed cases that wait for its day come on its agenda at once.</summary>
/// <param name="Forum">The forum's id.</param>
/// <param name="Start">Local time.</param>
/// <param name="Slut">Local time, or null.</param>
/// <param name="Sted">Null: where the forum usually meets.</param>
/// <param name="Deltagere">Names.</param>
/// <param name="FastePunkter">Whether the forum's template items go on the agenda.</param>
public sealed record OpretMoede(string? Forum, DateTime? Start, DateTime? Slut, string? Sted, IReadOnlyList<string?>? Deltagere, bool FastePunkter = false) : IKommando<MoedeSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        fejl.Tjek("forum", Forum, 50, kraeves: true, enLinje: true);
        fejl.Tjek("sted", Sted, Tekstregler.LaengsteKort, enLinje: true);
        fejl.TjekNavne("deltagere", Deltagere);
        if (Start is null)
        {
            fejl.Tilfoej("start", "Angiv, hvornår mødet begynder, f.eks. 2025-02-25T09:00.");
        }
        else if (Start.Value.Year is < 1900 or > 2200)
        {
            fejl.Tilfoej("start", "Årstallet skal ligge mellem 1900 og 2200.");
        }
        else if (Slut <= Start)
        {
            fejl.Tilfoej("slut", "Mødet skal slutte, efter at det er begyndt.");
        }
    }
}

public sealed class OpretMoedeHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora, Dagsordener dagsordener, Genplanlaegning genplanlaegning) : IRequestHandler<OpretMoede, Svar<MoedeSvar>>
{
    public async Task<Svar<MoedeSvar>> Handle(OpretMoede request, CancellationToken cancellationToken)
    {
        if (fora.Forum(request.Forum!.Trim()) is not { } forum)
        {
            return MoedeFejl.UkendtForum(request.Forum.Trim());
        }

        if (!adgang.Person.ErSekretaerFor(forum.Id))
        {
            return MoedeFejl.IkkeSekretaer(forum.Navn);
        }

        var moede = new Moede
        {
            Id = NytId.Af<MoedeId>(arbejde.Nu),
            ForumId = forum.Id,
            Start = request.Start!.Value,
            Slut = request.Slut,
            Sted = Moedefelter.Tom(request.Sted) ?? forum.Moedelokale ?? "",
            Deltagere = Moedefelter.Trimmet(request.Deltagere),
        };
        arbejde.Db.Moeder.Add(moede);
        arbejde.Historik.Tilfoej(moede.Kaede, "moede-oprettet", $"Mødet i {forum.Navn} den {moede.Dato:dd-MM-yyyy} er oprettet.");

        // Its items refer to the meeting's row.
        await arbejde.SkrivNuAsync(cancellationToken);
        if (request.FastePunkter)
        {
            foreach (var fast in forum.FastePunkter.Where(p => p.GyldigFra is not { } fra || fra <= moede.Dato))
            {
                await dagsordener.LaegFastPunktPaaAsync(moede, new Sagsindhold { Titel = fast.Titel }, fast.Journalnummer, null, null, cancellationToken);
            }
        }

        await dagsordener.LaegVentendePaaAsync(moede, cancellationToken);
        await genplanlaegning.MoedeAsync(moede, cancellationToken);
        return MoedeSvar.Af(moede, fora) with { Advarsler = Moedeflytning.IFortiden(moede.Start, LokalTid.Af(arbejde.Nu)) };
    }
}

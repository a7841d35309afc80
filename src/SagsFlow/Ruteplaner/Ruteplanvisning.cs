using SagsFlow.Fora;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Processer;

namespace SagsFlow.Ruteplaner;

/// <summary>Tells a plan: its steps with their reasons.</summary>
public sealed class Ruteplanvisning(Forakatalog fora)
{
    public RuteplanSvar Svar(Beregnet beregnet, Guid? sagId)
    {
        var (f, rute) = (beregnet.Forudsaetninger, beregnet.Rute);
        var slut = f.Maal is { } m ? rute.Forloeb.Sidste(m.Forum) : rute.Forloeb.Trin.LastOrDefault(t => t.Forum is not null);
        return new RuteplanSvar
        {
            Workflow = f.Proces.Id,
            SagId = sagId,
            Start = f.Start,
            Maal = f.Maal is { } maal ? new MaalSvar(maal.Forum, fora.Navn(maal.Forum), maal.Senest) : null,
            KanNaas = rute.KanNaas,
            SenesteStart = rute.SenesteStart,
            TidligsteBeslutning = slut?.Moede?.Dato,
            Trin = [.. rute.Forloeb.Trin.Select((t, i) => Trin(t, i + 1, rute.Senest.GetValueOrDefault(t.Noegle)))],
            Udeladt = [.. f.Udeladt.Select(id => new UdeladtSvar(id, f.Processer.Prepend(f.Proces).SelectMany(p => p.Nodes).FirstOrDefault(n => n.Id == id)?.Name ?? fora.Navn(id)))],
            Brud = rute.Brud,
            Advarsler = [.. beregnet.Noter, .. Forsinket(f, rute), .. rute.Advarsler],
            Alternativer = rute.Alternativer,
            Antagelser = beregnet.Antagelser,
        };
    }

    private IEnumerable<string> Forsinket(Ruteforudsaetninger f, Rute rute) =>
        !rute.KanNaas && rute.SenesteStart is { } dag
            ? [$"Skulle {fora.Navn(f.Maal!.Forum)} behandle sagen senest {Dansk.Dato(f.Maal.Senest)}, skulle den være begyndt senest {Dansk.Dag(dag)}."]
            : [];

    private RutetrinSvar Trin(Plantrin t, int nr, Senestetrin? senest)
    {
        DateOnly? klar = t.UdenDato ? null : DateOnly.FromDateTime(t.Klar);
        DateOnly? faerdig = t.UdenDato || (t.Forum is not null && t.Moede is null) ? null : t.Moede?.Dato ?? Varigheder.SidsteDag(t.Faerdig);
        return new RutetrinSvar(
            nr,
            t.Node.Id,
            t.Node.Name ?? t.Node.Id,
            t.Forum is null ? Trinart.Opgave : Trinart.Forelaeggelse,
            t.Forum,
            t.Forum is null ? null : fora.Navn(t.Forum),
            Attribut.Literal(t.Node, Attribut.Rolle),
            t.Behandling,
            Attribut.BehandlingensNr(t.Node),
            klar,
            faerdig < klar && t.Moede is null ? klar : faerdig,
            Moede(t.Moede),
            t.Moede?.Aflevering?.Forfald,
            t.Moede?.Udsendelse?.Forfald,
            senest is { Moede: { } sidste } ? new SenestSvar(sidste.Dato, Moede(sidste), sidste.Aflevering?.Forfald) : senest is { Dag: { } dag } ? new SenestSvar(dag, null, null) : null,
            Forklaring(t));
    }

    private static RutemoedeSvar? Moede(Planmoede? moede) => moede is null ? null : new RutemoedeSvar(moede.Id, moede.Start);

    private string Forklaring(Plantrin t)
    {
        if (t.UdenDato)
        {
            return "Ingen dato: et forum før dette trin har ikke noget møde, sagen kan nå.";
        }

        if (t.Forum is null)
        {
            return t.Dage == 0 ? "Regnes ikke for at tage tid." : $"Antaget: {Dansk.Antal(t.Dage, "arbejdsdag", "arbejdsdage")}{(t.ErAaben ? ", regnet fra opgaven blev åbnet" : "")}.";
        }

        var dele = new List<string> { t.ErPaaDagsorden ? "Sagen er på mødets dagsorden." : $"Sagen er klar {Dansk.Dag(DateOnly.FromDateTime(t.Klar))}." };
        if (t.Moede is null)
        {
            dele.Add($"{fora.Navn(t.Forum)} har derefter ikke noget møde, sagen kan nå.");
        }
        else if (!t.ErPaaDagsorden && t.Afleveret < t.Klar)
        {
            dele.Add("Materialet afleveres, når sagen går til politik; det foregående forums beslutning følger efter.");
        }

        if (t.Misset is { } misset)
        {
            dele.Add(misset.Aflevering is { } frist && frist.Forfald < t.Afleveret
                ? $"Mødet {Dansk.Dag(misset.Dato)} nås ikke: afleveringsfristen var {Dansk.Dag(DateOnly.FromDateTime(frist.Forfald))} kl. {frist.Regel.Kl:HH\\.mm}."
                : $"Mødet {Dansk.Dag(misset.Dato)} nås ikke: dagsordenen er sendt ud.");
        }

        if (t.Afstand is { } afstand)
        {
            dele.Add($"Mindst {Dansk.Antal(afstand.Dage, "dag", "dage")} efter behandlingen {Dansk.Dato(afstand.Foerste)} ({afstand.Grundlag}): tidligst {Dansk.Dag(afstand.Tidligst)}.");
        }

        if (t.Moede is { } moede)
        {
            dele.Add($"Møde {Dansk.Dag(moede.Dato)}.");
            dele.Add(moede.Aflevering is { } aflevering ? $"Afleveringsfrist: {aflevering.Forklaring}" : "Forummet har ingen afleveringsfrist.");
        }

        return string.Join(" ", dele);
    }
}

using SagsFlow.Engine.Bpmn;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;

namespace SagsFlow.Ruteplaner;

/// <summary>Finds out which way is meant: which steps are left out, which forums the case is sent to, and what is assumed where nothing is said.</summary>
public sealed class Rutetolkning(Ruteplanlaegger planlaegger, Forakatalog fora)
{
    /// <param name="Noter">What the caller should know, in words.</param>
    /// <param name="Antagelser">What is taken for given, in words.</param>
    public sealed record Tolket(Ruteforudsaetninger Forudsaetninger, IReadOnlyList<string> Noter, IReadOnlyList<string> Antagelser);

    /// <param name="f">What is known; gets the rest.</param>
    public Svar<Tolket> Tolk(Ruteforudsaetninger f, RuteplanBody body)
    {
        var noter = new List<string>();
        var antagelser = new List<string>();
        if (Udeladt(f, body, noter) is var udeladt && udeladt.Fejl is { } ukendt)
        {
            return ukendt;
        }

        if (Intervaller(body) is var intervaller && intervaller.Fejl is { } forkert)
        {
            return forkert;
        }

        if (Ruter(f, body) is var ruter && ruter.Fejl is { } fejl)
        {
            return fejl;
        }

        f = f with { Udeladt = udeladt.Vaerdi, Intervaller = intervaller.Vaerdi, Fagudvalg = Fagudvalg(f, ruter.Vaerdi), Ruter = [.. ruter.Vaerdi] };
        if (PaaVej(f) is var paaVej && paaVej.Fejl is { } udenfor)
        {
            return udenfor;
        }

        f = paaVej.Vaerdi;
        Antag(f, body, antagelser);
        return new Tolket(f, noter, antagelser);
    }

    private Svar<IReadOnlySet<string>> Udeladt(Ruteforudsaetninger f, RuteplanBody body, List<string> noter)
    {
        var opgaver = f.Processer.Append(f.Proces).SelectMany(p => p.Nodes).Where(n => n.Kind == NodeKind.UserTask).ToList();
        var udeladt = new HashSet<string>(StringComparer.Ordinal);
        foreach (var navn in (body.Udelad ?? []).Select(n => n!.Trim()))
        {
            var id = opgaver.Find(n => n.Id == navn)?.Id ?? fora.Forum(navn)?.Id;
            if (id is null)
            {
                return RuteplanFejl.UkendtTrin(navn, [.. f.Proces.Nodes.Where(n => n.Kind == NodeKind.UserTask).Select(n => n.Id)]);
            }

            if (id == f.Maal?.Forum)
            {
                return RuteplanFejl.UdeladtMaal(fora.Navn(id));
            }

            if (f.Proces.NodesById.TryGetValue(id, out var node) && !Attribut.ErValgfri(node))
            {
                noter.Add($"»{node.Name ?? node.Id}« er udeladt, men er ikke et valgfrit trin i processen.");
            }

            udeladt.Add(id);
        }

        return Svar<IReadOnlySet<string>>.Af(udeladt);
    }

    private Svar<IReadOnlyDictionary<string, int>> Intervaller(RuteplanBody body)
    {
        var intervaller = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var interval in body.Intervaller ?? [])
        {
            if (fora.Forum(interval!.Forum!.Trim()) is not { } forum)
            {
                return RuteplanFejl.UkendtForum("intervaller", interval.Forum.Trim(), Kendte);
            }

            intervaller[forum.Id] = interval.Dage!.Value;
        }

        return Svar<IReadOnlyDictionary<string, int>>.Af(intervaller);
    }

    private Svar<IReadOnlyList<string>> Ruter(Ruteforudsaetninger f, RuteplanBody body)
    {
        var ruter = new List<string>();
        foreach (var navn in (body.Ruter ?? []).Select(r => r!.Trim()))
        {
            var id = navn == Forelaeggelse.Politik ? navn : fora.Forum(navn)?.Id;
            if (id is null)
            {
                return RuteplanFejl.UkendtForum("ruter", navn, Kendte);
            }

            ruter.Add(id);
        }

        var tilladte = Tilladte(f);
        var egne = f.Proces.Nodes.Select(n => Attribut.Literal(n, Attribut.Forum)).OfType<string>().ToList();
        return ruter.Find(r => !tilladte.Contains(r, StringComparer.Ordinal) && !egne.Contains(r, StringComparer.Ordinal) && !(VaelgerForum(f) && fora.Forum(r)?.ErPolitisk == true)) is { } forbudt
            ? RuteplanFejl.RuteIkkeTilladt(fora.Navn(forbudt), [.. tilladte])
            : Svar<IReadOnlyList<string>>.Af(ruter);
    }

    /// <summary>The target must be on the way; a decision that may name routes is assumed to name those that lead to it.</summary>
    private Svar<Ruteforudsaetninger> PaaVej(Ruteforudsaetninger f)
    {
        if (f.Maal is not { } maal)
        {
            return f;
        }

        var start = Ruteplanlaegger.Kl(f, f.Start);
        var forloeb = planlaegger.Koer(f, start);
        if (forloeb.Sidste(maal.Forum) is not null)
        {
            return f;
        }

        var antaget = f with { Ruter = Ruteregler.VejTil(maal.Forum) };
        return f.Ruter.Count == 0 && antaget.Ruter.All(r => Tilladte(f).Contains(r, StringComparer.Ordinal)) && planlaegger.Koer(antaget, start).Sidste(maal.Forum) is not null
            ? antaget
            : RuteplanFejl.MaalIkkePaaVejen(fora.Navn(maal.Forum), [.. forloeb.Forelaeggelser.Select(t => fora.Navn(t.Forum!)).Distinct()]);
    }

    /// <summary>The committee a person is to choose: the one that is named, else the target, else the one that meets first.</summary>
    private string? Fagudvalg(Ruteforudsaetninger f, IReadOnlyList<string> ruter)
    {
        var fagudvalg = fora.Fora.Where(Ruteregler.ErFagudvalg).Select(x => x.Id).ToList();
        return ruter.FirstOrDefault(fagudvalg.Contains)
            ?? fagudvalg.Find(x => x == f.Maal?.Forum)
            ?? fagudvalg.Where(x => f.Moeder.Efter(x, Ruteplanlaegger.Kl(f, f.Start)).Any()).MinBy(x => f.Moeder.Efter(x, Ruteplanlaegger.Kl(f, f.Start)).First().Start)
            ?? fagudvalg.FirstOrDefault();
    }

    private void Antag(Ruteforudsaetninger f, RuteplanBody body, List<string> antagelser)
    {
        antagelser.Add("Hvert forum godkender første gang, sagen er på, og beslutningen ekspederes samme dag.");
        antagelser.Add($"En sag skrives på {Varigheder.SkrivDage} arbejdsdage, og andre opgaver tager {Varigheder.AndenOpgaveDage}, hvor processen ikke siger andet.");
        antagelser.Add("I en møderække (fagudvalg, Økonomiudvalg, Byråd) afleveres materialet til alle fora, når sagen går til politik; det foregående forums beslutning eftersendes.");
        if (f.Ruter.Count > 0 && (body.Ruter?.Count ?? 0) == 0)
        {
            antagelser.Add($"Sagen sendes til {string.Join(" og ", f.Ruter.Select(fora.Navn))}. Er vejen en anden, så nævn den i ruter.");
        }

        if (VaelgerForum(f) && f.Fagudvalg is { } fagudvalg && f.Fagudvalg != f.Maal?.Forum && body.Ruter?.Any(r => fora.Forum(r!.Trim())?.Id == fagudvalg) != true)
        {
            antagelser.Add($"Fagudvalget er ikke nævnt; planen regner med {fora.Navn(fagudvalg)}. Nævn et andet i ruter.");
        }
    }

    private IReadOnlyList<string> Kendte => [.. fora.Fora.Select(f => f.Id)];

    private static IReadOnlyList<string> Tilladte(Ruteforudsaetninger f) => f.Proces.Nodes.Select(Attribut.TilladteRuter).FirstOrDefault(r => r.Count > 0) ?? [];

    private static bool VaelgerForum(Ruteforudsaetninger f) => f.Proces.Nodes.Any(n => Attribut.Felter(n).Any(felt => felt.Type == "forum"));
}

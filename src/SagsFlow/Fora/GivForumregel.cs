using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Kalender;

namespace SagsFlow.Fora;

/// <summary>A forum's rule from a day on; a part that is left out stays as it is on that day.</summary>
public sealed record ForumregelBody
{
    /// <summary>First meeting day it holds for.</summary>
    public DateOnly? GyldigFra { get; init; }

    public DateOnly? GyldigTil { get; init; }

    public DagsregelBody? Aflevering { get; init; }

    public DagsregelBody? Udsendelse { get; init; }

    public DagsregelBody? Referat { get; init; }

    /// <summary>Reminders of the delivery, in arbejdsdage before; 0 is the day itself, negative after.</summary>
    public IReadOnlyList<int>? Paamindelser { get; init; }

    public bool? PaamindChef { get; init; }

    public string? Begrundelse { get; init; }

    public IEnumerable<(Moedefristart Art, DagsregelBody Regel)> Dele => new[] { (Moedefristart.Aflevering, Aflevering), (Moedefristart.Udsendelse, Udsendelse), (Moedefristart.Referat, Referat) }
        .Where(d => d.Item2 is not null).Select(d => (d.Item1, d.Item2!));
}

/// <summary>An administrator gives a forum a new rule. What the law says can be made tighter, never looser; the old rule stays for the days it held.</summary>
public sealed record GivForumregel(string Forum, ForumregelBody Body) : IKommando<ForumSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        if (Body.GyldigFra is null)
        {
            fejl.Tilfoej("gyldigFra", "Angiv den første mødedag, reglen gælder for, som 2025-08-01.");
        }
        else if (Body.GyldigTil < Body.GyldigFra)
        {
            fejl.Tilfoej("gyldigTil", "gyldigTil ligger før gyldigFra.");
        }

        foreach (var (art, regel) in Body.Dele)
        {
            if (regel.Fejl() is { } galt)
            {
                fejl.Tilfoej(Navne.Ord(art), galt);
            }

            fejl.Tjek($"{Navne.Ord(art)}.grundlag", regel.Grundlag, Tekstregler.LaengsteKort, enLinje: true);
        }

        if (Forumregel.FejlITrin(Body.Paamindelser) is { } trin)
        {
            fejl.Tilfoej("paamindelser", trin);
        }

        fejl.Tjek("begrundelse", Body.Begrundelse, Tekstregler.LaengsteKort, kraeves: true);
    }
}

public sealed class GivForumregelHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora, Arbejdskalender kalender) : IRequestHandler<GivForumregel, Svar<ForumSvar>>
{
    private static readonly Fejl KunAdmin = FaellesFejl.Forbudt("Kun en administrator kan ændre et forums regler.");

    /// <summary>Two years of meeting days show every way holidays can fall round a rule.</summary>
    private const int Proevedage = 730;

    public async Task<Svar<ForumSvar>> Handle(GivForumregel request, CancellationToken cancellationToken)
    {
        if (!adgang.Person.ErAdmin)
        {
            return KunAdmin;
        }

        if (fora.Forum(request.Forum) is not { } forum)
        {
            return FaellesFejl.FindesIkke("Forummet");
        }

        var body = request.Body;
        var fra = body.GyldigFra!.Value;
        var hidtil = forum.Regel(fra);
        var regler = new List<Dagsregel>();
        foreach (var art in Enum.GetValues<Moedefristart>())
        {
            var gammel = hidtil?.Regel(art);
            var ny = body.Dele.Where(d => d.Art == art).Select(d => d.Regel.Regel(art)).FirstOrDefault() ?? gammel;
            if (gammel is { Lovbestemt: true } && ny is not null && ny != gammel)
            {
                ny = ny with { Grundlag = gammel.Grundlag };
                if (Loesnes(gammel, ny, fra) is { } dag)
                {
                    return new Fejl(
                        FejlArt.Konflikt,
                        "lovbestemt",
                        $"Reglen følger af {gammel.Grundlag} og kan strammes, ikke løsnes. For et møde {dag:dd-MM-yyyy} ville fristen blive senere: {ny.Tael(dag, kalender).Forklaring} mod {gammel.Tael(dag, kalender).Forklaring}.");
                }
            }

            regler.AddRange(ny is null ? [] : [ny]);
        }

        var regel = Forumregel.Ny(fra, body.GyldigTil, regler, body.Paamindelser ?? hidtil?.Paamindelser ?? Forumregel.SaedvanligePaamindelser, body.PaamindChef ?? hidtil?.PaamindChef ?? false);
        await arbejde.Store.InsertForumRuleAsync(NytId.Guid(arbejde.Nu), forum.Id, fra, Json.Tekst(regel), body.Begrundelse!.Trim(), arbejde.Aktoer, arbejde.Nu, cancellationToken);
        arbejde.Historik.Tilfoej(Kaeder.System, "forumregel", $"{forum.Navn} har nye regler for møder fra {fra:dd-MM-yyyy}: {string.Join("; ", regel.Regler.Select(r => $"{Navne.Ord(r.Art)} {r.Tekst}"))}.", body.Begrundelse.Trim());

        // Timers that depend on it are computed again before the next of them fires; the queue sees that the rules have changed.
        arbejde.EfterCommit(() => fora.TilfoejRegel(forum.Id, regel));
        arbejde.MeldForfald(arbejde.Nu);
        return ForumSvar.Af(forum with { Regler = [.. forum.Regler.Where(r => r.GyldigFra != fra).Append(regel).OrderBy(r => r.GyldigFra)] });
    }

    /// <summary>A meeting day for which the new rule is later than the old one; null when there is none.</summary>
    private DateOnly? Loesnes(Dagsregel gammel, Dagsregel ny, DateOnly fra)
    {
        for (var i = 0; i < Proevedage; i++)
        {
            var dag = fra.AddDays(i);
            if (dag.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && ny.Tael(dag, kalender).Resultat.ToDateTime(ny.Kl) > gammel.Tael(dag, kalender).Resultat.ToDateTime(gammel.Kl))
            {
                return dag;
            }
        }

        return null;
    }
}

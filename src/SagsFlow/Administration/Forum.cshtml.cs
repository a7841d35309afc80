using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalender;

namespace SagsFlow.Administration;

/// <summary>One forum's rules: those that hold, those that come, and a form for new ones.</summary>
public sealed class ForumModel(IMediator mediator, Kald kald, Arbejdskalender kalender, TimeProvider ur) : Administrationsside(mediator, kald)
{
    /// <summary>Days ahead: the examples are of a meeting nobody has planned wrongly yet.</summary>
    private const int EksempelDage = 28;

    public ForumSvar Forum { get; private set; } = null!;

    public Regelformular Formular { get; private set; } = new();

    /// <summary>The weekday the examples are counted from.</summary>
    public DateOnly Eksempeldag
    {
        get
        {
            var dag = LokalTid.Dato(ur.GetUtcNow()).AddDays(EksempelDage);
            return dag.AddDays(((int)DayOfWeek.Wednesday - (int)dag.DayOfWeek + 7) % 7);
        }
    }

    /// <summary>The rule that holds today.</summary>
    public Forumregel? Nu => Gaeldende(LokalTid.Dato(ur.GetUtcNow()));

    /// <summary>The rules with the newest first.</summary>
    public IEnumerable<Forumregel> Regler => Forum.Regler.OrderByDescending(r => r.GyldigFra);

    public Forumregel? Gaeldende(DateOnly dag) => Forum.Regler.Where(r => r.GaelderDen(dag)).MaxBy(r => r.GyldigFra);

    /// <summary>The arithmetic of a rule for a meeting, in words.</summary>
    public string Eksempel(Dagsregel regel, DateOnly moede) => Dansk.Stort(regel.Tael(moede, kalender).Forklaring) + ".";

    public static string Ord(Moedefristart art) => art switch
    {
        Moedefristart.Aflevering => "Materiale afleveres",
        Moedefristart.Udsendelse => "Dagsordenen udsendes",
        _ => "Referatet er klar",
    };

    public static string Ord(ForumArt art) => art switch
    {
        ForumArt.Administrativ => "Administrativt forum",
        ForumArt.Med => "MED-udvalg",
        ForumArt.Udvalg => "Politisk udvalg",
        ForumArt.Byraad => "Byråd",
        _ => "Person",
    };

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await LaesAsync(id, ct) is { } ingen)
        {
            return ingen;
        }

        Formular = Regelformular.Af(Gaeldende(Eksempeldag) ?? Nu, LokalTid.Dato(ur.GetUtcNow()).AddDays(1));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, Regelformular formular, CancellationToken ct)
    {
        if (await LaesAsync(id, ct) is { } ingen)
        {
            return ingen;
        }

        Formular = formular;
        ModelState.Clear();
        var body = formular.Body(ModelState);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var svar = await UdfoerAsync(new GivForumregel(Forum.Id, body), ct);
        if (svar.Fejl is { } fejl)
        {
            VisFejl(fejl, felt => felt.Split('.')[0]);
            return Page();
        }

        Kvitter($"{Forum.Navn} har nye regler for møder fra {Dansk.Dato(body.GyldigFra!.Value)}. Frister, der allerede løber, er regnet om.");
        return LocalRedirect($"~/administration/fora/{Forum.Id}");
    }

    private async Task<IActionResult?> LaesAsync(string id, CancellationToken ct)
    {
        var alle = (await HentAsync(new HentFora(Side.Af(1, Side.Stoerste)), ct)).Vaerdi.Elementer;
        if (alle.FirstOrDefault(f => string.Equals(f.Id, id, StringComparison.OrdinalIgnoreCase)) is not { } forum)
        {
            return NotFound();
        }

        Forum = forum;
        return null;
    }
}

/// <summary>The form for a forum's new rule, as it is typed.</summary>
public sealed class Regelformular
{
    public string? GyldigFra { get; set; }

    public string? GyldigTil { get; set; }

    public Regelfelter Aflevering { get; set; } = new();

    public Regelfelter Udsendelse { get; set; } = new();

    public Regelfelter Referat { get; set; } = new();

    public string? Paamindelser { get; set; }

    public bool PaamindChef { get; set; }

    public string? Begrundelse { get; set; }

    public IReadOnlyList<(Moedefristart Art, Regelfelter Felter)> Dele => [(Moedefristart.Aflevering, Aflevering), (Moedefristart.Udsendelse, Udsendelse), (Moedefristart.Referat, Referat)];

    /// <summary>Filled in as the rule that holds, so that only what is to change is typed.</summary>
    public static Regelformular Af(Forumregel? regel, DateOnly fra) => new()
    {
        GyldigFra = fra.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Aflevering = Regelfelter.Af(regel, Moedefristart.Aflevering),
        Udsendelse = Regelfelter.Af(regel, Moedefristart.Udsendelse),
        Referat = Regelfelter.Af(regel, Moedefristart.Referat),
        Paamindelser = string.Join(", ", regel?.Paamindelser ?? Forumregel.SaedvanligePaamindelser),
        PaamindChef = regel?.PaamindChef ?? false,
    };

    /// <summary>What the request takes; what cannot be read as a day or a number is told by its field.</summary>
    public ForumregelBody Body(Microsoft.AspNetCore.Mvc.ModelBinding.ModelStateDictionary fejl) => new()
    {
        GyldigFra = Dag("gyldigFra", GyldigFra, fejl),
        GyldigTil = Dag("gyldigTil", GyldigTil, fejl),
        Aflevering = Aflevering.Body("aflevering", fejl),
        Udsendelse = Udsendelse.Body("udsendelse", fejl),
        Referat = Referat.Body("referat", fejl),
        Paamindelser = Trin(fejl),
        PaamindChef = PaamindChef,
        Begrundelse = Begrundelse,
    };

    private List<int> Trin(Microsoft.AspNetCore.Mvc.ModelBinding.ModelStateDictionary fejl)
    {
        var trin = new List<int>();
        foreach (var ord in (Paamindelser ?? "").Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (int.TryParse(ord, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var dage))
            {
                trin.Add(dage);
            }
            else
            {
                fejl.TryAddModelError("paamindelser", $"»{ord}« er ikke et antal dage. Skriv tal med komma imellem, f.eks. 10, 5, 2, 0, -1.");
            }
        }

        return trin;
    }

    private static DateOnly? Dag(string felt, string? tekst, Microsoft.AspNetCore.Mvc.ModelBinding.ModelStateDictionary fejl)
    {
        var dag = Dansk.LaesDag(tekst);
        if (dag is null && !string.IsNullOrWhiteSpace(tekst))
        {
            fejl.TryAddModelError(felt, $"»{tekst}« er ikke en dato.");
        }

        return dag;
    }
}

/// <summary>One deadline of a rule, as it is typed; left out when there is no number of days.</summary>
public sealed class Regelfelter
{
    public string? Dage { get; set; }

    public bool Arbejdsdage { get; set; } = true;

    public bool Loerdag { get; set; }

    public bool Grundlovsdag { get; set; }

    public bool Juleaftensdag { get; set; }

    public bool Nytaarsaftensdag { get; set; }

    public string? Kl { get; set; }

    public string? Grundlag { get; set; }

    internal static Regelfelter Af(Forumregel? forumregel, Moedefristart art) => forumregel?.Regel(art) is not { } regel ? new() : new()
    {
        Dage = regel.Antal.ToString(CultureInfo.InvariantCulture),
        Arbejdsdage = regel.Maade.Arbejdsdage,
        Loerdag = regel.Maade.Loerdag,
        Grundlovsdag = regel.Maade.Grundlovsdag,
        Juleaftensdag = regel.Maade.Juleaftensdag,
        Nytaarsaftensdag = regel.Maade.Nytaarsaftensdag,
        Kl = regel.Kl.ToString("HH:mm", CultureInfo.InvariantCulture),
        Grundlag = regel.Grundlag,
    };

    internal DagsregelBody? Body(string felt, Microsoft.AspNetCore.Mvc.ModelBinding.ModelStateDictionary fejl)
    {
        if (string.IsNullOrWhiteSpace(Dage))
        {
            return null;
        }

        if (!int.TryParse(Dage, NumberStyles.None, CultureInfo.InvariantCulture, out var antal))
        {
            fejl.TryAddModelError(felt, $"»{Dage}« er ikke et antal dage.");
            return null;
        }

        return new DagsregelBody
        {
            Arbejdsdage = Arbejdsdage ? antal : null,
            Hverdage = Arbejdsdage ? null : antal,
            Kl = Dansk.LaesTid(Kl),
            Grundlag = string.IsNullOrWhiteSpace(Grundlag) ? Dagsregel.Antaget : Grundlag,

            // An arbejdsdag is never one of these, so what was ticked for hverdage means nothing then.
            Loerdag = !Arbejdsdage && Loerdag,
            Grundlovsdag = !Arbejdsdage && Grundlovsdag,
            Juleaftensdag = !Arbejdsdage && Juleaftensdag,
            Nytaarsaftensdag = !Arbejdsdage && Nytaarsaftensdag,
        };
    }
}

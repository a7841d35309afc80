using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalender;
using SagsFlow.Procesversioner;

namespace SagsFlow.Ruteplaner;

/// <summary>When can a case be decided, and when must it begin? The question stands in the address, so that the answer can be sent to others.</summary>
public sealed class RuteplansideModel(IMediator mediator, Kald kald, Forakatalog fora, Arbejdskalender kalender) : Sidemodel(mediator, kald)
{
    [BindProperty(SupportsGet = true)]
    public Rutespoergsmaal Spoergsmaal { get; set; } = new();

    public IReadOnlyList<ProcesversionerSvar> Processer { get; private set; } = [];

    /// <summary>The answer; null until something is asked.</summary>
    public Ruteplanvist? Vist { get; private set; }

    public IReadOnlyList<Forum> Forumvalg => fora.Fora;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var processer = await HentAsync(new HentProcesser(Side.Af(1, Side.Stoerste)), ct);
        if (processer.Fejl is { } fejl)
        {
            return Afvis(fejl);
        }

        Processer = processer.Vaerdi.Elementer;
        if (Spoergsmaal.Workflow is not { Length: > 0 } workflow)
        {
            return Page();
        }

        var body = Spoergsmaal.Body();
        var svar = body.Fejl is null ? await HentAsync(new BeregnRuteplan(body.Vaerdi with { Workflow = workflow }), ct) : body.Fejl;
        if (svar.Fejl is { Art: FejlArt.Input } forkert)
        {
            VisFejl(forkert, Rutespoergsmaal.Felt);
        }
        else if (svar.Fejl is { } afvist)
        {
            return Afvis(afvist);
        }
        else
        {
            Vist = new Ruteplanvist(svar.Vaerdi, Ruteplantegning.Tegn(svar.Vaerdi, kalender), Spoergsmaal, "~/ruteplan", fora.Fora);
        }

        return Page();
    }
}

/// <summary>A plan on a page.</summary>
/// <param name="Tegning">The picture; null where there is nothing to draw.</param>
/// <param name="Sti">The page's own path, for links that ask anew.</param>
public sealed record Ruteplanvist(RuteplanSvar Plan, Svg? Tegning, Rutespoergsmaal Spoergsmaal, string Sti, IReadOnlyList<Forum> Fora)
{
    /// <summary>The question that an alternative fills in; null where people must do something first.</summary>
    public string? Adresse(Alternativ alternativ) => alternativ.Art switch
    {
        Alternativart.SenereDato when alternativ.Dato is { } dag => Spoergsmaal.Adresse(Sti, senest: dag),
        Alternativart.UdeladTrin when alternativ.Udelad is { } trin => Spoergsmaal.Adresse(Sti, udelad: trin),
        _ => null,
    };

    /// <summary>The same question without a step. Forums that are treated by the same step of a process are told apart by themselves.</summary>
    public string Uden(RutetrinSvar trin) => Spoergsmaal.Adresse(Sti, udelad: trin.Forum is { } forum && Plan.Trin.Count(t => t.Node == trin.Node) > 1 ? forum : trin.Node);

    /// <summary>What a step or a forum is called.</summary>
    public string Navn(string id) =>
        Plan.Udeladt.FirstOrDefault(u => u.Id == id)?.Navn ?? Plan.Trin.FirstOrDefault(t => t.Node == id) switch
        {
            { } trin => trin.ForumNavn ?? trin.Navn,
            null => Fora.FirstOrDefault(f => f.Id == id)?.Navn ?? id,
        };
}

/// <summary>What is asked of a plan, as it stands in the address.</summary>
public sealed record Rutespoergsmaal
{
    [FromQuery(Name = "workflow")]
    public string? Workflow { get; set; }

    [FromQuery(Name = "start")]
    public string? Start { get; set; }

    [FromQuery(Name = "maal")]
    public string? Maal { get; set; }

    [FromQuery(Name = "senest")]
    public string? Senest { get; set; }

    [FromQuery(Name = "ruter")]
    public IReadOnlyList<string>? Ruter { get; set; }

    [FromQuery(Name = "udelad")]
    public IReadOnlyList<string>? Udelad { get; set; }

    public IReadOnlyList<string> Udeladte => Udfyldte(Udelad);

    public bool HarMaal => !string.IsNullOrWhiteSpace(Maal + Senest);

    /// <summary>The question as it is asked, without its process.</summary>
    public Svar<RuteplanBody> Body()
    {
        if (!Laes(Start, out var start))
        {
            return FaellesFejl.Input("start", "Skriv datoen som 25-02-2025.");
        }

        if (!Laes(Senest, out var senest))
        {
            return FaellesFejl.Input("maal.senest", "Skriv datoen som 25-02-2025.");
        }

        var maal = HarMaal ? new MaalBody(Maal, senest) : null;
        return new RuteplanBody(null, null, start, maal, Udeladte, Udfyldte(Ruter), null, null);
    }

    /// <summary>The field that an answer's field is asked in.</summary>
    public static string Felt(string felt) => felt switch { "maal.forum" => "maal", "maal.senest" => "senest", _ => felt.Split('[')[0] };

    /// <summary>The question's address, with something in it changed.</summary>
    /// <param name="sti">The page's path.</param>
    /// <param name="senest">Another target date.</param>
    /// <param name="udelad">One more step to leave out.</param>
    public string Adresse(string sti, DateOnly? senest = null, string? udelad = null)
    {
        var felter = new List<KeyValuePair<string, string?>>
        {
            new("workflow", Workflow), new("start", Start), new("maal", Maal), new("senest", senest?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Senest),
        };
        felter.AddRange(Udfyldte(Ruter).Select(r => new KeyValuePair<string, string?>("ruter", r)));
        felter.AddRange(Udeladte.Concat(udelad is null ? [] : [udelad]).Distinct(StringComparer.Ordinal).Select(u => new KeyValuePair<string, string?>("udelad", u)));
        return QueryHelpers.AddQueryString(sti, felter.Where(f => !string.IsNullOrWhiteSpace(f.Value)));
    }

    public bool SendesTil(string forum) => Udfyldte(Ruter).Contains(forum, StringComparer.Ordinal);

    private static IReadOnlyList<string> Udfyldte(IReadOnlyList<string>? navne) => [.. (navne ?? []).Where(n => !string.IsNullOrWhiteSpace(n))];

    private static bool Laes(string? tekst, out DateOnly? dag)
    {
        dag = null;
        if (string.IsNullOrWhiteSpace(tekst))
        {
            return true;
        }

        dag = Dansk.LaesDag(tekst);
        return dag is not null;
    }
}

using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Soegning;

/// <summary>The search over everything the reader may see; what is searched for stands in the address.</summary>
public sealed class SoegesideModel(IMediator mediator, Kald kald, Forakatalog fora, TimeProvider ur) : Sidemodel(mediator, kald)
{
    private const int PrSide = 20;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Art { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Forum { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Center { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Fra { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Til { get; set; }

    /// <summary>What was found; null before anything is searched for.</summary>
    public SoegeSvar? Fundet { get; private set; }

    public DateOnly Idag => LokalTid.Dato(ur.GetUtcNow());

    public IReadOnlyList<Center> Centre => fora.Centervalg(Idag);

    public IReadOnlyList<Forum> Forumvalg => fora.Fora;

    public bool HarFiltre => !string.IsNullOrWhiteSpace(Art + Forum + Center + Fra + Til);

    public static IReadOnlyList<Soegeart> Arter { get; } = Enum.GetValues<Soegeart>();

    public static string Flere(Soegeart art) => art switch
    {
        Soegeart.Sag => "Sager",
        Soegeart.Forelaeggelse => "Sagers tekst til et forum",
        Soegeart.Beslutning => "Beslutninger",
        Soegeart.FastPunkt => "Faste punkter",
        _ => "Bilag",
    };

    /// <summary>The line above a hit: what it is, where and when.</summary>
    public string Om(FundSvar f)
    {
        var hvad = f.Art switch
        {
            Soegeart.Sag => "Sag",
            Soegeart.Forelaeggelse => $"Sag, teksten til {fora.Navn(f.Forum!)}",
            Soegeart.Beslutning => $"Beslutning i {fora.Navn(f.Forum!)} den {Dansk.Dato(f.Dato)}",
            Soegeart.FastPunkt => $"Fast punkt i {fora.Navn(f.Forum!)} den {Dansk.Dato(f.Dato)}",
            _ => "Bilag til en sag",
        };
        return string.Join(" · ", new[] { hvad, f.Journalnummer, f.Center is { } c ? fora.Center(c)?.Navn : null }.OfType<string>());
    }

    public static string Adresse(FundSvar f) => f.Art switch
    {
        Soegeart.Beslutning => $"/moeder/{f.MoedeId}/referat#punkt-{f.DagsordenspunktId}",
        Soegeart.FastPunkt => $"/moeder/{f.MoedeId}#punkt-{f.DagsordenspunktId}",
        _ => $"/sager/{f.SagId}",
    };

    public async Task<IActionResult> OnGetAsync(int? side, CancellationToken ct)
    {
        if (Q is null)
        {
            return Page();
        }

        if (!TryDag("fra", Fra, out var fra) | !TryDag("til", Til, out var til))
        {
            return Page();
        }

        var svar = await HentAsync(new Soeg(Q, Udfyldt(Art), Udfyldt(Forum), Udfyldt(Center), fra, til, Infrastructure.Side.Af(side, PrSide)), ct);
        if (svar.Fejl is { Art: FejlArt.Input } forkert)
        {
            VisFejl(forkert);
        }
        else if (svar.Fejl is { } fejl)
        {
            return Afvis(fejl);
        }
        else
        {
            Fundet = svar.Vaerdi;
        }

        return Page();
    }

    private bool TryDag(string felt, string? tekst, out DateOnly? dag)
    {
        dag = null;
        if (string.IsNullOrWhiteSpace(tekst))
        {
            return true;
        }

        dag = Dansk.LaesDag(tekst);
        if (dag is not null)
        {
            return true;
        }

        VisFejl(FaellesFejl.Input(felt, "Skriv datoen som 25-02-2025."));
        return false;
    }
}

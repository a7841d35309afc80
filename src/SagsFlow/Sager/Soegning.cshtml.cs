using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Sager;

/// <summary>The searchable list of cases. What is searched for stands in the address, so that a search can be kept and sent to others.</summary>
public sealed class SoegningModel(IMediator mediator, Kald kald, Forakatalog fora, TimeProvider ur) : Sidemodel(mediator, kald)
{
    private const int PrSide = 25;

    [BindProperty(SupportsGet = true)]
    public string? Soeg { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Center { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Forum { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Frist { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Mine { get; set; }

    /// <summary>Only those that do not make a date they should; in the address also <c>frist=naas-ikke</c>, as the API says it.</summary>
    [BindProperty(SupportsGet = true)]
    public bool NaasIkke { get; set; }

    public Liste<SagLinje> Fundne { get; private set; } = Liste<SagLinje>.Af([], Infrastructure.Side.Af(1, PrSide));

    public DateOnly Idag => LokalTid.Dato(ur.GetUtcNow());

    public IReadOnlyList<Center> Centre => fora.Centervalg(Idag);

    public IReadOnlyList<Forum> Forumvalg => fora.Fora;

    public static IReadOnlyList<(string Slug, string Ord)> Statusser { get; } =
        [.. Enum.GetValues<Sagsstatus>().Select(s => (Data.Navne.Ord(s), s.Ord()))];

    public bool HarFiltre => Mine || NaasIkke || !string.IsNullOrWhiteSpace(Soeg + Center + Forum + Status + Frist);

    public string Centernavn(string id) => fora.Centernavn(id);

    public async Task<IActionResult> OnGetAsync(int? side, CancellationToken ct)
    {
        if (Frist?.Trim() == SoegSager.NaasIkke)
        {
            (NaasIkke, Frist) = (true, null);
        }

        var frist = NaasIkke ? SoegSager.NaasIkke : null;
        if (!NaasIkke && !string.IsNullOrWhiteSpace(Frist))
        {
            if (Dansk.LaesDag(Frist) is not { } dag)
            {
                VisFejl(FaellesFejl.Input("frist", "Skriv datoen som 25-02-2025."));
                return Page();
            }
            else
            {
                frist = dag.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            }
        }

        var svar = await HentAsync(new SoegSager(Udfyldt(Soeg), Udfyldt(Center), Udfyldt(Forum), Udfyldt(Status), frist, Infrastructure.Side.Af(side, PrSide)) { Mine = Mine }, ct);
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
            Fundne = svar.Vaerdi;
        }

        return Page();
    }
}

using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalender;
using SagsFlow.Sager;

namespace SagsFlow.Ruteplaner;

/// <summary>Can the case make it? From where it stands, with its own dates as targets, or with one that is asked for.</summary>
public sealed class SagsruteplanModel(IMediator mediator, Kald kald, Forakatalog fora, Arbejdskalender kalender) : Sidemodel(mediator, kald)
{
    [BindProperty(SupportsGet = true)]
    public Rutespoergsmaal Spoergsmaal { get; set; } = new();

    public SagSvar Sag { get; private set; } = null!;

    public Ruteplanvist? Vist { get; private set; }

    public IReadOnlyList<Forum> Forumvalg => fora.Fora;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        var sagId = new SagId(id);
        var sag = await HentAsync(new HentSag(sagId), ct);
        if (sag.Fejl is { } fejl)
        {
            return Afvis(fejl);
        }

        Sag = sag.Vaerdi;
        var svar = await SvarAsync(sagId, ct);
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
            Vist = new Ruteplanvist(svar.Vaerdi, Ruteplantegning.Tegn(svar.Vaerdi, kalender), Spoergsmaal, $"~/sager/{id}/ruteplan", fora.Fora);
        }

        return Page();
    }

    private async Task<Svar<RuteplanSvar>> SvarAsync(SagId id, CancellationToken ct)
    {
        var body = Spoergsmaal.Body();
        if (body.Fejl is { } fejl)
        {
            return fejl;
        }

        return body.Vaerdi is { Maal: null, Udelad: not { Count: > 0 } }
            ? await HentAsync(new HentSagsruteplan(id), ct)
            : await HentAsync(new BeregnRuteplan(body.Vaerdi with { SagId = id.Value }), ct);
    }
}

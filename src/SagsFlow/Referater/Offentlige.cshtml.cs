using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Referater;

/// <summary>The list of published minutes, for anybody.</summary>
[AllowAnonymous]
public sealed class OffentligeModel(IMediator mediator, Kald kald, Forakatalog fora) : Sidemodel(mediator, kald)
{
    private const int PrSide = 50;

    [BindProperty(SupportsGet = true)]
    public string? Forum { get; set; }

    public IReadOnlyList<Forum> Forumvalg => fora.Fora;

    public Liste<OffentligtReferatLinje> Referater { get; private set; } = null!;

    public async Task OnGetAsync(int? side, CancellationToken ct) =>
        Referater = (await HentAsync(new HentOffentligeReferater(string.IsNullOrWhiteSpace(Forum) ? null : Forum, Infrastructure.Side.Af(side, PrSide)), ct)).Vaerdi;
}

using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Moeder;

namespace SagsFlow.Bestillinger;

/// <summary>A forum's orders for its next agenda, to be printed: those that are open, and those finished since it last met.</summary>
public sealed class OpfoelgningslisteModel(IMediator mediator, Kald kald, Forakatalog fora, TimeProvider ur) : Sidemodel(mediator, kald)
{
    public Forum Forum { get; private set; } = null!;

    public MoedeSvar? Naeste { get; private set; }

    public MoedeSvar? Sidste { get; private set; }

    public IReadOnlyList<BestillingSvar> Aabne { get; private set; } = [];

    public IReadOnlyList<BestillingSvar> Faerdige { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Navne { get; private set; } = new Dictionary<string, string>();

    public DateTimeOffset Nu => ur.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(string forum, CancellationToken ct)
    {
        if (fora.Forum(forum) is not { } fundet)
        {
            return NotFound();
        }

        Forum = fundet;
        var idag = LokalTid.Dato(Nu);
        Naeste = (await AlleAsync(s => new HentMoeder(fundet.Id, idag, null, s), ct)).FirstOrDefault(m => m.Aflyst is null);
        var foersteDag = idag.AddYears(-1);
        Sidste = (await AlleAsync(s => new HentMoeder(fundet.Id, foersteDag, idag.AddDays(-1), s), ct)).LastOrDefault(m => m.Aflyst is null);
        Aabne = await AlleAsync(s => new HentBestillinger(null, "aaben", fundet.Id, null, s) { EfterFrist = true }, ct);
        var siden = LokalTid.TilOejeblik(Sidste?.Start ?? foersteDag.ToDateTime(TimeOnly.MinValue));
        Faerdige = await AlleAsync(s => new HentBestillinger(null, "afsluttet", fundet.Id, null, s) { AfsluttetFra = siden }, ct);
        Navne = (await HentAsync(new HentNavne([.. Aabne.Concat(Faerdige).SelectMany(b => b.Tilbagemeldinger.Select(t => t.Af))]), ct)).Vaerdi;
        return Page();
    }

    /// <summary>All the pages of a list: a print has no next page to go to.</summary>
    private async Task<IReadOnlyList<T>> AlleAsync<T>(Func<Side, IForespoergsel<Liste<T>>> forespoergsel, CancellationToken ct)
    {
        var alle = new List<T>();
        for (var nr = 1; ; nr++)
        {
            var side = (await HentAsync(forespoergsel(Side.Af(nr, Side.Stoerste)), ct)).Vaerdi;
            alle.AddRange(side.Elementer);
            if (nr >= side.Sider)
            {
                return alle;
            }
        }
    }
}

using SagsFlow.Kalender;
using SagsFlow.Processer;

namespace SagsFlow.Ruteplaner;

/// <summary>Plans every running case with something to reach again each arbejdsdag: a case that stands still comes too late without anybody moving a meeting.</summary>
public sealed class Plangennemgang(Genplanlaegning genplanlaegning, Arbejdskalender kalender) : IDagsvaerk
{
    public string Navn => "plangennemgang";

    public TimeOnly Kl => new(7, 0);

    public async Task UdfoerAsync(DateOnly dag, CancellationToken ct)
    {
        if (kalender.ErArbejdsdag(dag))
        {
            await genplanlaegning.AlleAsync(ct);
        }
    }
}

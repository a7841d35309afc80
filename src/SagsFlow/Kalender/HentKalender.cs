using MediatR;
using SagsFlow.Infrastructure;

namespace SagsFlow.Kalender;

/// <summary>A year's days off, and its squeezed days.</summary>
public sealed record HentKalender(int Aar) : IForespoergsel<KalenderSvar>;

/// <param name="Dage">Every day that is no arbejdsdag, in order.</param>
/// <param name="IndeklemteDage">Single arbejdsdage between a weekday off and a weekend, before the decided closings are laid on.</param>
/// <param name="Arbejdsdage">How many arbejdsdage the year has.</param>
public sealed record KalenderSvar(int Aar, IReadOnlyList<KalenderdagSvar> Dage, IReadOnlyList<IndeklemtSvar> IndeklemteDage, int Arbejdsdage);

/// <param name="Navn">Why, e.g. <c>2. pinsedag</c>.</param>
/// <param name="Uge">The ISO week.</param>
public sealed record KalenderdagSvar(DateOnly Dato, Fridagsart Art, string Navn, int Uge);

/// <param name="FastLukket">Whether a standing rule closes it every year, so that nobody need decide.</param>
/// <param name="Lukket">Whether it is closed.</param>
public sealed record IndeklemtSvar(DateOnly Dato, bool FastLukket, bool Lukket);

public sealed class HentKalenderHandler(Arbejdskalender kalender) : IRequestHandler<HentKalender, Svar<KalenderSvar>>
{
    public Task<Svar<KalenderSvar>> Handle(HentKalender request, CancellationToken cancellationToken) => Task.FromResult<Svar<KalenderSvar>>(
        request.Aar is < Arbejdskalender.FoersteAar or > Arbejdskalender.SidsteAar
            ? FaellesFejl.Input("aar", $"Kalenderen går fra {Arbejdskalender.FoersteAar} til {Arbejdskalender.SidsteAar}.")
            : Svar(request.Aar, kalender));

    /// <summary>The same for the command line.</summary>
    public static KalenderSvar Svar(int aar, Arbejdskalender kalender)
    {
        var fri = kalender.Fridage(aar);
        var udenFaste = kalender.IndeklemteDage(aar, medFaste: false);
        return new KalenderSvar(
            aar,
            [.. fri.Select(f => new KalenderdagSvar(f.Dag, f.Art, f.Navn, Arbejdskalender.Uge(f.Dag).Uge))],
            [.. kalender.IndeklemteDage(aar, medFaste: true).Select(d => new IndeklemtSvar(d, !udenFaste.Contains(d), !kalender.ErArbejdsdag(d)))],
            (DateTime.IsLeapYear(aar) ? 366 : 365) - fri.Count);
    }
}

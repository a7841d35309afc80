using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Frister;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalender;

namespace SagsFlow.Moeder;

/// <summary>How the calendar is laid out.</summary>
public enum Kalendervisning
{
    Maaned,
    Aar,
    Raekke,
}

/// <summary>Every forum's meetings. What is shown stands in the address, so that it can be kept and sent to others.</summary>
public sealed class KalendersideModel(IMediator mediator, Kald kald, Forakatalog fora, TimeProvider ur) : Sidemodel(mediator, kald)
{
    private const string Maanedsform = "yyyy-MM";
    private MoedekalenderSvar _indhold = new([], [], []);
    private ILookup<DateOnly, MoedeSvar> _moeder = Array.Empty<MoedeSvar>().ToLookup(_ => default(DateOnly));
    private ILookup<DateOnly, FristSvar> _frister = Array.Empty<FristSvar>().ToLookup(_ => default(DateOnly));
    private Dictionary<DateOnly, Fridag> _fridage = [];

    public Kalendervisning Visning { get; private set; }

    /// <summary>The first day of the month shown; of the year's or the rounds' view, some month of the year.</summary>
    public DateOnly Maaned { get; private set; }

    /// <summary>The forums chosen; empty: all.</summary>
    public IReadOnlyList<string> Valgte { get; private set; } = [];

    public bool MedFrister { get; private set; }

    public DateOnly Idag => LokalTid.Dato(ur.GetUtcNow());

    public IReadOnlyList<Forum> Fora => fora.Fora;

    public IReadOnlyList<MoedeSvar> Moeder => _indhold.Moeder;

    public IReadOnlyList<Moederaekke> Raekker => [.. Moederaekker.Find(_indhold.Moeder, fora).Where(r => r.Sidste.Start.Year == Maaned.Year)];

    /// <summary>The forums that have a row of the year.</summary>
    public IReadOnlyList<Forum> Aarsfora => [.. fora.Fora.Where(f => Valgte.Contains(f.Id, StringComparer.Ordinal) || Moeder.Any(m => m.Forum == f.Id))];

    public IReadOnlyList<Fridag> Fridage => _indhold.Fridage;

    public bool MaaOprette => fora.Fora.Any(f => Person.ErSekretaerFor(f.Id));

    public string Titel => Visning == Kalendervisning.Maaned ? Dansk.Stort(Maaned.ToString("MMMM yyyy", Dansk.Kultur)) : Maaned.ToString("yyyy", CultureInfo.InvariantCulture);

    /// <summary>The weeks of the month, from Monday, with the days of the months beside it that fill them.</summary>
    public IEnumerable<IReadOnlyList<DateOnly>> Uger
    {
        get
        {
            for (var mandag = Mandag(Maaned); mandag < Maaned.AddMonths(1); mandag = mandag.AddDays(7))
            {
                yield return [.. Enumerable.Range(0, 7).Select(mandag.AddDays)];
            }
        }
    }

    public IEnumerable<MoedeSvar> Den(DateOnly dag) => _moeder[dag];

    public IEnumerable<FristSvar> FristerDen(DateOnly dag) => _frister[dag];

    public Fridag? Fridag(DateOnly dag) => _fridage.GetValueOrDefault(dag);

    public string Kortnavn(string forum) => fora.Forum(forum)?.Kortnavn ?? forum;

    /// <summary>The same choices in another layout or another time.</summary>
    public string Adresse(Kalendervisning? visning = null, DateOnly? maaned = null)
    {
        var felter = Valgte.Select(f => KeyValuePair.Create("forum", (string?)f)).ToList();
        felter.Add(KeyValuePair.Create("visning", (string?)Navne.Ord(visning ?? Visning)));
        felter.Add(KeyValuePair.Create("maaned", (string?)(maaned ?? Maaned).ToString(Maanedsform, CultureInfo.InvariantCulture)));
        if (MedFrister)
        {
            felter.Add(KeyValuePair.Create("frister", (string?)"ja"));
        }

        return QueryHelpers.AddQueryString(Url.Content("~/moeder"), felter);
    }

    /// <summary>The month or the year before or after.</summary>
    public string Naboadresse(int retning) => Adresse(null, Visning == Kalendervisning.Maaned ? Maaned.AddMonths(retning) : Maaned.AddYears(retning));

    /// <summary>Where a new meeting is called on a day, of the forum chosen when the caller runs it.</summary>
    public string NytMoede(DateOnly? dag)
    {
        var felter = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (dag is { } d)
        {
            felter["dato"] = d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        if (Valgte is [var ene] && Person.ErSekretaerFor(ene))
        {
            felter["forum"] = ene;
        }

        return QueryHelpers.AddQueryString(Url.Content("~/moeder/ny"), felter);
    }

    public async Task<IActionResult> OnGetAsync(string? visning, string? maaned, string[]? forum, string? frister, CancellationToken ct)
    {
        Visning = Navne.TryLaes<Kalendervisning>(visning, out var valgt) ? valgt : Kalendervisning.Maaned;
        Maaned = DateOnly.TryParseExact(maaned, Maanedsform, CultureInfo.InvariantCulture, DateTimeStyles.None, out var laest) && laest.Year is > Arbejdskalender.FoersteAar and < Arbejdskalender.SidsteAar
            ? laest
            : new DateOnly(Idag.Year, Idag.Month, 1);
        Valgte = [.. (forum ?? []).Select(f => fora.Forum(f)?.Id).OfType<string>().Distinct(StringComparer.Ordinal)];
        MedFrister = frister == "ja" && Visning == Kalendervisning.Maaned;
        var (fra, til) = Visning switch
        {
            Kalendervisning.Maaned => (Mandag(Maaned), Mandag(Maaned.AddMonths(1).AddDays(-1)).AddDays(6)),
            Kalendervisning.Aar => (new DateOnly(Maaned.Year, 1, 1), new DateOnly(Maaned.Year, 12, 31)),

            // A round may begin in the year before it ends.
            _ => (new DateOnly(Maaned.Year - 1, 11, 1), new DateOnly(Maaned.Year, 12, 31)),
        };
        var svar = await HentAsync(new HentMoedekalender(fra, til, Valgte, MedFrister), ct);
        if (svar.Fejl is { } fejl)
        {
            return Afvis(fejl);
        }

        _indhold = svar.Vaerdi;
        _moeder = _indhold.Moeder.ToLookup(m => DateOnly.FromDateTime(m.Start));
        _frister = _indhold.Frister.ToLookup(f => DateOnly.FromDateTime(f.Forfald));
        _fridage = _indhold.Fridage.ToDictionary(f => f.Dag);
        return Page();
    }

    private static DateOnly Mandag(DateOnly dag) => dag.AddDays(-(((int)dag.DayOfWeek + 6) % 7));
}

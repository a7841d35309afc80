using SagsFlow.Ruteplaner;
using static SagsFlow.Tests.Ruteplaner.Planlaegning;

namespace SagsFlow.Tests.Ruteplaner;

/// <summary>What holds of every plan, on random calendars of meetings; a failing seed stands in the message.</summary>
public sealed class RuteplanEgenskaberTests
{
    private static readonly string[] Fora = ["DIR", "CF", "HU", "ISU", "AESU", "OEU", "BY"];

    private static readonly (string Workflow, string Maal, string[] Ruter)[] Sager =
    [
        ("direktionssag", "DIR", []), ("direktionssag", "BY", ["OEU", "BY"]), ("direktionssag", "BY", ["CF", "ISU", "OEU", "BY"]), ("direktionssag", "HU", ["HU"]),
        ("politisk-sag", "OEU", ["ISU"]), ("politisk-sag", "BY", ["AESU"]), ("to-behandlinger", "BY", []),
    ];

    public static TheoryData<int> Froe => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Froe))]
    public void FremOgTilbage_ErEns(int froe)
    {
        var tilfaeldig = new Random(froe);
        var (planlaegning, f) = Tilfaeldig(tilfaeldig);
        var plan = planlaegning.Planlaegger.Laeg(f);
        if (plan.SenesteStart is not { } start)
        {
            Assert.False(plan.KanNaas, $"{froe}");
            return;
        }

        Assert.True(planlaegning.Planlaegger.Koer(f, Ruteplanlaegger.Kl(f, start)).Naar(f.Maal!), $"{froe}: from {start}");
        Assert.False(planlaegning.Planlaegger.Koer(f, Ruteplanlaegger.Kl(f, start.AddDays(1))).Naar(f.Maal!), $"{froe}: from the day after {start}");
        Assert.True(plan.KanNaas == start >= f.Start, $"{froe}");
        if (plan.KanNaas)
        {
            // The meetings told as the last ones are those a case takes that begins on the last day.
            var senest = planlaegning.Planlaegger.Laeg(f with { Start = start });
            Assert.Equal(plan.Senest.Where(s => s.Value.Moede is not null).Select(s => s.Value.Moede!.Id), senest.Senest.Where(s => s.Value.Moede is not null).Select(s => s.Value.Moede!.Id));
        }
    }

    [Theory]
    [MemberData(nameof(Froe))]
    public void Plan_BrugerAldrigEtMoedeHvisFristErPasseret(int froe)
    {
        var (planlaegning, f) = Tilfaeldig(new Random(froe));
        var plan = planlaegning.Planlaegger.Laeg(f);
        var foer = f.Nu;
        foreach (var trin in plan.Forloeb.Trin.Where(t => !t.UdenDato))
        {
            Assert.True(trin.Klar >= foer, $"{froe}");
            if (trin.Moede is { } moede)
            {
                Assert.True(moede.Start > trin.Klar && moede.Start > f.Nu, $"{froe}: {moede.ForumId} {moede.Start} is before {trin.Klar}");
                Assert.True(moede.Aflevering!.Forfald >= trin.Afleveret && trin.Afleveret >= f.Nu, $"{froe}: {moede.ForumId} {moede.Start} was due {moede.Aflevering.Forfald}");
                Assert.True(moede.LaastFra is not { } laast || trin.Afleveret < laast, $"{froe}: {moede.ForumId} {moede.Start} was sent");
            }

            foer = trin.Klar;
        }

        foreach (var senest in plan.Senest.Values.Where(s => s.Moede is not null))
        {
            Assert.True(senest.Moede!.Aflevering!.Forfald >= f.Nu && senest.Moede.Dato <= f.Maal!.Senest, $"{froe}");
        }
    }

    [Theory]
    [MemberData(nameof(Froe))]
    public void EtMoedeMere_GoerIkkeSagenSenere(int froe)
    {
        var tilfaeldig = new Random(froe);
        var (planlaegning, f) = Tilfaeldig(tilfaeldig);
        var foer = planlaegning.Planlaegger.Koer(f, Ruteplanlaegger.Kl(f, f.Start)).Sidste(f.Maal!.Forum)?.Moede?.Start ?? DateTime.MaxValue;
        planlaegning.Moeder.Add(planlaegning.Moede(Fora[tilfaeldig.Next(Fora.Length)], f.Nu.Date.AddDays(tilfaeldig.Next(120)).AddHours(8)));
        var efter = planlaegning.Planlaegger.Koer(f with { Moeder = new Moedeplan(planlaegning.Moeder) }, Ruteplanlaegger.Kl(f, f.Start)).Sidste(f.Maal!.Forum)?.Moede?.Start ?? DateTime.MaxValue;
        Assert.True(efter <= foer || f.Proces.Id == "to-behandlinger", $"{froe}: {foer} became {efter}");
    }

    private static (Planlaegning Planlaegning, Ruteforudsaetninger Spoergsmaal) Tilfaeldig(Random r)
    {
        var planlaegning = new Planlaegning { Nu = new DateTime(2024, 1, 1).AddDays(r.Next(300)).AddHours(r.Next(24)) };
        foreach (var forum in Fora)
        {
            for (var dag = -30 + r.Next(20); dag < 300; dag += 7 + r.Next(30))
            {
                var moede = planlaegning.Moede(forum, planlaegning.Nu.Date.AddDays(dag).AddHours(9 + r.Next(8)));
                planlaegning.Moeder.Add(r.Next(10) == 0 ? moede with { LaastFra = moede.Start.AddDays(-20) } : moede);
            }
        }

        var (workflow, maal, ruter) = Sager[r.Next(Sager.Length)];
        var idag = DateOnly.FromDateTime(planlaegning.Nu);
        return (planlaegning, planlaegning.Spoerg(workflow, new Rutemaal(maal, idag.AddDays(r.Next(250))), null, ruter) with { Start = idag.AddDays(r.Next(3) == 0 ? r.Next(40) : 0) });
    }
}

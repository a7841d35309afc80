using SagsFlow.Beslutninger;

namespace SagsFlow.Sager;

/// <summary>
/// The points of a case's indstilling beside what each forum decided of them. A point is the same from forum to forum by its id, whatever its
/// number or wording became.
/// </summary>
/// <param name="Beslutninger">The columns: decisions that said something of single points, in time's order.</param>
/// <param name="Raekker">The points, those of the latest indstilling first.</param>
public sealed record Punktoversigt(IReadOnlyList<BeslutningVist> Beslutninger, IReadOnlyList<Punktraekke> Raekker)
{
    public static Punktoversigt Af(IEnumerable<BeslutningVist> beslutninger)
    {
        var medPunkter = beslutninger.Where(b => b.Svar.Punkter.Count > 0 && b.Indstilling is not null).ToList();
        var raekker = new Dictionary<Guid, Punktraekke>();
        foreach (var (b, kolonne) in medPunkter.Select((b, i) => (b, i)).Reverse())
        {
            var udfald = b.Svar.Punkter.ToDictionary(p => p.Nr, StringComparer.Ordinal);
            foreach (var (nr, punkt) in b.Indstilling!.AlleMedNummer())
            {
                if (!raekker.TryGetValue(punkt.Id, out var raekke))
                {
                    raekker.Add(punkt.Id, raekke = new Punktraekke(nr, punkt.Tekst, new PunktudfaldSvar?[medPunkter.Count], new bool[medPunkter.Count]));
                }

                raekke.Udfald[kolonne] = udfald.GetValueOrDefault(nr);
                raekke.Forelagt[kolonne] = true;
            }
        }

        // A main point whose sub-points were decided has no outcome of its own to miss.
        return new Punktoversigt(medPunkter, [.. raekker.Values.Where(r => r.Udfald.Any(u => u is not null) || !raekker.Values.Any(u => u != r && u.Nr.StartsWith(r.Nr, StringComparison.Ordinal)))]);
    }
}

/// <summary>One point, with a place for each decision.</summary>
/// <param name="Udfald">Null where the forum gave it no outcome.</param>
/// <param name="Forelagt">Whether the point stood in the indstilling that forum had.</param>
public sealed record Punktraekke(string Nr, string Tekst, PunktudfaldSvar?[] Udfald, bool[] Forelagt);

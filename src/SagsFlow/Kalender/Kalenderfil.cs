using System.Globalization;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;

namespace SagsFlow.Kalender;

/// <summary>Reads <c>workflows/kalender.yaml</c> and says, with line, what is wrong in it.</summary>
public static class Kalenderfil
{
    /// <summary>Reads the file's text.</summary>
    /// <returns>The calendar, or null when there is a finding.</returns>
    public static (Arbejdskalender? Kalender, IReadOnlyList<Finding> Fund) Laes(string yaml, string fil)
    {
        try
        {
            var laest = new Yamlfil(fil, new StringReader(yaml));
            var indhold = laest.Laes<Filindhold>();
            var regler = indhold.Lukkedage.Select((post, nr) => Regel(laest, post, $"$.lukkedage[{nr.ToString(CultureInfo.InvariantCulture)}]")).ToList();
            for (var i = 0; i < regler.Count; i++)
            {
                if (regler.FindIndex(r => r.Id == regler[i].Id) < i)
                {
                    throw laest.Fejl($"$.lukkedage[{i.ToString(CultureInfo.InvariantCulture)}].id", $"»{regler[i].Id}« er brugt to gange; giv den anden et andet id.");
                }
            }

            return (new Arbejdskalender(regler, Historikpost.Sha(yaml)), []);
        }
        catch (YamlfejlException e)
        {
            return (null, [new Finding(fil, (int)e.Linje, null, "kalender", e.Tekst, Severity.Error)]);
        }
    }

    private static Lukkeregel Regel(Yamlfil fil, LukkePost post, string sti)
    {
        if (string.IsNullOrWhiteSpace(post.Id) || string.IsNullOrWhiteSpace(post.Navn))
        {
            throw fil.Fejl(sti, "En lukkedag skal have et id og et navn.");
        }

        var maader = (post.Dag is null ? 0 : 1) + (post.Paaske is null ? 0 : 1) + (post.IndeklemteFra is null && post.IndeklemteTil is null ? 0 : 1) + (post.Dage.Count > 0 ? 1 : 0);
        if (maader != 1)
        {
            throw fil.Fejl(sti, $"»{post.Id}« skal angive sine dage på netop én måde: dag, paaske, indeklemteFra og indeklemteTil, eller dage.");
        }

        TjekDag(fil, sti + ".dag", post.Dag);
        TjekDag(fil, sti + ".indeklemteFra", post.IndeklemteFra);
        TjekDag(fil, sti + ".indeklemteTil", post.IndeklemteTil);
        if ((post.IndeklemteFra is null) != (post.IndeklemteTil is null) || string.CompareOrdinal(post.IndeklemteFra, post.IndeklemteTil) > 0)
        {
            throw fil.Fejl(sti, "Angiv både indeklemteFra og indeklemteTil, den første først, inden for samme år.");
        }

        if (post.GyldigTil < post.GyldigFra)
        {
            throw fil.Fejl(sti + ".gyldigTil", "gyldigTil ligger før gyldigFra.");
        }

        return new Lukkeregel(post.Id, post.Navn, post.Sedvane)
        {
            Dag = post.Dag,
            Paaske = post.Paaske,
            IndeklemteFra = post.IndeklemteFra,
            IndeklemteTil = post.IndeklemteTil,
            Dage = post.Dage,
            GyldigFra = post.GyldigFra,
            GyldigTil = post.GyldigTil,
        };
    }

    private static void TjekDag(Yamlfil fil, string sti, string? dag)
    {
        // A leap year: 29 February is a day.
        if (dag is not null && !DateOnly.TryParseExact("2024-" + dag, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            throw fil.Fejl(sti, $"»{dag}« er ikke en dag. Skriv måned og dag som 12-24.");
        }
    }

    private sealed record Filindhold
    {
        public IReadOnlyList<LukkePost> Lukkedage { get; init; } = [];
    }

    private sealed record LukkePost
    {
        public string? Id { get; init; }

        public string? Navn { get; init; }

        public bool Sedvane { get; init; }

        public string? Dag { get; init; }

        public int? Paaske { get; init; }

        public string? IndeklemteFra { get; init; }

        public string? IndeklemteTil { get; init; }

        public IReadOnlyList<DateOnly> Dage { get; init; } = [];

        public DateOnly? GyldigFra { get; init; }

        public DateOnly? GyldigTil { get; init; }
    }
}

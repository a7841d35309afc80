using System.Text.RegularExpressions;
using DiffPlex;
using MediatR;
using SagsFlow.Infrastructure;

namespace SagsFlow.Sager;

/// <summary>A stretch of text that two versions share, or that one of them has alone.</summary>
public sealed record Tekststykke(Stykkeart Art, string Tekst);

public enum Stykkeart
{
    Ens,
    Fjernet,
    Tilfoejet,
}

/// <summary>Finds what differs between two texts, word by word.</summary>
public static partial class Tekstforskel
{
    /// <summary>The two texts as one, in order: what was there before stands before what came in its place.</summary>
    public static IReadOnlyList<Tekststykke> Find(string? foer, string? efter)
    {
        var forskel = new Differ().CreateCustomDiffs(foer ?? "", efter ?? "", ignoreWhiteSpace: false, ignoreCase: false, Ordene);
        var stykker = new List<Tekststykke>();
        var (a, b) = (0, 0);
        foreach (var blok in forskel.DiffBlocks)
        {
            Tilfoej(stykker, Stykkeart.Ens, forskel.PiecesNew, b, blok.InsertStartB - b);
            Tilfoej(stykker, Stykkeart.Fjernet, forskel.PiecesOld, blok.DeleteStartA, blok.DeleteCountA);
            Tilfoej(stykker, Stykkeart.Tilfoejet, forskel.PiecesNew, blok.InsertStartB, blok.InsertCountB);
            (a, b) = (blok.DeleteStartA + blok.DeleteCountA, blok.InsertStartB + blok.InsertCountB);
        }

        Tilfoej(stykker, Stykkeart.Ens, forskel.PiecesNew, b, forskel.PiecesNew.Length - b);
        return stykker;
    }

    private static void Tilfoej(List<Tekststykke> stykker, Stykkeart art, IReadOnlyList<string> ord, int fra, int antal)
    {
        if (antal > 0)
        {
            stykker.Add(new Tekststykke(art, string.Concat(ord.Skip(fra).Take(antal))));
        }
    }

    /// <summary>Words with their punctuation apart, and every line break by itself.</summary>
    private static string[] Ordene(string tekst) => [.. Ord().Matches(tekst).Select(m => m.Value)];

    [GeneratedRegex(@"\w+|\n|[^\S\n]+|[^\w\s]", RegexOptions.None, 2000)]
    private static partial Regex Ord();
}

/// <summary>What differs between two texts, for a writer who must choose between them.</summary>
public sealed record SammenlignTekst(SammenligningBody Body) : IForespoergsel<ForskelSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        fejl.Tjek("foer", Body.Foer, Tekstregler.LaengsteTekst);
        fejl.Tjek("efter", Body.Efter, Tekstregler.LaengsteTekst);
    }
}

public sealed record SammenligningBody(string? Foer, string? Efter);

public sealed record ForskelSvar(IReadOnlyList<Tekststykke> Stykker);

public sealed class SammenlignTekstHandler : IRequestHandler<SammenlignTekst, Svar<ForskelSvar>>
{
    public Task<Svar<ForskelSvar>> Handle(SammenlignTekst request, CancellationToken cancellationToken) =>
        Task.FromResult<Svar<ForskelSvar>>(new ForskelSvar(Tekstforskel.Find(request.Body.Foer, request.Body.Efter)));
}

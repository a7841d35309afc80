using SagsFlow.Kalender;

namespace SagsFlow.Tests.Kalender;

/// <summary>Dates as people write them in plans and minutes.</summary>
public class OmtrentligdatoTests
{
    private static readonly DateOnly Idag = new(2025, 2, 25);

    [Theory]
    [InlineData("primo juni", "2025-06-01", "2025-06-10", "primo juni 2025")]
    [InlineData("Medio  Januar", "2026-01-11", "2026-01-20", "medio januar 2026")]
    [InlineData("ultimo februar", "2025-02-21", "2025-02-28", "ultimo februar 2025")]
    [InlineData("ultimo 2025", "2025-12-01", "2025-12-31", "ultimo 2025")]
    [InlineData("primo 2026", "2026-01-01", "2026-01-31", "primo 2026")]
    [InlineData("uge 47", "2025-11-17", "2025-11-23", "uge 47 2025")]
    [InlineData("uge 1", "2025-12-29", "2026-01-04", "uge 1 2026")]
    [InlineData("uge 53 2026", "2026-12-28", "2027-01-03", "uge 53 2026")]
    [InlineData("maj-møderækken", "2025-05-01", "2025-05-31", "maj-møderækken 2025")]
    [InlineData("januar møderække", "2026-01-01", "2026-01-31", "januar-møderækken 2026")]
    [InlineData("1. halvår 2024", "2024-01-01", "2024-06-30", "1. halvår 2024")]
    [InlineData("2. halvår", "2025-07-01", "2025-12-31", "2. halvår 2025")]
    [InlineData("1. kvartal", "2025-01-01", "2025-03-31", "1. kvartal 2025")]
    [InlineData("senest marts 2025", null, "2025-03-31", "senest marts 2025")]
    [InlineData("senest 12.3.2025", null, "2025-03-12", "senest 12-03-2025")]
    [InlineData("inden udgangen af 2025", null, "2025-12-31", "senest 2025")]
    [InlineData("tidligst 1. august", "2025-08-01", null, "tidligst 01-08-2025")]
    [InlineData("efter uge 10", "2025-03-10", null, "efter uge 10 2025")]
    [InlineData("maj 2024", "2024-05-01", "2024-05-31", "maj 2024")]
    [InlineData("maj", "2025-05-01", "2025-05-31", "maj 2025")]
    [InlineData("feb. 2026", "2026-02-01", "2026-02-28", "februar 2026")]
    [InlineData("2026", "2026-01-01", "2026-12-31", "2026")]
    [InlineData("25. februar", "2025-02-25", "2025-02-25", "25-02-2025")]
    [InlineData("24. februar", "2026-02-24", "2026-02-24", "24-02-2026")]
    [InlineData("29. februar", "2028-02-29", "2028-02-29", "29-02-2028")]
    [InlineData("2025-03-12", "2025-03-12", "2025-03-12", "12-03-2025")]
    [InlineData("12/3-2025", "2025-03-12", "2025-03-12", "12-03-2025")]
    [InlineData("snarest", null, null, "snarest")]
    public void TryLaes_GiverFoersteOgSidsteDag_OgSkrivesMedAar(string tekst, string? tidligst, string? senest, string skrevet)
    {
        Assert.True(Omtrentligdato.TryLaes(tekst, Idag, out var dato));
        Assert.Equal((tidligst, senest, skrevet), (dato.Tidligst?.ToString("yyyy-MM-dd", null), dato.Senest?.ToString("yyyy-MM-dd", null), dato.Tekst));

        // What is printed reads as the same again.
        Assert.True(Omtrentligdato.TryLaes(dato.Tekst, Idag.AddYears(3), out var igen));
        Assert.Equal(dato, igen);
    }

    [Theory]
    [InlineData("31-02-2025")]
    [InlineData("31. februar")]
    [InlineData("29. februar 2025")]
    [InlineData("uge 53 2025")]
    [InlineData("uge 0")]
    [InlineData("3. halvår 2025")]
    [InlineData("5. kvartal")]
    [InlineData("primo jubii")]
    [InlineData("ma")]
    [InlineData("senest snarest")]
    [InlineData("en dag")]
    [InlineData("")]
    [InlineData(null)]
    public void TryLaes_DetDerIkkeErEnDato_ErIngen(string? tekst) => Assert.False(Omtrentligdato.TryLaes(tekst, Idag, out _));
}

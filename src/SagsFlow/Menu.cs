namespace SagsFlow;

/// <summary>One line of the main menu. It is marked as current on its own address and on all below it.</summary>
public sealed record Menupunkt(string Tekst, string Adresse);

/// <summary>The main menu, in the order it is shown; a folder with pages has its line here.</summary>
public static class Menu
{
    public static IReadOnlyList<Menupunkt> Punkter { get; } =
    [
        new("Overblik", "/"),
        new("Sager", "/sager"),
        new("Søg", "/soeg"),
    ];
}

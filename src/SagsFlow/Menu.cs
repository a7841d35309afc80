namespace SagsFlow;

/// <summary>One line of the main menu. It is marked as current on its own address and on all below it.</summary>
public sealed record Menupunkt(string Tekst, string Adresse)
{
    /// <summary>Other addresses that belong under it.</summary>
    public IReadOnlyList<string> Ogsaa { get; init; } = [];

    /// <summary>Whether only administrators have it.</summary>
    public bool KunAdmin { get; init; }
}

/// <summary>The main menu, in the order it is shown; a folder with pages has its line here.</summary>
public static class Menu
{
    public static IReadOnlyList<Menupunkt> Punkter { get; } =
    [
        new("Overblik", "/"),
        new("Sager", "/sager"),
        new("Møder", "/moeder"),
        new("Bestillinger", "/bestillinger"),
        new("Frister", "/frister"),
        new("Planer", "/planer") { Ogsaa = ["/ruteplan", "/procesplaner", "/aarshjul"] },
        new("Processer", "/processer"),
        new("Søg", "/soeg"),
        new("Administration", "/administration") { KunAdmin = true },
    ];
}

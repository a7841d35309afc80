using SagsFlow.Data;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Frister;

/// <summary>What pages call a deadline.</summary>
public static class Fristord
{
    /// <summary>The kind in words; a kind without words of its own is called as addresses do.</summary>
    public static string Ord(this Fristart art) => Navne.Ord(art) switch
    {
        "opgave" => "Opgave",
        "egen-dato" => "Sagens egen dato",
        "bestilling" => "Bestilling",
        "aflevering" => "Aflevering",
        "udsendelse" => "Udsendelse",
        "referat" => "Referat",
        "hoering" => "Høring",
        "plan" => "Procesplan",
        var ord => Dansk.Stort(ord.Replace('-', ' ')),
    };

    /// <summary>The design system's badge for how near it is; always beside the word.</summary>
    public static string Farve(this FristTilstand tilstand) => tilstand switch
    {
        FristTilstand.Overskredet => "badge-error",
        FristTilstand.Snart => "badge-warning",
        _ => "badge-success",
    };
}

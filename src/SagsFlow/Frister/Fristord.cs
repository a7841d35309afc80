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

    /// <summary>What is said of a date that a case does not make: ahead it is not reached, behind it has been exceeded.</summary>
    public static string IkkeNaaet(DateOnly senest, DateOnly idag) => senest < idag ? "er overskredet" : "nås ikke";

    /// <summary>The same with what the date is of.</summary>
    public static string IkkeNaaet(Sager.IkkeNaaetSvar ikkeNaaet, DateOnly idag) => $"{ikkeNaaet.Hvad} senest {Dansk.Dato(ikkeNaaet.Senest)} {IkkeNaaet(ikkeNaaet.Senest, idag)}";

    /// <summary>The design system's badge for how near it is; always beside the word.</summary>
    public static string Farve(this FristTilstand tilstand) => tilstand switch
    {
        FristTilstand.Overskredet => "badge-error",
        FristTilstand.Snart => "badge-warning",
        _ => "badge-success",
    };
}

using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Processer.Beskrivelse;

/// <summary>
/// How a process' conditions, deadlines and repetitions are said in Danish. What cannot be said in words is the expression itself, between
/// backticks (<see cref="Udskrift.Stykker"/>).
/// </summary>
/// <param name="proces">The process the expressions stand in.</param>
/// <param name="forumnavn">A forum's name by its id; null when it is not known.</param>
public sealed class Udtryksord(ProcessDefinition proces, Func<string, string?> forumnavn)
{
    private readonly Vaerdiord _vaerdier = new(proces, forumnavn);

    /// <summary>A condition after »når«.</summary>
    public string Betingelse(FeelExpression betingelse) => Saetning(betingelse.ToParts(), ikke: false, yderst: true) ?? $"udtrykket `{betingelse.Text.Trim()}` er opfyldt";

    /// <summary>A timer's rule: <c>P5D</c> is »5 dage«.</summary>
    public string Frist(TimerRule regel)
    {
        var tekst = regel.Text.Trim();
        return regel.Expression.ConstantValue is not FeelString && _vaerdier.Emne(regel.Expression.ToParts()) is { } beregnet
            ? beregnet
            : regel.Kind switch
            {
                TimerKind.Duration when Varighed(tekst) is { } varighed => varighed,
                TimerKind.Cycle when Gentagelse(tekst) is { } gentagelse => gentagelse,
                TimerKind.Date when FeelTemporal.ParseDate(tekst) is FeelDate dag => Dansk.Dato(dag.Value),
                _ => $"udtrykket `{tekst}`",
            };
    }

    /// <summary>How often an activity is done; null for once.</summary>
    public string? Gentagelse(Loop? loop) => loop switch
    {
        MultiInstance mange => $"Gøres {(mange.Collection is { } liste ? $"én gang for hver i {Emne(liste)}" : $"{Emne(mange.Cardinality!)} gange")}, {(mange.IsSequential ? "en ad gangen" : "på samme tid")}"
            + (mange.CompletionCondition is { } nok ? $"; det er nok, når {Betingelse(nok)}." : "."),
        StandardLoop igen => $"Gøres {(igen.Condition is { } saa ? $"igen, så længe {Betingelse(saa)}" : "flere gange")}{(igen.Maximum is { } hoejst ? $", højst {hoejst} gange" : "")}.",
        _ => null,
    };

    private static string? Varighed(string tekst) => FeelTemporal.ParseDuration(tekst) is { } varighed ? Ordvalg.Varighed(varighed) : null;

    /// <summary><c>R3/P2D</c>: so many times, so long apart.</summary>
    private static string? Gentagelse(string tekst) =>
        tekst.Split('/') is [['R', .. var antal], var afstand] && Varighed(afstand) is { } varighed
            ? $"en gentagelse hver gang, der er gået {varighed}{(antal.Length > 0 ? $", højst {antal} gange" : "")}"
            : null;

    private string Emne(FeelExpression udtryk) => _vaerdier.Emne(udtryk.ToParts()) ?? $"udtrykket `{udtryk.Text.Trim()}`";

    /// <param name="ikke">Whether the opposite is to be said.</param>
    /// <param name="yderst">Whether the sentence stands alone; inside another, »både … og« and »enten … eller« keep it together.</param>
    private string? Saetning(FeelPart del, bool ikke, bool yderst) => del switch
    {
        FeelLogic logik => Sammensat(logik, ikke, yderst),
        FeelCall { Function: "not", Arguments: [var det] } => Saetning(det, !ikke, yderst),
        FeelCall { Function: "list contains", Arguments: [FeelItems mulige, var vaerdi] } => EnAf(vaerdi, mulige.Items, ikke),
        FeelCall { Function: "list contains", Arguments: [var liste, var vaerdi] } => Led(_vaerdier.Emne(liste), ikke, "indeholder", _vaerdier.Vaerdi(vaerdi, liste)),
        FeelCall { Function: "is defined", Arguments: [var det] } => Led(_vaerdier.Emne(det), ikke, "er", "udfyldt"),
        FeelMembership { Tests: [FeelItems mulige] } i => EnAf(i.Value, mulige.Items, ikke),
        FeelMembership i => EnAf(i.Value, i.Tests, ikke),
        FeelOperation sammenligning => Sammenlignet(sammenligning, ikke),
        FeelName navn => JaNej(navn, ikke),
        _ => null,
    };

    private string? Sammensat(FeelLogic logik, bool ikke, bool yderst)
    {
        // »Ikke (a og b)« is »ikke a eller ikke b«.
        var erOg = logik.IsAnd != ikke;
        var led = Udfoldet(logik, logik.IsAnd).Select(d => Saetning(d, ikke, yderst: false)).ToList();
        if (led.Contains(null))
        {
            return null;
        }

        var tekst = string.Join(erOg ? ", og " : ", eller ", led);
        return yderst ? tekst : $"{(erOg ? "både " : "enten ")}{tekst}";
    }

    private static IEnumerable<FeelPart> Udfoldet(FeelPart del, bool erOg) =>
        del is FeelLogic logik && logik.IsAnd == erOg ? Udfoldet(logik.Left, erOg).Concat(Udfoldet(logik.Right, erOg)) : [del];

    private string? EnAf(FeelPart emne, IReadOnlyList<FeelPart> mulige, bool ikke)
    {
        var navne = mulige.Select(m => _vaerdier.Vaerdi(m, emne)).OfType<string>().ToList();
        return navne.Count == mulige.Count ? Led(_vaerdier.Emne(emne), ikke, "er", Ordvalg.Opremsning(navne, "eller")) : null;
    }

    private string? Sammenlignet(FeelOperation s, bool ikke)
    {
        if (s.Left is FeelLiteral && s.Right is not FeelLiteral)
        {
            s = new FeelOperation(s.Sign switch { "<" => ">", "<=" => ">=", ">" => "<", ">=" => "<=", var tegn => tegn }, s.Right, s.Left);
        }

        ikke ^= s.Sign == "!=";
        return s switch
        {
            { Sign: not ("=" or "!=" or "<" or "<=" or ">" or ">=") } => null,
            { Sign: "=" or "!=", Right: FeelLiteral { Value: FeelNull } } => Led(_vaerdier.Emne(s.Left), !ikke, "er", "udfyldt"),
            { Sign: "=" or "!=", Right: FeelLiteral { Value: FeelBoolean ja } } => Saetning(s.Left, ikke == ja.Value, yderst: false),
            { Left: FeelCall { Function: "count", Arguments: [var liste] } } when Tom(s) is { } tom => Led(_vaerdier.Emne(liste), ikke != tom is false, "er", "tom"),
            { Sign: "=" or "!=", Left: FeelName { Path: [_, "tilbageTil"] }, Right: FeelLiteral { Value: FeelString trin } } => Led("den", ikke, "er", $"sendt tilbage til »{_vaerdier.Trin(trin.Value)}«"),
            { Sign: "=" or "!=", Left: FeelName { Path: [var navn] }, Right: FeelLiteral { Value: FeelString svar } } when _vaerdier.UdfaldBag(navn, svar.Value) is ({ } node, { } udfald) =>
                EnAf(new FeelName([node, "udfald"]), [.. udfald.Select(u => new FeelLiteral(FeelValue.Of(u)))], ikke),
            _ => Led(_vaerdier.Emne(s.Left), ikke, Udsagnsord(s), _vaerdier.Vaerdi(s.Right, s.Left)),
        };
    }

    /// <summary>Whether a count is compared so that it must be none (true) or some (false); null for any other number.</summary>
    private static bool? Tom(FeelOperation s) => (s.Sign, s.Right) switch
    {
        ("=" or "!=", FeelLiteral { Value: FeelNumber { Value: 0 } }) => true,
        (">", FeelLiteral { Value: FeelNumber { Value: 0 } }) or (">=", FeelLiteral { Value: FeelNumber { Value: 1 } }) => false,
        _ => null,
    };

    private static string Udsagnsord(FeelOperation s)
    {
        var erTid = Vaerdiord.ErTid(s.Left) || Vaerdiord.ErTid(s.Right);
        return s.Sign switch
        {
            "<" => erTid ? "ligger før" : "er mindre end",
            "<=" => erTid ? "ligger senest" : "er højst",
            ">" => erTid ? "ligger efter" : "er større end",
            ">=" => erTid ? "ligger tidligst" : "er mindst",
            _ => "er",
        };
    }

    /// <summary>A variable that is itself true or not.</summary>
    private string? JaNej(FeelName navn, bool ikke) => navn.Path switch
    {
        [var node, "aendret"] when _vaerdier.ErSkriveopgave(node) => Led("teksten", ikke, "er", "ændret, siden centerchefen godkendte den"),
        [var node, "godkendt"] when _vaerdier.ErSkriveopgave(node) => Led("centerchefen", ikke, "har", "godkendt sagen før"),
        _ => Led(_vaerdier.Emne(navn), ikke, "er", "opfyldt"),
    };

    private static string? Led(string? emne, bool ikke, string udsagn, string? resten) => emne is null || resten is null ? null : $"{emne} {(ikke ? "ikke " : "")}{udsagn} {resten}";
}

using System.CommandLine;
using SagsFlow.Demo;

namespace SagsFlow.Kommandolinje;

/// <summary>The command line: the same program with a word after it. No command serves.</summary>
public static class Kommandoer
{
    private static readonly string[] Flag = ["--help", "-h", "-?", "--version"];

    /// <summary>Whether the arguments are a command, and not settings for the server. A word that is no command is told so, and does not serve.</summary>
    public static bool Er(string[] args) => args is [var foerste, ..] && (Flag.Contains(foerste, StringComparer.Ordinal) || !(foerste.StartsWith('-') || foerste.StartsWith('/') || foerste.Contains('=', StringComparison.Ordinal)));

    /// <summary>Runs a command.</summary>
    /// <returns>The exit code: 0 when all is well.</returns>
    public static Task<int> KoerAsync(string[] args)
    {
        var rod = new RootCommand("SagsFlow fører en sag fra indstilling til beslutning. Uden kommando startes serveren.");
        rod.Subcommands.Add(Beskriv());
        rod.Subcommands.Add(Demo());
        rod.Subcommands.Add(Kalender());
        rod.Subcommands.Add(Valider());
        rod.Subcommands.Add(Simuler());
        rod.Subcommands.Add(Verificer());
        return rod.Parse(args).InvokeAsync();
    }

    private static Command Beskriv()
    {
        var fil = new Argument<string>("fil") { Description = "En BPMN-fil" };
        var markdown = new Option<bool>("--markdown") { Description = "Markdown med en tabel over frister" };
        var kommando = new Command("beskriv", "Fortæl en proces på almindeligt dansk") { fil, markdown };
        kommando.SetAction((svar, ct) => BeskrivKommando.KoerAsync(svar.GetValue(fil)!, svar.GetValue(markdown), Console.Out, Console.Error, ct));
        return kommando;
    }

    private static Command Demo()
    {
        var ny = new Option<bool>("--ny") { Description = "Slet den valgte databasefil, og begynd forfra" };
        var kommando = new Command("demo", "Spil referaternes virkelige sager ind i den valgte database, der skal være tom") { ny };
        kommando.SetAction((svar, ct) => DemoKommando.KoerAsync(svar.GetValue(ny), Console.Out, Console.Error, ct));
        return kommando;
    }

    private static Command Kalender()
    {
        var aar = new Argument<int>("aar") { Description = "Året, f.eks. 2025" };
        var mappe = new Option<string>("--mappe") { Description = "Mappen med kalender.yaml", DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "workflows") };
        var kommando = new Command("kalender", "Vis et års fridage og indeklemte dage") { aar, mappe };
        kommando.SetAction((svar, ct) => KalenderKommando.KoerAsync(svar.GetValue(aar), svar.GetValue(mappe)!, Console.Out, Console.Error, ct));
        return kommando;
    }

    private static Command Valider()
    {
        var filer = new Argument<string[]>("filer") { Description = "BPMN-filer eller mapper med dem", Arity = ArgumentArity.OneOrMore };
        var standard = new Option<bool>("--standard") { Description = "Kun BPMN og profilen, uden husets regler" };
        var json = new Option<bool>("--json") { Description = "Ét JSON-objekt pr. fil" };
        var kommando = new Command("valider", "Kontrollér procesfiler") { filer, standard, json };
        kommando.SetAction((svar, ct) => ValiderKommando.KoerAsync(svar.GetValue(filer) ?? [], svar.GetValue(standard), svar.GetValue(json), Console.Out, ct));
        return kommando;
    }

    private static Command Simuler()
    {
        var fil = new Argument<string>("fil") { Description = "BPMN-filen" };
        var proces = new Option<string?>("--proces") { Description = "Id på den proces, der skal startes, når filen har flere" };
        var data = new Option<string?>("--data") { Description = "Variabler som et JSON-objekt" };
        var udfald = new Option<string?>("--udfald") { Description = "Udfald pr. opgave som et JSON-objekt: et udfald, eller en liste med ét for hver gang" };
        var json = new Option<bool>("--json") { Description = "Forløbet som JSON" };
        var kommando = new Command("simuler", "Kør en procesfil igennem på et ur for sig selv") { fil, proces, data, udfald, json };
        kommando.SetAction((svar, ct) => SimulerKommando.KoerAsync(
            svar.GetValue(fil)!, svar.GetValue(proces), svar.GetValue(data), svar.GetValue(udfald), svar.GetValue(json), Console.Out, Console.Error, ct));
        return kommando;
    }

    private static Command Verificer()
    {
        var kommando = new Command("verificer", "Kontrollér historikkens kæder, og at historikken giver det, der er gemt");
        kommando.SetAction((_, ct) => VerificerKommando.KoerAsync(Console.Out, ct));
        return kommando;
    }
}

using SagsFlow.Aarshjul;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;
using SagsFlow.Fora;
using SagsFlow.Kalender;
using SagsFlow.Procesplaner;
using SagsFlow.Ruteplaner;

namespace SagsFlow.Processer;

/// <summary>What the <c>workflows/</c> folder holds, read and checked as a whole.</summary>
/// <param name="Fora">Null when <c>fora.yaml</c> is faulty or missing.</param>
/// <param name="Kalender">Null when <c>kalender.yaml</c> is faulty; with the days closed by custom alone when it is missing.</param>
/// <param name="Files">The definition files without faults.</param>
/// <param name="Findings">Everything there is to say, file by file.</param>
public sealed record Workflows(Forakatalog? Fora, Arbejdskalender? Kalender, IReadOnlyList<LoadedFile> Files, IReadOnlyList<Finding> Findings)
{
    /// <summary>The file with the forums and centers.</summary>
    public const string Forafil = "fora.yaml";

    /// <summary>The file with the municipality's closing days.</summary>
    public const string Kalenderfilnavn = "kalender.yaml";

    /// <summary>The file with the cases that come back.</summary>
    public const string Aarshjulsfilnavn = "aarshjul.yaml";

    /// <summary>The folder with the plans, in the workflows folder.</summary>
    public const string Planmappe = "procesplaner";

    /// <summary>The recurring cases; none when the file is missing or faulty.</summary>
    public Aarshjulskatalog Aarshjul { get; private init; } = Aarshjulskatalog.Tomt;

    /// <summary>The plans without faults.</summary>
    public IReadOnlyList<Planskabelon> Planer { get; private init; } = [];

    /// <summary>The file with the days between two readings.</summary>
    public const string Behandlingsfil = "behandlinger.yaml";

    /// <summary>The days between two readings; none when the file is missing, null when it is faulty.</summary>
    public Behandlingsintervaller? Intervaller { get; init; }

    public bool IsValid => Fora is not null && Kalender is not null && Intervaller is not null && Findings.All(f => f.Severity != Severity.Error);

    /// <summary>Reads a folder whose service tasks ask for the jobs the program comes with.</summary>
    public static Task<Workflows> ReadAsync(string folder, CancellationToken ct) => ReadAsync(folder, JobTopics.Shipped, ct);

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">Its path.</param>
    /// <param name="jobs">The jobs its service tasks may ask for.</param>
    public static async Task<Workflows> ReadAsync(string folder, JobTopics jobs, CancellationToken ct)
    {
        var findings = new List<Finding>();
        var (kalender, kalenderfund) = await KalenderAsync(Path.Combine(folder, Kalenderfilnavn), ct);
        findings.AddRange(kalenderfund);
        var forafil = Path.Combine(folder, Forafil);
        Forakatalog? fora = null;
        if (File.Exists(forafil))
        {
            (fora, var fund) = Foraindlaeser.Laes(await File.ReadAllTextAsync(forafil, ct), forafil, kalender ?? UdenFil);
            findings.AddRange(fund);
        }
        else
        {
            findings.Add(new Finding(forafil, 0, null, "mangler-fil", "Filen fora.yaml mangler; den skal navngive fora og centre.", Severity.Error));
        }

        var (intervaller, intervalfund) = await IntervallerAsync(Path.Combine(folder, Behandlingsfil), ct);
        findings.AddRange(intervalfund);
        var files = new List<(LoadedFile File, BpmnReading Reading)>();
        var paths = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.bpmn") : [];
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            var xml = await File.ReadAllBytesAsync(path, ct);
            var reading = BpmnReader.Read(xml, path, Kalenderfunktioner.Af(kalender ?? UdenFil));
            files.Add((new LoadedFile(path, xml, reading.Definitions), reading));
        }

        var processes = files.SelectMany(f => f.Reading.Definitions).ToList();
        foreach (var (file, reading) in files)
        {
            findings.AddRange(reading.Findings);
            findings.AddRange(Husregler.Tjek(file, fora, processes, jobs));
            findings.AddRange(Planattributter.Tjek(file, intervaller));
        }

        var workflows = new Workflows(fora, kalender, [.. files.Select(f => f.File)], findings) { Intervaller = intervaller };
        return fora is null ? workflows : await workflows.WithPlansAsync(folder, fora, [.. processes.Select(p => p.Id)], ct);
    }

    /// <summary>Reads what speaks of forums, centers and processes; without forums it cannot be checked.</summary>
    private async Task<Workflows> WithPlansAsync(string folder, Forakatalog fora, IReadOnlyCollection<string> processes, CancellationToken ct)
    {
        var findings = Findings.ToList();
        var aarshjul = Aarshjulskatalog.Tomt;
        var aarshjulsfil = Path.Combine(folder, Aarshjulsfilnavn);
        if (File.Exists(aarshjulsfil))
        {
            var (katalog, fund) = Aarshjulsfil.Laes(await File.ReadAllTextAsync(aarshjulsfil, ct), aarshjulsfil, fora, processes);
            aarshjul = katalog ?? aarshjul;
            findings.AddRange(fund);
        }

        var planer = new List<Planskabelon>();
        var mappe = Path.Combine(folder, Planmappe);
        foreach (var path in (Directory.Exists(mappe) ? Directory.GetFiles(mappe, "*.yaml") : []).Order(StringComparer.Ordinal))
        {
            var (plan, fund) = Planfil.Laes(await File.ReadAllTextAsync(path, ct), path, fora, processes);
            findings.AddRange(fund);
            if (plan is not null && planer.Find(p => p.Id == plan.Id) is { } anden)
            {
                findings.Add(new Finding(path, 1, null, "procesplan", $"Planens id »{plan.Id}« er også brugt i {Path.GetFileName(anden.Fil)}; giv den ene et andet.", Severity.Error));
            }
            else if (plan is not null)
            {
                planer.Add(plan);
            }
        }

        return this with { Findings = findings, Aarshjul = aarshjul, Planer = planer };
    }

    /// <summary>The functions that the definitions of a folder may use beside FEEL's own; by the customary days where its calendar is faulty.</summary>
    public static async Task<FeelFunctions> FunctionsAsync(string folder, CancellationToken ct) =>
        Kalenderfunktioner.Af((await KalenderAsync(Path.Combine(folder, Kalenderfilnavn), ct)).Kalender ?? UdenFil);

    private static readonly Arbejdskalender UdenFil = new(Lukkeregel.Saedvanlige, "uden-kalenderfil");

    private static async Task<(Behandlingsintervaller? Intervaller, IReadOnlyList<Finding> Fund)> IntervallerAsync(string path, CancellationToken ct) =>
        File.Exists(path) ? Behandlingsintervaller.Laes(await File.ReadAllTextAsync(path, ct), path) : (Behandlingsintervaller.Ingen, []);

    private static async Task<(Arbejdskalender? Kalender, IReadOnlyList<Finding> Fund)> KalenderAsync(string path, CancellationToken ct) =>
        File.Exists(path) ? Kalenderfil.Laes(await File.ReadAllTextAsync(path, ct), path) : (UdenFil, []);
}

using Microsoft.EntityFrameworkCore;
using SagsFlow.Aarshjul;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Fora;
using SagsFlow.Infrastructure.Login;
using SagsFlow.Kalender;
using SagsFlow.Mail;
using SagsFlow.Processer;
using SagsFlow.Procesplaner;
using SagsFlow.Ruteplaner;

namespace SagsFlow.Infrastructure;

/// <summary>What must be in order before the first request: the lock, the schema, the definitions, the clock.</summary>
public sealed class Start(
    Skriver skriver, Forbindelsestekst tekst, ProcessCatalog katalog, Ur ur, Oevelse oevelse, Driftstilstand drift, JobTopics jobs, Mailindstillinger mail, IConfiguration opsaetning, IHostEnvironment vaert,
    IServiceScopeFactory scopes, ILogger<Start> log) : IDisposable
{
    private Fillaas? _laas;
    private Forakatalog? _fora;
    private Arbejdskalender? _kalender;
    private Behandlingsintervaller? _intervaller;

    public Forakatalog Fora => _fora ?? throw new InvalidOperationException("The workflows have not been loaded yet.");

    public Arbejdskalender Kalender => _kalender ?? throw new InvalidOperationException("The workflows have not been loaded yet.");

    public Aarshjulskatalog Aarshjul { get; private set; } = Aarshjulskatalog.Tomt;

    public Behandlingsintervaller Intervaller => _intervaller ?? throw new InvalidOperationException("The workflows have not been loaded yet.");

    /// <summary>The folder with the definitions.</summary>
    public string Mappe => Path.GetFullPath(opsaetning["Workflows"] is { Length: > 0 } mappe ? mappe : Path.Combine(vaert.ContentRootPath, "workflows"));

    /// <summary>Makes everything ready.</summary>
    /// <returns>What stops it, one line each; empty when it is ready.</returns>
    public async Task<IReadOnlyList<string>> KlargoerAsync(CancellationToken ct)
    {
        // Nothing here waits for it; the first request does, if it comes sooner.
        _ = Task.Run(BygModel, ct);
        var mangler = false;
        IReadOnlyList<Planskabelon> nyePlaner = [];
        var workflows = await Workflows.ReadAsync(Mappe, jobs, ct);
        foreach (var fund in workflows.Findings.Where(f => f.Severity == Severity.Warning))
        {
            log.LogWarning("{Finding}", Linje(fund));
        }

        if (!workflows.IsValid)
        {
            return [.. workflows.Findings.Where(f => f.Severity == Severity.Error).Select(Linje)];
        }

        _fora = workflows.Fora;
        _kalender = workflows.Kalender;
        Aarshjul = workflows.Aarshjul;
        _intervaller = workflows.Intervaller;
        if (mail.Mangler().ToList() is { Count: > 0 } forkert)
        {
            return forkert;
        }

        _laas = Fillaas.Tag(tekst.Tekst);
        if (_laas is null)
        {
            return ["Databasen bruges allerede af et andet SagsFlow. Stop det først, eller vælg en anden fil med ConnectionStrings__SagsFlow."];
        }

        using (var tur = await skriver.TagTurAsync(ct))
        {
            var forbindelse = tur.Store.Connection;
            var nye = await Migrator.KoerAsync(forbindelse, ur.Rigtig, ct);
            log.LogInformation("{Database}; schema scripts applied now: {Count}", Database.Version(forbindelse), nye.Count);
            await oevelse.HentAsync(forbindelse, ct);
            if (Database.Fil(tekst.Tekst) is not null)
            {
                // The lock on the file says that whoever held a lease is gone.
                await tur.Store.EndLeasesAsync(ct);
                await tur.Store.EndMailLeasesAsync(ct);
            }

            if (drift.Demo)
            {
                await ur.HentAsync(forbindelse, opsaetning["Ur"] is { Length: > 0 } start && LokalTid.TryLaes(start, out var tid) ? tid : null, ct);
            }

            await katalog.LoadAsync(forbindelse, workflows.Files, Kalenderfunktioner.Af(workflows.Kalender!), ur.GetUtcNow(), ct);
            foreach (var (forum, regel) in await tur.Store.ForumRulesAsync(ct))
            {
                Fora.TilfoejRegel(forum, Json.Laes<Forumregel>(regel));
            }

            var planer = await tur.Store.PlanIdsAsync(ct);
            nyePlaner = [.. workflows.Planer.Where(p => !planer.Contains(p.Id))];
            mangler = drift.Demo && !Demobrugere.Alle.Select(a => a.Brugernavn).All((await tur.Store.UsernamesAsync(ct)).Contains);
        }

        if (mangler)
        {
            await OpretAsync(arbejde => Demobrugere.OpretAsync(arbejde.Db, arbejde.Nu, ct), ct);
        }

        if (nyePlaner.Count > 0)
        {
            await OpretAsync(arbejde => OpretPlaner(arbejde, nyePlaner), ct);
        }

        await using (var scope = scopes.CreateAsyncScope())
        {
            var flyttet = await scope.ServiceProvider.GetRequiredService<Fristgrundlag>().OpdaterAsync(ct);
            if (flyttet > 0)
            {
                log.LogInformation("The calendar or a forum's rules have changed; timers were computed again in {Count} instances", flyttet);
            }
        }

        return [];
    }

    public void Dispose() => _laas?.Dispose();

    /// <summary>A finding as <c>file:line: element: text</c>.</summary>
    public static string Linje(Finding f) => $"{f.File}:{f.Line}: {(f.Element is null ? "" : f.Element + ": ")}{f.Text}";

    /// <summary>Builds the model of the database and its first query beside the rest of the start; the first request would wait for them.</summary>
    private void BygModel()
    {
        using var scope = scopes.CreateScope();
        _ = scope.ServiceProvider.GetRequiredService<SagDbContext>().Brugere.Select(b => b.Brugernavn).ToQueryString();
    }

    private static Task OpretPlaner(Arbejde arbejde, IReadOnlyList<Planskabelon> planer)
    {
        foreach (var plan in planer)
        {
            arbejde.Db.Procesplaner.Add(plan.Plan(arbejde.Nu));
            arbejde.Historik.Tilfoej(Kaeder.System, "procesplan-indlaest", $"Procesplanen {plan.Titel} er indlæst.");
        }

        return Task.CompletedTask;
    }

    private async Task OpretAsync(Func<Arbejde, Task> opret, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var arbejde = scope.ServiceProvider.GetRequiredService<Arbejde>();
        await arbejde.UdfoerAsync(
            Person.System.Brugernavn,
            async () =>
            {
                await opret(arbejde);
                return (true, 0);
            },
            null,
            ct);
    }
}

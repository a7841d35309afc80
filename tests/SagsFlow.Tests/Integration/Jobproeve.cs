using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SagsFlow.Data;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;
using SagsFlow.Processer;

[assembly: HostingStartup(typeof(SagsFlow.Tests.Integration.Jobproeve))]

namespace SagsFlow.Tests.Integration;

/// <summary>Goes into the program that a test has started: a job that asks the test what to do, and a way to end a process, which nobody can do over the API yet.</summary>
public sealed class Jobproeve : IHostingStartup, IStartupFilter
{
    public const string Job = "modtager";
    public const string Raekkejob = "raekker";
    public const string Traek = "/proeve/traek";

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(s => s.AddJob<Modtagerjob>(Job).AddRowJob<Fejlendejob>(Raekkejob).AddSingleton<IStartupFilter>(this));

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Map(Traek, a => a.Run(TraekAsync));
        next(app);
    };

    private static async Task TraekAsync(HttpContext http)
    {
        var instans = new InstanceId(Guid.Parse(http.Request.Query["instans"]!));
        var work = http.RequestServices.GetRequiredService<Arbejde>();
        var runner = http.RequestServices.GetRequiredService<ProcessRunner>();
        await work.UdfoerAsync("admin", async () => (true, await runner.StepAsync(instans, new Cancel("Sagen er trukket."), http.RequestAborted)), null, http.RequestAborted);
    }
}

/// <summary>Writes, and then fails.</summary>
public sealed class Fejlendejob(Arbejde work) : IRowJob
{
    public async Task<JobAnswer> WriteAsync(Job job, CancellationToken ct)
    {
        var instans = await work.Store.FindInstanceAsync(job.InstanceId, ct);
        work.Historik.Tilfoej(Kaeder.Sag(instans!.SagId), "halvt-gjort", "Må ikke stå her.");
        await work.SkrivNuAsync(ct);
        throw new JobException("rækken kan ikke skrives.");
    }
}

/// <summary>Asks the test over HTTP, and does not listen when it is told to stop.</summary>
public sealed class Modtagerjob(IConfiguration opsaetning) : IJobHandler
{
    /// <summary>What an exception may hold, but nobody may be shown.</summary>
    public const string Hemmeligt = "Borgerens navn";

    private static readonly HttpClient Http = new();

    public async Task<JobAnswer> RunAsync(Job job, CancellationToken ct)
    {
        using var spoerg = new HttpRequestMessage(HttpMethod.Post, new Uri(opsaetning["Modtager"]!))
        {
            Content = new StringContent(FeelJson.Text(new FeelContext(job.Input)), Encoding.UTF8, "application/json"),
        };
        spoerg.Headers.Add("Noegle", job.IdempotencyKey);
        spoerg.Headers.Add("Forsoeg", job.Attempt.ToString(CultureInfo.InvariantCulture));
        using var svar = await Http.SendAsync(spoerg, CancellationToken.None);
        var tekst = await svar.Content.ReadAsStringAsync(CancellationToken.None);
        using var json = JsonDocument.Parse(tekst);
        return svar.StatusCode switch
        {
            HttpStatusCode.OK => new JobAnswer.Result((FeelContext)FeelJson.Read(json.RootElement)),
            HttpStatusCode.Conflict => new JobAnswer.Error(json.RootElement.GetProperty("fejl").GetString()!),
            HttpStatusCode.ServiceUnavailable => throw new JobException("modtageren holder lukket."),
            _ => throw new InvalidOperationException(Hemmeligt),
        };
    }
}

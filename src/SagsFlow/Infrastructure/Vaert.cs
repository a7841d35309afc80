using System.Reflection;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using SagsFlow.Aarshjul;
using SagsFlow.Beslutninger;
using SagsFlow.Bestillinger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Demo;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Frister;
using SagsFlow.Indgreb;
using SagsFlow.Infrastructure.Api;
using SagsFlow.Infrastructure.Login;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalenderfeed;
using SagsFlow.Mail;
using SagsFlow.Moeder;
using SagsFlow.Opgaver;
using SagsFlow.Paamindelser;
using SagsFlow.Processer;
using SagsFlow.Procesplaner;
using SagsFlow.Procesversioner;
using SagsFlow.Referater;
using SagsFlow.Ruteplaner;
using SagsFlow.Sager;
using SagsFlow.Soegning;
using SagsFlow.Udvikling;

namespace SagsFlow.Infrastructure;

/// <summary>Puts the application together, for serving and for the commands that use its services.</summary>
public static class Vaert
{
    private const string Skema = "SagsFlow";

    /// <summary>Bytes; room for the longest texts a case can have. Attachments have a limit of their own.</summary>
    private const long StoersteForespoergsel = 4 * 1024 * 1024;

    /// <summary>A builder whose settings come from beside the program, wherever it is started from.</summary>
    public static WebApplicationBuilder Bygger(string[] args)
    {
        var miljoe = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Standardmiljoe;
        var bygger = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = miljoe,
        });
        bygger.WebHost.UseStaticWebAssets();
        bygger.WebHost.ConfigureKestrel(o => o.Limits.MaxRequestBodySize = StoersteForespoergsel);

        // Standard output belongs to what the commands print.
        bygger.Logging.ClearProviders().AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        return bygger;
    }

#if DEBUG
    private const string Standardmiljoe = "Development";
#else
    private const string Standardmiljoe = "Production";
#endif

    /// <summary>The configured database; a file in the folder the program is started in when none is.</summary>
    public static string Forbindelsestekst(IConfiguration opsaetning) =>
        opsaetning.GetConnectionString("SagsFlow") is { Length: > 0 } tekst ? tekst : "Data Source=sagsflow.db";

    /// <summary>Every service of the application.</summary>
    public static void TilfoejSagsFlow(this WebApplicationBuilder bygger)
    {
        var s = bygger.Services;
        var tekst = Forbindelsestekst(bygger.Configuration);
        var demo = bygger.Configuration.GetValue("Demo", bygger.Environment.IsDevelopment()) && !bygger.Environment.IsProduction();
        s.AddSingleton(new Data.Forbindelsestekst(tekst));
        s.AddSingleton(new Driftstilstand(demo));
        s.AddSingleton<Ur>();
        s.AddSingleton<TimeProvider>(p => p.GetRequiredService<Ur>());
        s.AddSingleton<Mailindstillinger>();
        s.AddSingleton<Mailudsender>();
        s.AddSingleton<Skriver>();
        s.AddSingleton<Oevelse>();
        s.AddSingleton<Efterretning>();
        s.AddSingleton<ProcessCatalog>();
        s.AddSingleton<StepBatch>();
        s.AddSingleton<TimerQueue>();
        s.AddSingleton<Dagsvaerker>();
        s.AddSingleton<Genplankoe>();
        s.AddScoped<IDagsvaerk, Plangennemgang>();
        s.AddScoped<IDagsvaerk, Fristpaamindelser>();
        s.AddScoped<IDagsvaerk, Dagsmails>();
        s.AddSingleton(JobSettings.Read(bygger.Configuration));
        s.AddSingleton<JobQueue>();
        s.AddSingleton<JobTopics>();
        s.AddShippedJobs();
        s.AddSingleton<Start>();
        s.AddSingleton(p => p.GetRequiredService<Start>().Fora);
        s.AddSingleton(p => new Lazy<Forakatalog>(() => p.GetRequiredService<Start>().Fora));
        s.AddSingleton(p => p.GetRequiredService<Start>().Kalender);
        s.AddSingleton<Moedefrister>();
        s.AddSingleton<Ventestart>();
        s.AddSingleton(p => p.GetRequiredService<Start>().Aarshjul);
        s.AddSingleton<Aarshjulsplan>();
        s.AddScoped<IDagsvaerk, Aarshjulskoersel>();
        s.AddScoped<Aarshjulsvisning>();
        s.AddSingleton<Plankonflikter>();
        s.AddScoped<Planvisning>();
        s.AddScoped<Plansagsflytning>();
        s.AddSingleton(p => p.GetRequiredService<Start>().Intervaller);
        s.AddSingleton<Ruteplanlaegger>();
        s.AddScoped<Sagsgrundlagslaeser>();
        s.AddScoped<Sagsstillinger>();
        s.AddScoped<Plangrundlagslaeser>();
        s.AddScoped<Sagsbedoemmelse>();
        s.AddScoped<Genplanlaegning>();
        s.AddScoped<Genplanskriver>();
        s.AddScoped<Ruteplanberegning>();
        s.AddScoped<Sagsruteplaner>();
        Database.TilfoejLaesning(s, tekst);
        s.AddScoped<Arbejde>();
        s.AddSingleton<Soegeindeks>();
        s.AddScoped<Kald>();
        s.AddScoped<Personer>();
        s.AddScoped<Adgang>();
        s.AddScoped<Sagensforelaeggelser>();
        s.AddScoped<Forumopgaver>();
        s.AddScoped<Beskedformidling>();
        s.AddScoped<Moedefakta>();
        s.AddScoped<Fristgrundlag>();
        s.AddScoped<Kalenderdele>();
        s.AddScoped<Brevskriver>();
        s.AddScoped<Kalenderindhold>();
        s.AddSingleton<Kalenderudgaver>();
        s.AddScoped<ProcessRunner>();
        s.AddScoped<Sagsoprettelse>();
        s.AddScoped<Sagsvisning>();
        s.AddScoped<Forloebsvisning>();
        s.AddScoped<Kladdeadgang>();
        s.AddScoped<Versionsadgang>();
        s.AddSingleton<Tilstedevaerelse>();
        s.AddScoped<Forelaeggelsesadgang>();
        s.AddScoped<Opgavevisning>();
        s.AddScoped<Sagsspor>();
        s.AddScoped<Procesvisning>();
        s.AddScoped<Instanshaendelser>();
        s.AddScoped<Proceskontrol>();
        s.AddScoped<Opgaveopslag>();
        TilfoejBeslutninger(s);
        s.AddScoped<Dagsordener>();
        s.AddScoped<Punktvisning>();
        s.AddScoped<Lukninger>();
        s.AddScoped<Udsendelsestekster>();
        s.AddScoped<Invitationer>();
        s.AddScoped<VarsledeSager>();
        s.AddScoped<Moedefoelger>();
        s.AddScoped<Moedeaendringer>();
        s.AddScoped<Moedeplanfoelger>();
        s.AddScoped<Referatbygger>();
        s.AddScoped<Referatstande>();
        s.AddScoped<Forumpunkter>();
        TilfoejMediator(s);
        TilfoejLogin(s);
        s.AddScoped<ILoginBrugere, Demologin>();
        s.AddSider();
        s.AddApiBeskrivelse();
        s.AddSingleton<Urflytning>();
        s.AddSingleton<Demospil>();
        s.AddSingleton<Demoindlaesning>();
        s.ConfigureHttpJsonOptions(o => Json.Opsaet(o.SerializerOptions));
        s.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        s.AddHttpContextAccessor();
    }

    private static void TilfoejBeslutninger(IServiceCollection s)
    {
        s.AddScoped<Punktopslag>();
        s.AddScoped<Ruteplan>();
        s.AddScoped<Udskydelser>();
        s.AddScoped<Underretning>();
        s.AddScoped<Sekretaeropgaver>();
        s.AddScoped<Beslutningstjek>();
        s.AddScoped<Beslutningsvisning>();
        s.AddScoped<Beslutningsvalg>();
        s.AddScoped<Ekspedition>();
        s.AddScoped<StateHistory>();
        s.AddScoped<Tilbagetagning>();
        s.AddScoped<Rettelser>();
        s.AddScoped<Bestillingsopslag>();
        s.AddScoped<Sagsafleveringer>();
        s.AddScoped<Hoeringer>();
        s.AddScoped<Planfrister>();
        s.AddScoped<Fristopgoerelse>();
    }

    /// <summary>Registers MediatR by hand: version 5 has no registration of its own for this container.</summary>
    private static void TilfoejMediator(IServiceCollection s)
    {
        s.AddScoped<ServiceFactory>(p => p.GetService!);
        s.AddScoped<IMediator, Mediator>();
        s.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValideringBehavior<,>));
        s.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransaktionBehavior<,>));
        foreach (var type in Assembly.GetExecutingAssembly().GetTypes().Where(t => t is { IsClass: true, IsAbstract: false }))
        {
            foreach (var kontrakt in type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)))
            {
                s.AddScoped(kontrakt, type);
            }
        }
    }

    private static void TilfoejLogin(IServiceCollection s)
    {
        s.AddAuthentication(Skema)
            .AddPolicyScheme(Skema, null, o => o.ForwardDefaultSelector = http =>
                http.Request.Headers.ContainsKey("Authorization") || http.Request.Path.StartsWithSegments("/api") && !http.Request.Cookies.ContainsKey(Cookienavn)
                    ? Noeglelogin.Skema
                    : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, Noeglelogin>(Noeglelogin.Skema, null)
            .AddCookielogin();

        // What is not opened on purpose is for those who are signed in.
        s.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    public const string Cookienavn = "sagsflow";
}

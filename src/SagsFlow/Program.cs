using SagsFlow.Aarshjul;
using SagsFlow.Beslutninger;
using SagsFlow.Bestillinger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Frister;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Api;
using SagsFlow.Infrastructure.Login;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalender;
using SagsFlow.Kommandolinje;
using SagsFlow.Kalenderfeed;
using SagsFlow.Mail;
using SagsFlow.Meddelelser;
using SagsFlow.Moeder;
using SagsFlow.Opgaver;
using SagsFlow.Processer;
using SagsFlow.Procesplaner;
using SagsFlow.Procesversioner;
using SagsFlow.Referater;
using SagsFlow.Ruteplaner;
using SagsFlow.Sager;
using SagsFlow.Udvikling;

#if !POSTGRESQL
SystemSqlite.Brug();
#endif

if (Kommandoer.Er(args))
{
    return await Kommandoer.KoerAsync(args);
}

var bygger = Vaert.Bygger(args);
bygger.TilfoejSagsFlow();
bygger.Services.AddHostedService<TimerService>().AddHostedService<Mailservice>();
var app = bygger.Build();

// The definitions and the database are made ready while the endpoints are put in place.
var klargoering = Task.Run(() => app.Services.GetRequiredService<Start>().KlargoerAsync(CancellationToken.None));

app.UseSikkerhedshoveder();
app.UseFejlsider();
app.UseMiddleware<Fejlfanger>();
app.UseApiSide();
app.UseAuthentication();
app.Use(Endpoints.LaesKaldAsync);
app.Use(Endpoints.AfvisForStoreAsync);
app.UseAuthorization();

app.MapSider();
app.MapApiBeskrivelse();
app.MapBrugere();
app.MapFora();
app.MapSager();
app.MapProcesversioner();
app.MapKalender();
app.MapFrister();
app.MapProcesplaner();
app.MapAarshjul();
app.MapForelaeggelser();
app.MapOpgaver();
app.MapBeslutninger();
app.MapMoeder();
app.MapBestillinger();
app.MapMeddelelser();
app.MapReferater();
app.MapRuteplaner();
app.MapMail();
app.MapKalenderfeed();

if (app.Services.GetRequiredService<Driftstilstand>().Demo)
{
    app.MapUr();
}

var hindringer = await klargoering;
if (hindringer.Count > 0)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, hindringer));
    return 1;
}

app.VisNaarKlar();
await app.RunAsync();
return 0;

/// <summary>Named so that tests can start the real host.</summary>
public partial class Program;

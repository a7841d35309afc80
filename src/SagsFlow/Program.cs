using SagsFlow.Data;
using SagsFlow.Demo;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Api;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kommandolinje;
using SagsFlow.Mail;
using SagsFlow.Processer;
using SagsFlow.Soegning;

#if !POSTGRESQL
SystemSqlite.Brug();
#endif

if (Kommandoer.Er(args))
{
    return await Kommandoer.KoerAsync(args);
}

var bygger = Vaert.Bygger(args);
bygger.TilfoejSagsFlow();
bygger.Services.AddHostedService<TimerService>().AddHostedService<Mailservice>()
    .AddHostedService(s => s.GetRequiredService<Soegeindeks>()).AddHostedService(s => s.GetRequiredService<Demoindlaesning>());
var app = bygger.Build();

// The definitions and the database are made ready while the endpoints are put in place.
var klargoering = Task.Run(() => app.Services.GetRequiredService<Start>().KlargoerAsync(CancellationToken.None));

app.UseSikkerhedshoveder();
app.UseKomprimering();
app.UseFejlsider();
app.UseMiddleware<Fejlfanger>();
app.UseApiSide();
app.UseAuthentication();
app.Use(Endpoints.LaesKaldAsync);
app.Use(Endpoints.AfvisForStoreAsync);
app.UseAuthorization();

app.MapSider();
app.MapApiBeskrivelse();
app.MapAdresser();

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

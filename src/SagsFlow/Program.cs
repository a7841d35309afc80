using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;

#if !POSTGRESQL
SystemSqlite.Brug();
#endif

var bygger = Vaert.Bygger(args);
bygger.TilfoejSagsFlow();
bygger.Services.AddHostedService<TimerService>();
var app = bygger.Build();

var hindringer = await app.Services.GetRequiredService<Start>().KlargoerAsync(CancellationToken.None);
if (hindringer.Count > 0)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, hindringer));
    return 1;
}

app.UseMiddleware<Fejlfanger>();
app.UseStaticFiles();
app.UseAuthentication();
app.Use(Endpoints.LaesKaldAsync);
app.UseAuthorization();

app.MapFora();

await app.RunAsync();
return 0;

/// <summary>Named so that tests can start the real host.</summary>
public partial class Program;

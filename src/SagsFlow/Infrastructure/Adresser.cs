using SagsFlow.Aarshjul;
using SagsFlow.Beslutninger;
using SagsFlow.Bestillinger;
using SagsFlow.Brugere;
using SagsFlow.Demo;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Frister;
using SagsFlow.Infrastructure.Login;
using SagsFlow.Kalender;
using SagsFlow.Kalenderfeed;
using SagsFlow.Mail;
using SagsFlow.Meddelelser;
using SagsFlow.Moeder;
using SagsFlow.Opgaver;
using SagsFlow.Procesplaner;
using SagsFlow.Procesversioner;
using SagsFlow.Referater;
using SagsFlow.Ruteplaner;
using SagsFlow.Sager;
using SagsFlow.Soegning;
using SagsFlow.Udvikling;

namespace SagsFlow.Infrastructure;

/// <summary>Every address of the API, a line for each folder: read this as the table of contents.</summary>
public static class Adresser
{
    public static void MapAdresser(this WebApplication app)
    {
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
        app.MapSoegning();

        if (app.Services.GetRequiredService<Driftstilstand>().Demo)
        {
            app.MapUr();
            app.MapDemo();
        }
    }
}

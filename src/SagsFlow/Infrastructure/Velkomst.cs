using SagsFlow.Brugere;
using SagsFlow.Infrastructure.Login;
using SagsFlow.Mail;

namespace SagsFlow.Infrastructure;

/// <summary>What the server says on standard output when it is ready: where it is, and in the demo how to sign in.</summary>
public static class Velkomst
{
    public static void VisNaarKlar(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        Console.WriteLine(Mail(app.Services));
        Console.WriteLine($"SagsFlow kører på {string.Join(" og ", app.Urls)} – stop med Ctrl+C.");
        if (!app.Services.GetRequiredService<Driftstilstand>().Demo)
        {
            return;
        }

        Console.WriteLine("Øvelse: log ind på siden som en af disse, eller brug »Authorization: Bearer demo-<brugernavn>« mod /api.");
        foreach (var (brugernavn, navn, beskrivelse, _) in Demobrugere.Alle)
        {
            Console.WriteLine($"  {brugernavn,-20} {navn}: {beskrivelse}");
        }
    });

    private static string Mail(IServiceProvider tjenester) =>
        !tjenester.GetRequiredService<Mailindstillinger>().ErSat ? "Mail:Server er ikke sat: beskeder vises på siden og sendes ikke som e-mail."
        : tjenester.GetRequiredService<Mailudsender>().Holdes ? "Øvelse: e-mail holdes tilbage; intet forlader maskinen."
        : "Beskeder sendes også som e-mail.";
}

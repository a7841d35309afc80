using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace SagsFlow.Infrastructure.Sider;

/// <summary>What a person sees in place of a page that could not be shown. It never says what the page was about.</summary>
// The failed request may be a form whose token is the very thing that failed.
[AllowAnonymous, IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class FejlsideModel : PageModel
{
    public string Overskrift { get; private set; } = "";

    public string Forklaring { get; private set; } = "";

    /// <summary>Where to sign in again; null when that would not help.</summary>
    public string? LogIndAdresse { get; private set; }

    /// <summary>The number that finds the failure in the log; null when nothing failed in the program.</summary>
    public string? Sporing { get; private set; }

    public void OnGet(int kode) => Vis(kode);

    public void OnPost(int kode) => Vis(kode);

    private void Vis(int kode)
    {
        var vist = kode is >= 400 and <= 599 ? kode : StatusCodes.Status404NotFound;
        (Overskrift, Forklaring) = Tekster(vist);
        LogIndAdresse = vist == StatusCodes.Status401Unauthorized ? Url.Page("/Infrastructure/Login/Login") : null;
        Sporing = vist >= StatusCodes.Status500InternalServerError ? HttpContext.TraceIdentifier : null;
        Response.StatusCode = vist;
    }

    private static (string Overskrift, string Forklaring) Tekster(int kode) => kode switch
    {
        400 => ("Det sendte kunne ikke læses", "Siden har måske stået åben for længe. Gå tilbage, genindlæs siden, og prøv igen."),
        401 => ("Du er ikke længere logget ind", "Det, du sendte, er ikke gemt. Log ind i et nyt vindue, gå så tilbage til dette, og send igen."),
        403 => ("Det har du ikke adgang til", "Din rolle giver ikke adgang til siden. Spørg sekretariatet, hvis du mener, at du skal have den."),
        404 => ("Siden findes ikke", "Adressen kan være forkert, eller også er det noget, du ikke har adgang til."),
        409 => ("Det kan ikke lade sig gøre nu", "Nogen har ændret noget i mellemtiden. Gå tilbage, genindlæs siden, og se, hvordan den står."),
        412 => ("Nogen er kommet før dig", "Indholdet er ændret, siden du åbnede det. Gå tilbage, genindlæs siden, og tilføj din ændring igen."),
        413 => ("Filen er for stor", "Gå tilbage, og vælg en mindre fil."),
        429 => ("For mange forsøg", "Vent et minut, og prøv igen."),
        503 => ("SagsFlow er optaget", "Vent et øjeblik, og prøv igen."),
        >= 500 => ("Der skete en fejl", "Fejlen ligger i programmet, og den er skrevet i loggen. Intet er gemt halvt."),
        _ => ("Det kunne ikke lade sig gøre", "Gå tilbage, og prøv igen."),
    };
}

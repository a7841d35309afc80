using System.Security.Cryptography;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace SagsFlow.Infrastructure.Sider;

/// <summary>
/// What the pages share: they send the same requests as the API, show its refusals beside the fields, and put through a form only once however
/// often it is sent. A page decides no rule itself.
/// </summary>
public abstract class Sidemodel(IMediator mediator, Kald kald) : PageModel
{
    /// <summary>The form's hidden idempotency key; a second click sends the same one.</summary>
    [BindProperty(Name = Noeglefelt)]
    public string? Noegle { get; set; }

    public const string Noeglefelt = "noegle";

    /// <summary>Who is signed in.</summary>
    public Brugere.Person Person => kald.Person;

    /// <summary>A key for a form that is shown anew.</summary>
    public static string NyNoegle() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Reads something.</summary>
    protected Task<Svar<T>> HentAsync<T>(IForespoergsel<T> forespoergsel, CancellationToken ct) => mediator.Send(forespoergsel, ct);

    /// <summary>Changes something, once per <see cref="Noegle"/>.</summary>
    protected Task<Svar<T>> UdfoerAsync<T>(IKommando<T> kommando, CancellationToken ct)
    {
        kald.IdempotencyKey = Noegle is { Length: > 0 and <= 200 } ? Noegle : null;
        return mediator.Send(kommando, ct);
    }

    /// <summary>The same for what has a version: refused when somebody has changed it since it was shown.</summary>
    protected Task<Svar<T>> UdfoerAsync<T>(IKommando<T> kommando, int version, CancellationToken ct)
    {
        kald.IfMatch = version;
        return UdfoerAsync(kommando, ct);
    }

    /// <summary>Says what was done, once, on the page that is shown next.</summary>
    protected void Kvitter(string tekst) => TempData[Kvittering.Navn] = tekst;

    /// <summary>A field without spaces around it; null when nothing is written.</summary>
    protected static string? Udfyldt(string? tekst) => string.IsNullOrWhiteSpace(tekst) ? null : tekst.Trim();

    /// <summary>A refusal that leaves nothing to show: the page with that status, or the sign-in page.</summary>
    protected IActionResult Afvis(Fejl fejl) => fejl.Art == FejlArt.IkkeLoggetInd ? Challenge() : StatusCode((int)fejl.Art);

    /// <summary>Puts a refusal on the form: by field where it says so, else in the summary alone.</summary>
    /// <param name="fejl">The refusal.</param>
    /// <param name="felt">The form's name for a field, given the request's; null: the same.</param>
    protected void VisFejl(Fejl fejl, Func<string, string>? felt = null)
    {
        Response.StatusCode = (int)fejl.Art;
        if (fejl.Felter is null)
        {
            ModelState.AddModelError("", fejl.Tekst);
            return;
        }

        foreach (var (navn, tekster) in fejl.Felter)
        {
            foreach (var tekst in tekster)
            {
                ModelState.AddModelError(felt?.Invoke(navn) ?? navn, tekst);
            }
        }
    }
}

/// <summary>The line that says what was just done. It travels to the next page in a cookie of its own.</summary>
public static class Kvittering
{
    public const string Navn = "Kvittering";
    public const string Cookie = "SagsFlow.Kvittering";

    /// <summary>Takes it, so that it is shown once. Only looked for where the cookie is: looking makes every answer delete it.</summary>
    public static string? Tag(HttpRequest request, ITempDataDictionary gemt) => request.Cookies.ContainsKey(Cookie) ? gemt[Navn] as string : null;
}

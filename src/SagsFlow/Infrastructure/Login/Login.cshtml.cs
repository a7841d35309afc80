using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SagsFlow.Brugere;

namespace SagsFlow.Infrastructure.Login;

/// <summary>Signs in by choosing a name. Only those of <see cref="ILoginBrugere"/> can be chosen, so outside the demo nobody can.</summary>
[AllowAnonymous]
public sealed class LoginModel(ILoginBrugere loginBrugere) : PageModel
{
    /// <summary>In the address: whoever comes here was signed in and is kept out now.</summary>
    public const string Spaerretfelt = "spaerret";

    /// <summary>Where to go afterwards; anything but an address on this site is ignored.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Retur { get; set; }

    public IReadOnlyList<(string Brugernavn, string Navn, string Rolle)> Brugere { get; private set; } = [];

    public string? Fejl { get; private set; }

    public async Task OnGetAsync([FromQuery(Name = Spaerretfelt)] bool spaerret, CancellationToken ct)
    {
        Brugere = await loginBrugere.HentAsync(ct);
        if (spaerret)
        {
            VisSpaerret();
        }
    }

    public async Task<IActionResult> OnPostAsync(string? brugernavn, CancellationToken ct)
    {
        Brugere = await loginBrugere.HentAsync(ct);
        if (!Brugere.Any(b => b.Brugernavn == brugernavn))
        {
            if (brugernavn is not null && await loginBrugere.ErSpaerretAsync(brugernavn, ct))
            {
                VisSpaerret();
                return Page();
            }

            Fejl = "Brugeren kan ikke logge ind her.";
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var bruger = Brugere.First(b => b.Brugernavn == brugernavn);
        await HttpContext.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, Person(bruger.Brugernavn, bruger.Navn));
        return LocalRedirect(Url.IsLocalUrl(Retur) ? SomHoved(Retur!) : "~/");
    }

    private void VisSpaerret()
    {
        Fejl = SpaerringFejl.Spaerret.Tekst;
        Response.StatusCode = StatusCodes.Status401Unauthorized;
    }

    /// <summary>An address with æøå as a header can carry it.</summary>
    private static string SomHoved(string adresse) =>
        new Uri("http://localhost" + adresse.TrimStart('~')).GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped);

    private static ClaimsPrincipal Person(string brugernavn, string navn) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, brugernavn), new Claim(ClaimTypes.Name, navn)],
        CookieAuthenticationDefaults.AuthenticationScheme));
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace SagsFlow.Infrastructure.Login;

/// <summary>Signs out, and only by a form: a link from elsewhere must not be able to.</summary>
[AllowAnonymous]
public sealed class LogUdModel : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return RedirectToPage("/Infrastructure/Login/Login");
    }
}

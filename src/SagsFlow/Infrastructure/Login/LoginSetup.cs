using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using SagsFlow.Brugere;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Infrastructure.Login;

/// <summary>Sign-in with a cookie, for people. <c>NameIdentifier</c> is the username.</summary>
public static class LoginSetup
{
    private const string Loginside = "/log-ind";

    public static AuthenticationBuilder AddCookielogin(this AuthenticationBuilder login) =>
        login.AddCookie(o =>
        {
            o.Cookie.Name = Vaert.Cookienavn;
            o.Cookie.HttpOnly = true;
            // With Strict a link in a mail would open the sign-in page for one who is signed in; forms have their own token.
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.ExpireTimeSpan = TimeSpan.FromHours(10);
            o.SlidingExpiration = true;
            // The demo's movable clock must not sign people out.
            o.TimeProvider = TimeProvider.System;
            o.LoginPath = Loginside;
            o.ReturnUrlParameter = "retur";
            o.Events.OnRedirectToLogin = SendTilLogin;

            // The sign-in page sends people on itself: what stands here by default breaks on an address with æøå.
            o.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
            o.Events.OnRedirectToAccessDenied = context => Svar(context, StatusCodes.Status403Forbidden);
        });

    /// <summary>
    /// Ends the sign-in of one who may not be signed in any more: a program gets the refusal, a person the sign-in page with the reason why.
    /// </summary>
    /// <returns>Whether the request is answered; the sign-in page itself goes on, for nobody.</returns>
    public static async Task<bool> LukUdAsync(HttpContext http)
    {
        http.User = new ClaimsPrincipal(new ClaimsIdentity());
        var harCookie = http.Request.Cookies.ContainsKey(Vaert.Cookienavn);
        if (harCookie)
        {
            await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }

        if (http.Request.Path == Loginside)
        {
            return false;
        }

        if (harCookie && !SiderSetup.ErTilProgrammer(http.Request.Path))
        {
            http.Response.Redirect($"{http.Request.PathBase}{Loginside}?{LoginModel.Spaerretfelt}=true");
        }
        else
        {
            await Problemer.SkrivAsync(http, SpaerringFejl.Spaerret);
        }

        return true;
    }

    /// <summary>A form that was sent after the sign-in ran out gets a page that says so: a redirect would lose its text silently.</summary>
    private static Task SendTilLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (SiderSetup.ErTilProgrammer(context.Request.Path) || !HttpMethods.IsGet(context.Request.Method))
        {
            return Svar(context, StatusCodes.Status401Unauthorized);
        }

        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    private static Task Svar(RedirectContext<CookieAuthenticationOptions> context, int kode)
    {
        context.Response.StatusCode = kode;
        return Task.CompletedTask;
    }
}

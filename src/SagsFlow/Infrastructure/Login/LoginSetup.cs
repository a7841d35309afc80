using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Infrastructure.Login;

/// <summary>Sign-in with a cookie, for people. <c>NameIdentifier</c> is the username.</summary>
public static class LoginSetup
{
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
            o.LoginPath = "/log-ind";
            o.ReturnUrlParameter = "retur";
            o.Events.OnRedirectToLogin = SendTilLogin;

            // The sign-in page sends people on itself: what stands here by default breaks on an address with æøå.
            o.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
            o.Events.OnRedirectToAccessDenied = context => Svar(context, StatusCodes.Status403Forbidden);
        });

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

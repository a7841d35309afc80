using Microsoft.AspNetCore.Builder;

namespace SagsFlow.Infrastructure.Sider;

/// <summary>Headers that keep a page from running or loading what is not the program's own.</summary>
public static class Sikkerhedshoveder
{
    private const string Indholdspolitik =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>
    /// Comes first: the headers are set when the answer begins, because an exception empties those set before it.
    /// A page that needs more sets its own Content-Security-Policy, and that one is kept.
    /// </summary>
    public static IApplicationBuilder UseSikkerhedshoveder(this IApplicationBuilder app) =>
        app.Use((context, next) =>
        {
            context.Response.OnStarting(Saet, context.Response);
            return next(context);
        });

    private static Task Saet(object svar)
    {
        var hoveder = ((HttpResponse)svar).Headers;
        if (hoveder.ContentSecurityPolicy.Count == 0)
        {
            hoveder.ContentSecurityPolicy = Indholdspolitik;
        }

        hoveder.XContentTypeOptions = "nosniff";
        hoveder.XFrameOptions = "DENY";
        // An address can name a closed case: it is never told to another site.
        hoveder["Referrer-Policy"] = "same-origin";
        hoveder["Cross-Origin-Opener-Policy"] = "same-origin";
        hoveder["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        return Task.CompletedTask;
    }
}

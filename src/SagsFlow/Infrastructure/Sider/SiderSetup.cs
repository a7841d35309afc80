using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;

namespace SagsFlow.Infrastructure.Sider;

/// <summary>Pages in the feature folders, their static files and their error pages.</summary>
public static class SiderSetup
{
    public static IServiceCollection AddSider(this IServiceCollection services)
    {
        services.AddRazorPages().WithRazorPagesRoot("/");

        // Danish letters as they are; what HTML gives a meaning is encoded all the same.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<CookieTempDataProviderOptions>(o => o.Cookie.Name = Kvittering.Cookie);
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "SagsFlow.Formular";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = ["text/html", "application/json", "application/problem+json"];
        });
        return services;
    }

    /// <summary>
    /// Answers are sent compressed, but not those another site asked for: from the length of a page that repeats what it was asked, such a site
    /// could guess what else stands on it (BREACH).
    /// </summary>
    public static void UseKomprimering(this WebApplication app) =>
        app.UseWhen(c => c.Request.Headers["Sec-Fetch-Site"] != "cross-site", gren => gren.UseResponseCompression());

    /// <summary>
    /// Shows people in Danish what a status without content means. Programs get their status as it is.
    /// Comes before what turns an exception into a status.
    /// </summary>
    public static void UseFejlsider(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/fejl/{0}", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            if (ErTilProgrammer(context.Request.Path))
            {
                context.Features.GetRequiredFeature<IStatusCodePagesFeature>().Enabled = false;
            }

            return next(context);
        });
    }

    /// <summary>Stylesheets and scripts are for anybody: the sign-in page needs them too.</summary>
    public static void MapSider(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
    }

    /// <summary>Whether a program reads the answer. <c>/api</c> itself is a page, to try the API on.</summary>
    internal static bool ErTilProgrammer(PathString sti) =>
        (sti.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase, out var under) && under.Value is { Length: > 1 })
        || sti.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);
}

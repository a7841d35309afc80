using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NSubstitute;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Login;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Tests.Browser;

/// <summary>The pages' frame alone, on a free port: layout, sign-in, errors and headers without cases or a database.</summary>
public sealed class Sidevaert : IAsyncLifetime
{
    private WebApplication? app;

    public Uri Adresse => new(app!.Urls.Single());

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "SagsFlow",
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseStaticWebAssets();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new Driftstilstand(Demo: true));
        builder.Services.AddSingleton<Ur>();
        builder.Services.AddSingleton<Oevelse>();
        builder.Services.AddSider();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookielogin();
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        var brugere = Substitute.For<ILoginBrugere>();
        brugere.HentAsync(Arg.Any<CancellationToken>()).Returns(
        [
            ("sagsbehandler", "Signe Sørensen", "Sagsbehandler, CBA"),
            ("centerchef", "Kasper Ågård", "Centerchef, CBA"),
            ("sekretariat", "Mette Østergaard", "Sekretær for direktionen"),
        ]);
        builder.Services.AddSingleton(brugere);

        app = builder.Build();
        app.UseSikkerhedshoveder();
        app.UseFejlsider();
        app.UseMiddleware<Fejlfanger>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapSider();
        app.MapGet("/lukket", () => "åben").RequireAuthorization(p => p.RequireClaim("findes-ikke"));
        app.MapGet("/braekker", string () => throw new InvalidOperationException("hemmeligt"));
        app.MapPost("/send", () => Results.Ok());
        app.MapGet("/api/ping", () => Results.Ok());
        await app.StartAsync();
    }

    public async Task DisposeAsync() => await app!.DisposeAsync();
}

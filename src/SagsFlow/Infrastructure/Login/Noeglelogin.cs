using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SagsFlow.Brugere;
using SagsFlow.Data;

namespace SagsFlow.Infrastructure.Login;

/// <summary>Signs programs in by <c>Authorization: Bearer &lt;api-nøgle&gt;</c>; with the demo on also <c>demo-&lt;brugernavn&gt;</c>.</summary>
public sealed class Noeglelogin(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SagDbContext db, Driftstilstand drift)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Skema = "Noegle";
    private const string Forled = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string? header = Request.Headers.Authorization;
        if (header is null || !header.StartsWith(Forled, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var noegle = header[Forled.Length..].Trim();
        var brugernavn = drift.Demo && noegle.StartsWith(Demobrugere.Noegleforled, StringComparison.Ordinal)
            ? noegle[Demobrugere.Noegleforled.Length..]
            : await db.ApiNoegler.AsNoTracking().Where(n => n.Hash == Historikpost.Sha(noegle)).Select(n => n.Brugernavn).FirstOrDefaultAsync(Context.RequestAborted);
        if (brugernavn is null)
        {
            return AuthenticateResult.Fail("Unknown key");
        }

        var identitet = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, brugernavn)], Skema);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identitet), Skema));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties) =>
        await Problemer.SkrivAsync(Context, FaellesFejl.IkkeLoggetInd);
}

/// <summary>How this process runs.</summary>
/// <param name="Demo">Demo users, demo keys and a movable clock; never in Production.</param>
public sealed record Driftstilstand(bool Demo);

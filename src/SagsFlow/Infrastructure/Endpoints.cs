using System.Globalization;
using System.Security.Claims;
using MediatR;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using SagsFlow.Brugere;
using SagsFlow.Infrastructure.Login;

namespace SagsFlow.Infrastructure;

/// <summary>What every endpoint under <c>/api</c> shares: who calls, the two headers, and how an answer becomes HTTP.</summary>
public static class Endpoints
{
    /// <summary>Bytes; the most that is read of a request that is refused for its size.</summary>
    private const long StoersteLaest = 100 * 1024 * 1024;

    /// <summary>Sends a request and answers 200 with its value, or the refusal.</summary>
    public static async Task<IResult> SvarAsync<T>(this IMediator mediator, IRequest<Svar<T>> request, HttpContext http, CancellationToken ct)
    {
        var svar = await mediator.Send(request, ct);
        return svar.Fejl is { } fejl ? Problemer.SomResultat(fejl) : Ok(svar.Vaerdi, http);
    }

    /// <summary>Sends a request and answers 201 with its value and where it is.</summary>
    public static async Task<IResult> OprettetAsync<T>(this IMediator mediator, IRequest<Svar<T>> request, Func<T, string> adresse, HttpContext http, CancellationToken ct)
    {
        var svar = await mediator.Send(request, ct);
        if (svar.Fejl is { } fejl)
        {
            return Problemer.SomResultat(fejl);
        }

        SaetETag(svar.Vaerdi, http);
        return Results.Created(adresse(svar.Vaerdi), svar.Vaerdi);
    }

    /// <summary>Reads who calls and the promises made, before any endpoint runs.</summary>
    public static async Task LaesKaldAsync(HttpContext http, RequestDelegate next)
    {
        var kald = http.RequestServices.GetRequiredService<Kald>();
        if (http.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } brugernavn)
        {
            var personer = http.RequestServices.GetRequiredService<Personer>();
            if (await personer.FindAsync(brugernavn, http.RequestAborted) is { } person)
            {
                kald.SaetPerson(person);
            }
            else if (await personer.ErSpaerretAsync(brugernavn, http.RequestAborted) && await LoginSetup.LukUdAsync(http))
            {
                return;
            }
        }

        if (LaesHoveder(http.Request, kald) is { } fejl)
        {
            await Problemer.SkrivAsync(http, fejl);
            return;
        }

        if (!kald.ErLoggetInd && http.Request.Path.StartsWithSegments("/api", out var rest) && rest.HasValue && rest != "/")
        {
            await Problemer.SkrivAsync(http, FaellesFejl.IkkeLoggetInd);
            return;
        }

        await next(http);
    }

    /// <summary>
    /// Refuses what says beforehand that it is too large. What is sent is first read to its end and thrown away: a caller who is still
    /// sending when the connection closes sees a broken connection instead of the refusal.
    /// </summary>
    public static async Task AfvisForStoreAsync(HttpContext http, RequestDelegate next)
    {
        var graense = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (graense?.MaxRequestBodySize is not { } stoerst || http.Request.ContentLength is not { } laengde || laengde <= stoerst)
        {
            await next(http);
            return;
        }

        if (laengde <= StoersteLaest && !graense.IsReadOnly)
        {
            graense.MaxRequestBodySize = StoersteLaest;
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        }

        await Problemer.SkrivAsync(http, FaellesFejl.ForStor);
    }

    private static Fejl? LaesHoveder(HttpRequest request, Kald kald)
    {
        if (request.Headers.TryGetValue("Idempotency-Key", out var noegle) && HttpMethods.IsPost(request.Method))
        {
            if (noegle.ToString() is not { Length: > 0 and <= 200 } tekst || tekst.Any(char.IsControl))
            {
                return FaellesFejl.Input("Idempotency-Key", "Idempotency-Key skal være 1 til 200 tegn.");
            }

            kald.IdempotencyKey = tekst;
        }

        string? ifMatch = request.Headers.IfMatch;
        if (ifMatch is null)
        {
            return null;
        }

        if (!int.TryParse(ifMatch.Trim().TrimStart('W', '/').Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            return FaellesFejl.Input("If-Match", "If-Match skal være den version, du har set, f.eks. \"3\".");
        }

        kald.IfMatch = version;
        return null;
    }

    private static IResult Ok<T>(T vaerdi, HttpContext http)
    {
        SaetETag(vaerdi, http);
        return Results.Ok(vaerdi);
    }

    private static void SaetETag<T>(T vaerdi, HttpContext http)
    {
        if (vaerdi is IVersionssvar { Version: > 0 } v)
        {
            http.Response.Headers[HeaderNames.ETag] = $"\"{v.Version.ToString(CultureInfo.InvariantCulture)}\"";
        }
    }
}

/// <summary>An answer that tells the version to send back in If-Match; 0: none may be told.</summary>
public interface IVersionssvar
{
    int Version { get; }
}

/// <summary>One page of a list.</summary>
/// <param name="Elementer">The page's rows.</param>
/// <param name="Total">Rows in all pages.</param>
/// <param name="Side">This page, from 1.</param>
/// <param name="Sider">Pages in all; at least 1.</param>
public sealed record Liste<T>(IReadOnlyList<T> Elementer, int Total, int Side, int Sider)
{
    /// <summary>A page of rows that are all at hand.</summary>
    public static Liste<T> Af(IReadOnlyList<T> alle, Side side)
    {
        var sider = Math.Max(1, (alle.Count + side.Antal - 1) / side.Antal);
        return new Liste<T>([.. alle.Skip((side.Nr - 1) * side.Antal).Take(side.Antal)], alle.Count, side.Nr, sider);
    }

    /// <summary>A page of rows that the database cut out.</summary>
    public static Liste<T> Af(IReadOnlyList<T> udsnit, int total, Side side) =>
        new(udsnit, total, side.Nr, Math.Max(1, (total + side.Antal - 1) / side.Antal));
}

/// <summary>Which page of a list is asked for: <c>?side=</c> from 1 and <c>?antal=</c> from 1 to 200.</summary>
public readonly record struct Side(int Nr, int Antal)
{
    public const int Stoerste = 200;

    /// <summary>No list is this long; a later page is as empty as this one, and what is skipped stays within an int.</summary>
    private const int SidsteSide = 10_000_000;

    public static Side Af(int? side, int? antal) => new(Math.Clamp(side ?? 1, 1, SidsteSide), Math.Clamp(antal ?? 50, 1, Stoerste));

    public int Spring => (Nr - 1) * Antal;
}

using MediatR;
using Microsoft.Net.Http.Headers;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Referater;

/// <summary>The address of a meeting's minutes.</summary>
public static class ReferaterEndpoints
{
    public static void MapReferater(this IEndpointRouteBuilder app)
    {
        var referat = app.MapGroup("/api/moeder/{id:guid}/referat").WithTags("Møder");
        referat.MapGet("", SvarAsync).WithSummary("Mødets referat; Accept vælger formen")
            .Produces<Referat>().Produces<string>(StatusCodes.Status200OK, "text/html", "text/markdown", "text/plain");
        referat.MapGet("/stand", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentReferatstand(id), http, ct)).WithSummary("Om referatet er udkast, godkendt eller offentliggjort").Produces<ReferatstandSvar>();
        referat.MapPost("/godkendelse", (Guid id, GodkendelseBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new GodkendReferat(id, body), http, ct)).WithSummary("Godkend referatet; en politisk protokol med underskrivernes navne").Produces<ReferatstandSvar>();
        referat.MapPost("/offentliggoerelse", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new OffentliggoerReferat(id), http, ct)).WithSummary("Offentliggør det godkendte referat, som det er nu").Produces<ReferatstandSvar>();
        referat.MapPost("/tilbagetraekning", (Guid id, TilbagetraekningBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new TraekReferatTilbage(id, body), http, ct)).WithSummary("Tag referatet tilbage fra offentligheden").Produces<ReferatstandSvar>();
    }

    private static async Task<IResult> SvarAsync(Guid id, IMediator mediator, HttpContext http, CancellationToken ct)
    {
        http.Response.Headers.Vary = HeaderNames.Accept;
        if (Referatformer.Vaelg(http.Request.Headers.Accept) is not { } form)
        {
            return Problemer.SomResultat(ReferatFejl.UkendtForm);
        }

        var svar = await mediator.Send(new HentReferat(id), ct);
        return svar.Fejl is { } fejl ? Problemer.SomResultat(fejl) : Results.Text(form.Skriv(svar.Vaerdi), form.Medietype, System.Text.Encoding.UTF8);
    }
}

/// <summary>A form the minutes can be had in.</summary>
public sealed record Referatudgave(string Medietype, Func<Referat, string> Skriv);

/// <summary>The forms, and which of them a request asks for.</summary>
public static class Referatformer
{
    private static readonly Referatudgave[] Alle =
    [
        new("text/html", Referathtml.Skriv),
        new("text/markdown", Referatmarkdown.Skriv),
        new("text/plain", Referattekst.Skriv),
        new("application/json", r => Json.Tekst(r)),
    ];

    public static Referatudgave Markdown => Alle[1];

    public static Referatudgave Tekst => Alle[2];

    public static IReadOnlyList<string> Medietyper { get; } = [.. Alle.Select(f => f.Medietype)];

    /// <summary>The form the caller likes best (RFC 9110 § 12.5.1); of those liked alike the first; null when none is accepted.</summary>
    /// <param name="accept">The Accept header; empty: anything.</param>
    public static Referatudgave? Vaelg(IList<string?> accept)
    {
        if (accept.Count == 0 || accept.All(string.IsNullOrWhiteSpace))
        {
            return Alle[0];
        }

        return MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var oensker)
            ? Alle.Select(f => (Form: f, Vaegt: Vaegt(f, oensker))).Where(f => f.Vaegt > 0).OrderByDescending(f => f.Vaegt).Select(f => f.Form).FirstOrDefault()
            : null;
    }

    /// <summary>The most exact range that fits decides, so that <c>text/html;q=0, */*</c> means all but HTML.</summary>
    private static double Vaegt(Referatudgave form, IList<MediaTypeHeaderValue> oensker)
    {
        var type = new MediaTypeHeaderValue(form.Medietype);
        var bedst = oensker.Where(o => Passer(o, type)).OrderBy(o => o.MatchesAllTypes ? 2 : o.MatchesAllSubTypes ? 1 : 0).FirstOrDefault();
        return bedst is null ? 0 : bedst.Quality ?? 1;
    }

    private static bool Passer(MediaTypeHeaderValue oenske, MediaTypeHeaderValue type) =>
        oenske.MatchesAllTypes
        || (oenske.Type.Equals(type.Type, StringComparison.OrdinalIgnoreCase)
            && (oenske.MatchesAllSubTypes || oenske.SubType.Equals(type.SubType, StringComparison.OrdinalIgnoreCase)));
}

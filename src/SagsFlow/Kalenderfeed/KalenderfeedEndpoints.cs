using System.Collections.Concurrent;
using System.Security.Cryptography;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Mail;

namespace SagsFlow.Kalenderfeed;

/// <summary>What each calendar was when it was last fetched, so that its Last-Modified is true however it changed.</summary>
public sealed class Kalenderudgaver(Ur ur)
{
    private readonly ConcurrentDictionary<Guid, (string Hash, DateTimeOffset Fra)> _udgaver = new();

    /// <summary>When this process first saw the calendar as it is, in real time.</summary>
    public DateTimeOffset Fra(Guid noegle, string hash) =>
        _udgaver.AddOrUpdate(noegle, _ => (hash, ur.Rigtig.GetUtcNow()), (_, u) => u.Hash == hash ? u : (hash, ur.Rigtig.GetUtcNow())).Fra;
}

/// <summary>The addresses of calendars, and of the keys to them.</summary>
public static class KalenderfeedEndpoints
{
    private const string Navn = "SagsFlow";

    public static void MapKalenderfeed(this IEndpointRouteBuilder app)
    {
        // Who has the key may read; calendar programs cannot sign in.
        app.MapGet("/kalender/{noegle}.ics", HentAsync).AllowAnonymous().ExcludeFromDescription();

        var api = app.MapGroup("/api/kalendernoegler").WithTags("Frister og planer");
        api.MapPost("/", async (KalendernoegleBody body, IMediator mediator, Mailindstillinger opsaetning, HttpContext http, CancellationToken ct) =>
        {
            var svar = await mediator.Send(new OpretKalendernoegle(body), ct);
            return svar.Fejl is { } fejl ? Problemer.SomResultat(fejl) : Results.Created($"/api/kalendernoegler/{svar.Vaerdi.Id}", NyKalendernoegleSvar.Af(svar.Vaerdi, Adresse(opsaetning, http)));
        }).WithSummary("Få en adresse til en kalender, din egen eller et forums").Produces<NyKalendernoegleSvar>(StatusCodes.Status201Created);
        api.MapGet("/", (int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentKalendernoegler(Side.Af(side, antal)), http, ct)).WithSummary("Dine kalenderadresser, uden selve adressen").Produces<Liste<KalendernoegleSvar>>();
        api.MapGet("/alle", (int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentAlleKalendernoegler(Side.Af(side, antal)), http, ct)).WithSummary("Alles kalenderadresser, uden selve adressen (administrator)").Produces<Liste<AndensKalendernoegleSvar>>();
        api.MapDelete("/{id:guid}", async (Guid id, IMediator mediator, CancellationToken ct) =>
            (await mediator.Send(new TilbagekaldKalendernoegle(id), ct)).Fejl is { } fejl ? Problemer.SomResultat(fejl) : Results.NoContent())
            .WithSummary("Tilbagekald en kalenderadresse").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> HentAsync(
        string noegle, Arbejde arbejde, Personer personer, Kald kald, Forakatalog fora, Mailindstillinger opsaetning, Kalenderudgaver udgaver, HttpContext http, CancellationToken ct)
    {
        var hash = Historikpost.Sha(noegle);
        var fundet = await arbejde.Db.Kalendernoegler.AsNoTracking().FirstOrDefaultAsync(n => n.Hash == hash, ct);
        if (fundet is null || await personer.FindAsync(fundet.Brugernavn, ct) is not { } person)
        {
            return Results.NotFound();
        }

        // Whoever fetches it, signed in or not, sees what the key's owner may see.
        kald.SaetPerson(person);
        var indhold = http.RequestServices.GetRequiredService<Kalenderindhold>();
        var side = Adresse(opsaetning, http);
        var bytes = fundet.ForumId is { } forum
            ? Kalenderskriver.Skriv($"{Navn}: {fora.Navn(forum)}", await indhold.ForForumAsync(forum, side, ct))
            : Kalenderskriver.Skriv($"{Navn}: {person.Navn}", await indhold.ForMigAsync(side, ct));
        var udgave = Convert.ToHexStringLower(SHA256.HashData(bytes));
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.Bytes(bytes, Kalenderskriver.Medietype, lastModified: udgaver.Fra(fundet.Id, udgave), entityTag: new EntityTagHeaderValue($"\"{udgave}\""));
    }

    /// <summary>Where people reach the program: as it is set, else as the caller did.</summary>
    internal static Uri Adresse(Mailindstillinger opsaetning, HttpContext http) => opsaetning.Adresse ?? new Uri($"{http.Request.Scheme}://{http.Request.Host}");
}

/// <summary>A new key with the address of its calendar.</summary>
/// <param name="Adresse">Told once, when it is made: only its hash is kept. Null where the same request is answered again.</param>
public sealed record NyKalendernoegleSvar(Guid Id, string? Forum, DateTimeOffset Oprettet, Uri? Adresse)
{
    public static NyKalendernoegleSvar Af(KalendernoegleSvar n, Uri side) => new(n.Id, n.Forum, n.Oprettet, n.Noegle is null ? null : new Uri(side, $"/kalender/{n.Noegle}.ics"));
}

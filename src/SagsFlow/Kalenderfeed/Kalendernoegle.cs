using System.Security.Cryptography;
using System.Text.Json.Serialization;
using MediatR;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;

namespace SagsFlow.Kalenderfeed;

/// <summary>A key to a calendar that calendar programs fetch without signing in; only its hash is kept.</summary>
public sealed class Kalendernoegle
{
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the key, hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Whose eyes the calendar is seen with.</summary>
    public required string Brugernavn { get; init; }

    /// <summary>The forum whose meetings it holds; null: what the person has to do with.</summary>
    public string? ForumId { get; init; }

    public DateTimeOffset Oprettet { get; init; }
}

/// <summary>A key as the API shows it.</summary>
public sealed record KalendernoegleSvar(Guid Id, string? Forum, DateTimeOffset Oprettet)
{
    /// <summary>The key itself, only where it was just made. It is kept nowhere: not with the answer under its idempotency key either.</summary>
    [JsonIgnore]
    public string? Noegle { get; init; }
}

/// <summary>Which calendar is wanted.</summary>
/// <param name="Forum">A forum's; left out: the caller's own.</param>
public sealed record KalendernoegleBody(string? Forum);

/// <summary>Makes a key to a calendar.</summary>
public sealed record OpretKalendernoegle(KalendernoegleBody Body) : IKommando<KalendernoegleSvar>;

public sealed class OpretKalendernoegleHandler(Arbejde arbejde, Kald kald, Forakatalog fora) : IRequestHandler<OpretKalendernoegle, Svar<KalendernoegleSvar>>
{
    private const int Bytes = 32;

    public Task<Svar<KalendernoegleSvar>> Handle(OpretKalendernoegle request, CancellationToken cancellationToken)
    {
        var forum = string.IsNullOrWhiteSpace(request.Body.Forum) ? null : request.Body.Forum.Trim();
        if (forum is not null && fora.Forum(forum) is null)
        {
            return Task.FromResult<Svar<KalendernoegleSvar>>(MoedeFejl.UkendtForum(forum));
        }

        var noegle = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bytes));
        var ny = new Kalendernoegle { Id = NytId.Guid(arbejde.Nu), Hash = Historikpost.Sha(noegle), Brugernavn = kald.Person.Brugernavn, ForumId = fora.Forum(forum)?.Id, Oprettet = arbejde.Nu };
        arbejde.Db.Kalendernoegler.Add(ny);
        arbejde.Historik.Tilfoej(Kaeder.System, "kalendernoegle-oprettet", $"{ny.Brugernavn} har fået en adresse til {(ny.ForumId is null ? "sin egen kalender" : $"kalenderen for {ny.ForumId}")}.");
        return Task.FromResult<Svar<KalendernoegleSvar>>(Svar(ny) with { Noegle = noegle });
    }

    internal static KalendernoegleSvar Svar(Kalendernoegle n) => new(n.Id, n.ForumId, n.Oprettet);
}

/// <summary>The caller's keys, the newest first.</summary>
public sealed record HentKalendernoegler(Side Side) : IForespoergsel<Liste<KalendernoegleSvar>>;

public sealed class HentKalendernoeglerHandler(Arbejde arbejde, Kald kald) : IRequestHandler<HentKalendernoegler, Svar<Liste<KalendernoegleSvar>>>
{
    public async Task<Svar<Liste<KalendernoegleSvar>>> Handle(HentKalendernoegler request, CancellationToken cancellationToken)
    {
        var mig = kald.Person.Brugernavn;
        var mine = await arbejde.Db.Kalendernoegler.AsNoTracking().Where(n => n.Brugernavn == mig).OrderByDescending(n => n.Id).ToListAsync(cancellationToken);
        return Liste<KalendernoegleSvar>.Af([.. mine.Select(OpretKalendernoegleHandler.Svar)], request.Side);
    }
}

/// <summary>Everybody's keys, the newest first; for administrators.</summary>
public sealed record HentAlleKalendernoegler(Side Side) : IForespoergsel<Liste<AndensKalendernoegleSvar>>;

/// <param name="Brugernavn">Whose eyes the calendar is seen with.</param>
public sealed record AndensKalendernoegleSvar(Guid Id, string Brugernavn, string? Forum, DateTimeOffset Oprettet);

public sealed class HentAlleKalendernoeglerHandler(Arbejde arbejde, Kald kald) : IRequestHandler<HentAlleKalendernoegler, Svar<Liste<AndensKalendernoegleSvar>>>
{
    private static readonly Fejl KunAdmin = FaellesFejl.Forbudt("Kun en administrator kan se andres kalenderadresser.");

    public async Task<Svar<Liste<AndensKalendernoegleSvar>>> Handle(HentAlleKalendernoegler request, CancellationToken cancellationToken)
    {
        if (!kald.Person.ErAdmin)
        {
            return KunAdmin;
        }

        var alle = arbejde.Db.Kalendernoegler.AsNoTracking();
        var udsnit = await alle.OrderByDescending(n => n.Oprettet).ThenByDescending(n => n.Id).Skip(request.Side.Spring).Take(request.Side.Antal).ToListAsync(cancellationToken);
        return Liste<AndensKalendernoegleSvar>.Af([.. udsnit.Select(n => new AndensKalendernoegleSvar(n.Id, n.Brugernavn, n.ForumId, n.Oprettet))], await alle.CountAsync(cancellationToken), request.Side);
    }
}

/// <summary>Revokes a key: the caller's own, or for an administrator anybody's. Its address is unknown from then on.</summary>
public sealed record TilbagekaldKalendernoegle(Guid Id) : IKommando<KalendernoegleSvar>;

public sealed class TilbagekaldKalendernoegleHandler(Arbejde arbejde, Kald kald) : IRequestHandler<TilbagekaldKalendernoegle, Svar<KalendernoegleSvar>>
{
    public async Task<Svar<KalendernoegleSvar>> Handle(TilbagekaldKalendernoegle request, CancellationToken cancellationToken)
    {
        var noegle = await arbejde.Db.Kalendernoegler.FirstOrDefaultAsync(n => n.Id == request.Id, cancellationToken);
        if (noegle is null || (noegle.Brugernavn != kald.Person.Brugernavn && !kald.Person.ErAdmin))
        {
            return FaellesFejl.FindesIkke("Kalendernøglen");
        }

        arbejde.Db.Kalendernoegler.Remove(noegle);
        arbejde.Historik.Tilfoej(Kaeder.System, "kalendernoegle-tilbagekaldt", $"En kalenderadresse for {noegle.Brugernavn} virker ikke længere.");
        return OpretKalendernoegleHandler.Svar(noegle);
    }
}

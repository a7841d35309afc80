using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Opgaver;
using SagsFlow.Processer;

namespace SagsFlow.Sager;

/// <summary>Gives the draft a whole new text.</summary>
public sealed record SkrivIndhold(SagId Id, IndholdBody Body) : IKommando<SagSvar>, IValideres
{
    public void Valider(Feltfejl fejl) => Body.ValiderIndhold(fejl);
}

public sealed class SkrivIndholdHandler(Kladdeadgang kladder, Arbejde arbejde, Kald kald, Sagsvisning visning) : IRequestHandler<SkrivIndhold, Svar<SagSvar>>
{
    public async Task<Svar<SagSvar>> Handle(SkrivIndhold request, CancellationToken cancellationToken)
    {
        var (sag, fejl) = await kladder.FindAsync(request.Id, s => kald.TjekVersion(s.Version), cancellationToken);
        if (sag is null)
        {
            return fejl!;
        }

        await kladder.SkrivAsync(sag, request.Body.SomIndhold(sag.Indhold, arbejde.Nu), cancellationToken);
        await arbejde.SkrivNuAsync(cancellationToken);
        return await visning.SvarAsync(sag, cancellationToken);
    }
}

/// <summary>Gives one section of the draft a new text, so that two people can write in different sections at once.</summary>
/// <param name="Afsnit">One of <see cref="Sager.Afsnit.Alle"/>.</param>
/// <param name="Vaerdi">The text itself, <c>{"tekst": …}</c>, or for the indstilling its object.</param>
public sealed record SkrivAfsnit(SagId Id, string Afsnit, JsonElement Vaerdi) : IKommando<SagSvar>;

public sealed class SkrivAfsnitHandler(Kladdeadgang kladder, Arbejde arbejde, Kald kald, Sagsvisning visning) : IRequestHandler<SkrivAfsnit, Svar<SagSvar>>
{
    public async Task<Svar<SagSvar>> Handle(SkrivAfsnit request, CancellationToken cancellationToken)
    {
        if (!Afsnit.Alle.Contains(request.Afsnit, StringComparer.Ordinal))
        {
            return SagFejl.UkendtAfsnit(request.Afsnit);
        }

        var (sag, fejl) = await kladder.FindAsync(request.Id, s => kald.TjekVersion(s.AfsnitVersioner.GetValueOrDefault(request.Afsnit)), cancellationToken);
        if (sag is null)
        {
            return fejl!;
        }

        var body = Body(sag.Indhold, request.Afsnit, request.Vaerdi);
        if (body is null)
        {
            return FaellesFejl.Input(request.Afsnit, request.Afsnit == Afsnit.Indstilling ? "Send indstillingen som {indstiller, indledning, punkter}." : "Send afsnittet som {\"tekst\": \"…\"}.");
        }

        var feltfejl = new Feltfejl();
        body.ValiderIndhold(feltfejl);
        if (feltfejl.Any)
        {
            return feltfejl.SomFejl();
        }

        await kladder.SkrivAsync(sag, body.SomIndhold(sag.Indhold, arbejde.Nu), cancellationToken);
        await arbejde.SkrivNuAsync(cancellationToken);
        return await visning.SvarAsync(sag, cancellationToken);
    }

    private static IndholdBody? Body(Sagsindhold nu, string afsnit, JsonElement vaerdi)
    {
        var body = new IndholdBody
        {
            Titel = nu.Titel, Baggrund = nu.Baggrund, Sagsfremstilling = nu.Sagsfremstilling, Oekonomi = nu.Oekonomi, Indstilling = SomBody(nu.Indstilling),
        };
        if (vaerdi.ValueKind == JsonValueKind.Object && (vaerdi.TryGetProperty("tekst", out var indre) || vaerdi.TryGetProperty(afsnit, out indre)))
        {
            vaerdi = indre;
        }

        if (afsnit == Afsnit.Indstilling)
        {
            return vaerdi.ValueKind switch
            {
                JsonValueKind.Null => body with { Indstilling = null },
                JsonValueKind.Object => body with { Indstilling = vaerdi.Deserialize<IndstillingBody>(Json.Indstillinger) },
                _ => null,
            };
        }

        if (vaerdi.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
        {
            return null;
        }

        var tekst = vaerdi.GetString();
        return afsnit switch
        {
            Afsnit.Titel => body with { Titel = tekst },
            Afsnit.Baggrund => body with { Baggrund = tekst },
            Afsnit.Sagsfremstilling => body with { Sagsfremstilling = tekst },
            _ => body with { Oekonomi = tekst },
        };
    }

    private static IndstillingBody? SomBody(Indstilling? i) => i is null ? null : new IndstillingBody
    {
        Indstiller = i.Indstiller, Indledning = i.Indledning, Punkter = [.. i.Punkter.Select(SomBody)],
    };

    private static PunktBody SomBody(Indstillingspunkt p) => new() { Id = p.Id, Tekst = p.Tekst, Underpunkter = [.. p.Underpunkter.Select(SomBody)], UnderpunktTegn = p.UnderpunktTegn };
}

/// <summary>The rule of who may write in a case and when: its center's staff, while a writing task is open.</summary>
public sealed class Kladdeadgang(Arbejde arbejde, Adgang adgang, ProcessCatalog processer)
{
    private const string Tekstaendret = "tekst-aendret";

    /// <summary>How long one person's changes count as one in the history.</summary>
    private static readonly TimeSpan Sammenhaeng = TimeSpan.FromMinutes(30);

    /// <summary>The case, or the refusal. The version is checked last but for the state, so that a stale writer is told to fetch anew first.</summary>
    public async Task<(Sag? Sag, Fejl? Fejl)> FindAsync(SagId id, Func<Sag, Fejl?> tjekVersion, CancellationToken ct)
    {
        if (await adgang.FindSagAsync(id, ct) is not { } sag)
        {
            return (null, SagFejl.FindesIkke);
        }

        if (!adgang.Person.Centre.Contains(sag.CenterId, StringComparer.Ordinal))
        {
            return (null, SagFejl.IkkeDitCenter);
        }

        if (tjekVersion(sag) is { } foraeldet)
        {
            return (null, foraeldet);
        }

        return await ErAabenAsync(sag, ct) ? (sag, null) : (null, SagFejl.SkriveopgaveLukket);
    }

    /// <summary>Whether a writing task of the case is open, by the definition the case runs on.</summary>
    public async Task<bool> ErAabenAsync(Sag sag, CancellationToken ct) => await SkriveopgaveAsync(sag, ct) is not null;

    /// <summary>The case's open writing task; null when there is none.</summary>
    public async Task<Opgave?> SkriveopgaveAsync(Sag sag, CancellationToken ct)
    {
        var aabne = await (
            from o in arbejde.Db.Opgaver.AsNoTracking()
            join i in arbejde.Db.Instanser on o.InstansId equals (InstanceId?)i.Id
            where o.SagId == sag.Id && o.Afsluttet == null
            select new { Opgave = o, i.DefinitionHash }).ToListAsync(ct);
        return aabne.Find(a => processer.Node(a.DefinitionHash, a.Opgave.Node) is { } node && Attribut.ErSkriveopgave(node))?.Opgave;
    }

    /// <summary>Gives the draft its text. Who writes on is told once: a text that saves itself would fill the history.</summary>
    public async Task SkrivAsync(Sag sag, Sagsindhold nyt, CancellationToken ct)
    {
        if (!sag.Skriv(nyt))
        {
            return;
        }

        var sidste = await arbejde.Db.Historik.AsNoTracking().Where(h => h.Kaede == sag.Kaede).OrderByDescending(h => h.Nr).FirstOrDefaultAsync(ct);
        if (sidste is not { Art: Tekstaendret } || sidste.Aktoer != arbejde.Aktoer || arbejde.Nu - sidste.Tid > Sammenhaeng)
        {
            arbejde.Historik.Tilfoej(sag.Kaede, Tekstaendret, "Sagens tekst er ændret.");
        }
    }
}

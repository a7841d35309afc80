using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Ruteplaner;
using SagsFlow.Sager;

namespace SagsFlow.Moeder;

/// <summary>Sends the agenda: freezes what its items say, numbers those without a number, and keeps it as a new edition.</summary>
public sealed record UdsendDagsorden(Guid MoedeId) : IKommando<UdsendelseSvar>;

/// <summary>What was sent.</summary>
/// <param name="Udgave">The new edition's number.</param>
/// <param name="Punkter">The agenda as it is now.</param>
/// <param name="UdenJournalnummer">Cases that have no journalnummer yet.</param>
/// <param name="Version">The meeting's.</param>
public sealed record UdsendelseSvar(int Udgave, IReadOnlyList<PunktSvar> Punkter, IReadOnlyList<PunktHenvisning> UdenJournalnummer, int Version) : IVersionssvar;

public sealed class UdsendDagsordenHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora, Dagsordener dagsordener, Punktvisning visning, Genplanlaegning genplanlaegning, Udsendelsestekster tekster, Invitationer invitationer)
    : IRequestHandler<UdsendDagsorden, Svar<UdsendelseSvar>>
{
    public async Task<Svar<UdsendelseSvar>> Handle(UdsendDagsorden request, CancellationToken cancellationToken)
    {
        var fundet = await arbejde.Db.Moeder.ForSekretaerAsync(request.MoedeId, adgang.Person, fora, cancellationToken);
        if (fundet.Fejl is { } ikkeHer)
        {
            return ikkeHer;
        }

        var moede = fundet.Vaerdi;
        var id = moede.Id;

        if (moede.TjekAabent() is { } laast)
        {
            return laast;
        }

        var punkter = await dagsordener.PunkterAsync(id, cancellationToken);
        await FrysOgNummererAsync(id, punkter, cancellationToken);
        var nye = Dagsorden.Udgave(punkter);
        if (nye.Count == 0)
        {
            return MoedeFejl.TomDagsorden;
        }

        var forrigeNr = moede.Udgave;
        var forrige = await arbejde.Db.Dagsordensudgaver.AsNoTracking().FirstOrDefaultAsync(u => u.MoedeId == id && u.Nr == forrigeNr, cancellationToken);
        var aendrede = Dagsorden.Aendrede(nye, forrige?.Punkter);
        if (aendrede.Count == 0)
        {
            return MoedeFejl.IntetNyt;
        }

        moede.Udgave++;
        moede.Udsendt ??= arbejde.Nu;
        arbejde.Db.Dagsordensudgaver.Add(new Dagsordensudgave { MoedeId = id, Nr = moede.Udgave, Tid = arbejde.Nu, Af = arbejde.Aktoer, Punkter = nye });
        Fortael(moede, punkter, aendrede);
        await UnderretMedlemmerneAsync(moede, nye.Count, aendrede.Count, cancellationToken);
        await genplanlaegning.LukketAsync(moede, cancellationToken);
        await invitationer.AfstemAsync(moede, punkter, cancellationToken);
        await arbejde.SkrivNuAsync(cancellationToken);
        var vist = await visning.VisAsync(moede, punkter, cancellationToken);
        var mangler = punkter.Where(p => p is { ErFastPunkt: false, Tilstand: PunktTilstand.PaaDagsorden, Journalnummer: null }).Select(p => p.Id.Value).ToHashSet();
        return new UdsendelseSvar(
            moede.Udgave, vist, [.. vist.Where(p => mangler.Contains(p.Id)).Select(p => new PunktHenvisning(p.Id, p.Nr, p.Titel))], moede.Version);
    }

    private async Task FrysOgNummererAsync(MoedeId moede, List<Dagsordenspunkt> punkter, CancellationToken ct)
    {
        var nye = await tekster.HentAsync(moede, punkter, ct);
        var naeste = Dagsorden.NaesteNr(punkter);
        foreach (var punkt in Dagsorden.IOrden(punkter).Where(p => p.Tilstand == PunktTilstand.PaaDagsorden))
        {
            punkt.Nr ??= naeste++;
            if (nye.TryGetValue(punkt.Id, out var tekst))
            {
                punkt.Frys(tekst.Indhold, tekst.Journalnummer);
            }
        }
    }

    /// <summary>Tells the forum's members. How many items there are is told of closed ones too; nothing else is told of any.</summary>
    private Task UnderretMedlemmerneAsync(Moede moede, int punkter, int aendrede, CancellationToken ct)
    {
        var dagsordenen = $"Dagsordenen for {fora.Navn(moede.ForumId)} den {Dansk.Tid(moede.Start)}";
        var tekst = moede.Udgave == 1
            ? $"{dagsordenen} er udsendt med {(punkter == 1 ? "1 punkt" : $"{punkter} punkter")}."
            : $"{dagsordenen} er udsendt igen som udgave {moede.Udgave}; {(aendrede == 1 ? "1 punkt er nyt eller ændret" : $"{aendrede} punkter er nye eller ændrede")}.";
        return Medlemsbesked.SendAsync(arbejde, moede, tekst, kanVente: false, ct);
    }

    private void Fortael(Moede moede, List<Dagsordenspunkt> punkter, IReadOnlyList<UdsendtPunkt> aendrede)
    {
        arbejde.Historik.Tilfoej(moede.Kaede, "dagsorden-udsendt", $"Dagsordenen er udsendt, udgave {moede.Udgave}.");
        var ider = aendrede.Select(a => a.Id).ToHashSet();
        foreach (var punkt in punkter.Where(p => p is { SagId: not null, Tilstand: PunktTilstand.PaaDagsorden } && ider.Contains(p.Id.Value)))
        {
            arbejde.Historik.Tilfoej(
                punkt.Kaede,
                "dagsorden-udsendt",
                $"Sagen er udsendt som punkt {punkt.Nr} på dagsordenen for mødet i {fora.Navn(moede.ForumId)} den {moede.Dato:dd-MM-yyyy}, udgave {moede.Udgave}.",
                forelaeggelse: punkt.ForelaeggelseId,
                punkt: punkt.Id);
        }
    }
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Beslutninger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;

namespace SagsFlow.Moeder;

/// <summary>What a meeting lacks before its secretary closes it.</summary>
public sealed record TjekAfslutning(Guid MoedeId) : IForespoergsel<AfslutningstjekSvar>;

/// <summary>What a meeting lacks.</summary>
/// <param name="UdenUdfald">Items of cases without an outcome; they block.</param>
/// <param name="FastePunkterUden">Faste punkter without a decision; they get »ingen beslutning«.</param>
/// <param name="UbesvaredePunkter">Points that were to be decided one by one and were not; they never block.</param>
/// <param name="UdenAnsvarlig">Orders that nobody is responsible for.</param>
/// <param name="Kladder">How many decisions take effect when the meeting is closed.</param>
/// <param name="Afvist">Why it cannot be closed whatever its items say, or null.</param>
public sealed record AfslutningstjekSvar(
    IReadOnlyList<PunktHenvisning> UdenUdfald,
    IReadOnlyList<PunktHenvisning> FastePunkterUden,
    IReadOnlyList<UbesvaretSvar> UbesvaredePunkter,
    IReadOnlyList<UdenAnsvarligSvar> UdenAnsvarlig,
    int Kladder,
    string? Afvist)
{
    /// <summary>When the meeting is, local time, where it lies ahead; it is then most likely not the one that was held.</summary>
    public DateTime? Kommer { get; init; }

    /// <summary>Items »godkendt med bemærkning« whose remark stands nowhere; they never block.</summary>
    public IReadOnlyList<PunktHenvisning> UdenBemaerkning { get; init; } = [];

    public bool KanAfsluttes => Afvist is null && UdenUdfald.Count == 0;
}

/// <summary>An order of a decision that names no responsible.</summary>
public sealed record UdenAnsvarligSvar(Guid Id, int? Nr, string Titel, string Tekst);

public sealed class TjekAfslutningHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora, Dagsordener dagsordener, Punktvisning visning, TimeProvider ur)
    : IRequestHandler<TjekAfslutning, Svar<AfslutningstjekSvar>>
{
    public async Task<Svar<AfslutningstjekSvar>> Handle(TjekAfslutning request, CancellationToken cancellationToken)
    {
        var fundet = await arbejde.Db.Moeder.AsNoTracking().ForSekretaerAsync(request.MoedeId, adgang.Person, fora, cancellationToken);
        if (fundet.Fejl is { } ikkeHer)
        {
            return ikkeHer;
        }

        var moede = fundet.Vaerdi;
        var id = moede.Id;

        var punkter = Dagsorden.IOrden(await dagsordener.PunkterAsync(id, cancellationToken)).Where(p => p is { Nr: not null, Tilstand: PunktTilstand.PaaDagsorden }).ToList();
        var beslutninger = await arbejde.Db.Beslutninger.Where(b => b.MoedeId == id).ToDictionaryAsync(b => b.DagsordenspunktId, cancellationToken);
        var titler = (await visning.VisAsync(moede, punkter, cancellationToken)).ToDictionary(p => p.Id, p => p.Titel);
        var uden = punkter.Where(p => !beslutninger.ContainsKey(p.Id)).ToList();
        PunktHenvisning Henvis(Dagsordenspunkt p) => new(p.Id.Value, p.Nr, titler[p.Id.Value]);
        return new AfslutningstjekSvar(
            [.. uden.Where(p => !p.ErFastPunkt).Select(Henvis)],
            [.. uden.Where(p => p.ErFastPunkt).Select(Henvis)],
            [
                .. from p in punkter
                   let b = beslutninger.GetValueOrDefault(p.Id)
                   where b is not null
                   let mangler = Beslutningsregler.Ubesvarede(b.Udfald, b.Punkter, p.Indhold?.Indstilling)
                   where mangler.Count > 0
                   select new UbesvaretSvar(p.Id.Value, p.Nr, titler[p.Id.Value], mangler),
            ],
            [
                .. from p in punkter
                   from bestilt in beslutninger.GetValueOrDefault(p.Id)?.Bestillinger ?? []
                   where bestilt.Ansvarlig is null
                   select new UdenAnsvarligSvar(p.Id.Value, p.Nr, titler[p.Id.Value], bestilt.Tekst),
            ],
            beslutninger.Values.Count(b => b.ErKladde),
            (moede.TjekAabent() ?? (moede.Udsendt is null ? MoedeFejl.IkkeUdsendt : null))?.Tekst)
        {
            UdenBemaerkning = [.. punkter.Where(p => beslutninger.TryGetValue(p.Id, out var b) && Beslutningsregler.ManglerBemaerkning(b.Udfald, b.Tekst, b.Punkter)).Select(Henvis)],
            Kommer = moede.Start > LokalTid.Af(ur.GetUtcNow()) ? moede.Start : null,
        };
    }
}

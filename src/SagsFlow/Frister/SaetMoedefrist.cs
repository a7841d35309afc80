using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Moeder;
using SagsFlow.Processer;
using SagsFlow.Ruteplaner;

namespace SagsFlow.Frister;

/// <summary>A deadline of a meeting as its secretary sets it.</summary>
/// <param name="Forfald">Local time.</param>
/// <param name="Begrundelse">Why it is not as the rule says.</param>
public sealed record MoedefristBody(Moedefristart? Art, DateTime? Forfald, string? Begrundelse);

/// <summary>Sets a meeting's deadline otherwise than its forum's rule. What the law says can be made tighter, never looser.</summary>
public sealed record SaetMoedefrist(Guid MoedeId, MoedefristBody Body) : IKommando<FristSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        if (Body.Art is null)
        {
            fejl.Tilfoej("art", "Vælg, hvilken frist det er: aflevering, udsendelse eller referat.");
        }

        if (Body.Forfald is null)
        {
            fejl.Tilfoej("forfald", "Angiv den nye frist som 2025-02-14T12:00.");
        }

        fejl.Tjek("begrundelse", Body.Begrundelse, Tekstregler.LaengsteKort, kraeves: true);
    }
}

public sealed class SaetMoedefristHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora, Moedefrister moedefrister, Fristopgoerelse opgoerelse, ProcessRunner runner, Genplanlaegning genplanlaegning) : IRequestHandler<SaetMoedefrist, Svar<FristSvar>>
{
    public async Task<Svar<FristSvar>> Handle(SaetMoedefrist request, CancellationToken cancellationToken)
    {
        var id = new MoedeId(request.MoedeId);
        if (await arbejde.Db.Moeder.FirstOrDefaultAsync(m => m.Id == id, cancellationToken) is not { } moede)
        {
            return MoedeFejl.FindesIkke;
        }

        if (!adgang.Person.ErSekretaerFor(moede.ForumId) && !adgang.Person.ErAdmin)
        {
            return MoedeFejl.IkkeSekretaer(fora.Navn(moede.ForumId));
        }

        var (art, forfald) = (request.Body.Art!.Value, request.Body.Forfald!.Value);
        if (moede.TjekAabent() is { } lukket)
        {
            return lukket;
        }

        if (moedefrister.Af(moede.ForumId, moede.Start, art) is not { } efterReglen)
        {
            return new Fejl(FejlArt.Konflikt, "ingen-regel", $"{fora.Navn(moede.ForumId)} har ingen regel for den frist den dag.");
        }

        if (Afvis(art, forfald, moede, efterReglen) is { } fejl)
        {
            return fejl;
        }

        var aendring = new Fristaendring
        {
            Id = NytId.Guid(arbejde.Nu),
            MoedeId = id,
            Art = art,
            Forfald = forfald,
            Begrundelse = request.Body.Begrundelse!.Trim(),
            Af = arbejde.Aktoer,
            Tid = arbejde.Nu,
        };
        arbejde.Db.Fristaendringer.Add(aendring);
        arbejde.Historik.Tilfoej(moede.Kaede, "frist-sat", $"Fristen for {Navne.Ord(art)} er sat til {Dansk.Tid(forfald)}; efter reglen var den {Dansk.Tid(efterReglen.Forfald)}.", aendring.Begrundelse);
        await arbejde.SkrivNuAsync(cancellationToken);
        var sager = await arbejde.Db.UafgjortePunkter().Where(p => p.MoedeId == id && p.SagId != null).Select(p => p.SagId!.Value).ToListAsync(cancellationToken);
        await runner.FactsChangedAsync(sager, cancellationToken);
        await genplanlaegning.MoedeAsync(moede, cancellationToken);
        return opgoerelse.Moedets(moede, [aendring], LokalTid.Af(arbejde.Nu)).First(f => Navne.Ord(f.Art) == Navne.Ord(art));
    }

    private static Fejl? Afvis(Moedefristart art, DateTime forfald, Moede moede, Moedefrist efterReglen) =>
        efterReglen.Regel.Lovbestemt && forfald > efterReglen.Forfald
            ? new Fejl(FejlArt.Konflikt, "lovbestemt", $"Fristen følger af {efterReglen.Regel.Grundlag} og kan rykkes frem, men ikke ud over {Dansk.Tid(efterReglen.Forfald)}.")
        : art != Moedefristart.Referat && forfald >= moede.Start ? FaellesFejl.Input("forfald", $"Fristen skal ligge før mødet {Dansk.Tid(moede.Start)}.")
        : art == Moedefristart.Referat && forfald <= moede.Start ? FaellesFejl.Input("forfald", $"Fristen skal ligge efter mødet {Dansk.Tid(moede.Start)}.")
        : null;
}

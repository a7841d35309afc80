using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Frister;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalender;

namespace SagsFlow.Moeder;

/// <summary>What a new meeting of a forum would be like the one before it, and what speaks against a day.</summary>
/// <param name="Start">When it is to begin, local time; null: no day has been chosen.</param>
/// <param name="Moede">The meeting that is moved; null for a new one.</param>
public sealed record HentMoedeforslag(string Forum, DateTime? Start, Guid? Moede = null) : IForespoergsel<MoedeforslagSvar>;

/// <param name="Begynder">As the forum's newest meeting did; null when it has had none.</param>
/// <param name="Advarsler">In words; none of it stops the meeting.</param>
public sealed record MoedeforslagSvar(TimeOnly? Begynder, TimeOnly? Slutter, string Sted, IReadOnlyList<string> Deltagere, IReadOnlyList<string> Advarsler);

public sealed class HentMoedeforslagHandler(Arbejde arbejde, Forakatalog fora, Arbejdskalender kalender, Moedefrister frister, TimeProvider ur) : IRequestHandler<HentMoedeforslag, Svar<MoedeforslagSvar>>
{
    public async Task<Svar<MoedeforslagSvar>> Handle(HentMoedeforslag request, CancellationToken cancellationToken)
    {
        if (fora.Forum(request.Forum) is not { } forum)
        {
            return MoedeFejl.UkendtForum(request.Forum);
        }

        var id = forum.Id;
        var sidste = await arbejde.Db.Moeder.AsNoTracking().Where(m => m.ForumId == id && m.Aflyst == null).OrderByDescending(m => m.Start).FirstOrDefaultAsync(cancellationToken);
        var slutter = sidste?.Slut is { } slut && slut.Date == sidste.Start.Date ? TimeOnly.FromDateTime(slut) : (TimeOnly?)null;
        return new MoedeforslagSvar(
            sidste is null ? null : TimeOnly.FromDateTime(sidste.Start), slutter, sidste?.Sted ?? forum.Moedelokale ?? "", sidste?.Deltagere ?? [],
            request.Start is { } start ? await AdvarslerAsync(forum, start, request.Moede, cancellationToken) : []);
    }

    private async Task<IReadOnlyList<string>> AdvarslerAsync(Forum forum, DateTime start, Guid? undtagen, CancellationToken ct)
    {
        var (dag, nu, advarsler) = (DateOnly.FromDateTime(start), LokalTid.Af(ur.GetUtcNow()), new List<string>());
        if (dag.Year is < Arbejdskalender.FoersteAar or > Arbejdskalender.SidsteAar)
        {
            return [];
        }

        if (kalender.Fridag(dag) is { } fri)
        {
            advarsler.Add($"{Dansk.Stort(Dansk.Dag(dag))} er ikke en arbejdsdag: {fri.Navn}.");
        }

        if (start < nu)
        {
            advarsler.Add("Tidspunktet er passeret.");
        }

        foreach (var andet in (await arbejde.Db.MellemAsync([forum.Id], dag, dag, ct)).Where(m => m.Aflyst is null && m.Id.Value != undtagen))
        {
            advarsler.Add($"{forum.Navn} har allerede et møde den dag kl. {andet.Start:HH\\.mm}.");
        }

        advarsler.AddRange(frister.Af(forum.Id, start).Where(f => f.Art != Moedefristart.Referat && f.Forfald < nu && start >= nu).Select(f =>
            $"{(f.Art == Moedefristart.Aflevering ? "Fristen for at aflevere sager" : "Fristen for at udsende dagsordenen")} ville være {Dansk.Tid(f.Forfald)} og er passeret ({f.Regel.Tekst}; grundlag: {f.Regel.Grundlag})."));
        return advarsler;
    }
}

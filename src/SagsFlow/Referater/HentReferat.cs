using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Beslutninger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;

namespace SagsFlow.Referater;

/// <summary>The minutes of a meeting. Before the meeting is closed they are a draft, and the forum's own.</summary>
public sealed record HentReferat(Guid MoedeId) : IForespoergsel<Referat>;

public sealed class HentReferatHandler(Arbejde arbejde, Adgang adgang, Referatbygger bygger) : IRequestHandler<HentReferat, Svar<Referat>>
{
    public async Task<Svar<Referat>> Handle(HentReferat request, CancellationToken cancellationToken)
    {
        var id = new MoedeId(request.MoedeId);
        if (await arbejde.Db.Moeder.FirstOrDefaultAsync(m => m.Id == id, cancellationToken) is not { } moede)
        {
            return MoedeFejl.FindesIkke;
        }

        if (moede.Udsendt is null)
        {
            return moede.Aflyst is null ? ReferatFejl.IkkeUdsendt : MoedeFejl.ErAflyst;
        }

        var erForum = adgang.SerKladde(moede.ForumId);
        return moede.Status == MoedeStatus.Udsendt && !erForum ? ReferatFejl.IkkeFaerdigt : await bygger.BygAsync(moede, medKladder: erForum, cancellationToken);
    }
}

/// <summary>Why there are no minutes, or not in the form asked for.</summary>
public static class ReferatFejl
{
    public static readonly Fejl IkkeFaerdigt = new(FejlArt.Konflikt, "referat-foelger", "Referatet er ikke færdigt. Det kan læses, når mødet er afsluttet.");

    public static readonly Fejl IkkeUdsendt = new(FejlArt.Konflikt, "dagsorden-ikke-udsendt", "Mødets dagsorden er ikke udsendt, så der er ikke noget referat endnu.");

    public static readonly Fejl MoedeIkkeAfsluttet = new(FejlArt.Konflikt, "moede-ikke-afsluttet", "Mødet er ikke afsluttet, så referatet er et udkast. Afslut mødet først.");

    public static readonly Fejl ManglerUnderskrift = FaellesFejl.Input(
        "underskrivere", "Beslutningsprotokollen underskrives af de medlemmer, der deltog (kommunestyrelsesloven § 13). Skriv deres navne.");

    public static Fejl IkkeHoldt(DateTime start) => FaellesFejl.Input(
        "holdt", $"Mødet er først {Infrastructure.Sider.Dansk.Lang(start)}. Er det det rigtige møde, så sæt hak ved det.");

    public static readonly Fejl IkkeGodkendt = new(FejlArt.Konflikt, "referat-ikke-godkendt", "Referatet er ikke godkendt. Godkend det, før det offentliggøres.");

    public static readonly Fejl IntetNyt = new(FejlArt.Konflikt, "intet-nyt", "Referatet er uændret siden det blev offentliggjort.");

    public static readonly Fejl IkkeOffentliggjort = new(FejlArt.Konflikt, "referat-ikke-offentligt", "Referatet er ikke offentliggjort, så der er intet at trække tilbage.");

    /// <summary>To the public: the same whether the meeting exists or not.</summary>
    public static readonly Fejl IkkeOffentligt = FaellesFejl.FindesIkke("Referatet");

    public static Fejl IkkeSekretaer(string forumnavn) => FaellesFejl.Forbudt($"Kun sekretæren for {forumnavn} godkender og offentliggør referater.");

    public static Fejl AlleredeGodkendt(Referatstand r) => new(
        FejlArt.Konflikt, "referat-godkendt", $"Referatet er allerede godkendt af {r.GodkendtAf} den {LokalTid.Dato(r.Godkendt!.Value).Skriv()}.");

    public static readonly Fejl UkendtForm = new(
        FejlArt.IkkeAcceptabel, "ukendt-form", $"Referatet findes som {string.Join(", ", Referatformer.Medietyper)}. Vælg en af dem i Accept.");
}

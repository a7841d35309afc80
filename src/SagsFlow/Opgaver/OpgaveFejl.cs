using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Processer;

namespace SagsFlow.Opgaver;

/// <summary>Every refusal about tasks.</summary>
public static class OpgaveFejl
{
    public static readonly Fejl FindesIkke = FaellesFejl.FindesIkke("Opgaven");

    public static readonly Fejl IkkeDin = FaellesFejl.Forbudt("Opgaven hører til en anden rolle. Bed den, der har den, eller sekretariatet om at give den videre.");

    public static readonly Fejl KraeverBeslutning = new(
        FejlArt.Konflikt, "kraever-beslutning", "En forelæggelse afsluttes kun af en beslutning på dagsordenspunktet, ikke som en opgave.");

    public static readonly Fejl ManglerBemaerkning = FaellesFejl.Input("bemaerkning", "Skriv en bemærkning, så modtageren ved, hvad der skal ændres.");

    public static readonly Fejl ManglerBegrundelse = FaellesFejl.Input("begrundelse", "Skriv, hvorfor opgaven gives til en anden.");

    public static Fejl AlleredeAfsluttet(Opgave o) => new(
        FejlArt.Konflikt,
        "allerede-afsluttet",
        o.Annulleret
            ? $"Opgaven er ikke længere aktuel; den faldt væk den {Dansk.Tid(o.Afsluttet!.Value)}."
            : $"Opgaven er allerede afsluttet af {o.AfsluttetAf} den {Dansk.Tid(o.Afsluttet!.Value)} med »{o.Udfald}«.");

    public static Fejl HarEnAnden(string person) => new(
        FejlArt.Konflikt, "overtaget-af-anden", $"{person} har opgaven. Overtag den først, hvis du skal løse den.");

    public static Fejl UkendtUdfald(string? udfald, IReadOnlyList<Opgaveudfald> kendte) =>
        FaellesFejl.Input("udfald", $"Udfaldet »{udfald}« findes ikke her. Vælg et af: {string.Join(", ", kendte.Select(k => k.Id))}.");

    public static Fejl UkendtTilbageTil(string trin, Opgaveudfald udfald) => FaellesFejl.Input(
        "tilbageTil",
        udfald.TilbageTil.Count == 0 ? $"»{udfald.Navn}« sender ikke sagen tilbage; udelad tilbageTil." : $"»{trin}« er ikke et tidligere trin. Vælg et af: {string.Join(", ", udfald.TilbageTil)}.");

    public static Fejl UkendtFelt(string felt) => FaellesFejl.Input("felter", $"Opgaven har ikke et felt, der hedder »{felt}«.");

    public static Fejl ManglerFelt(Opgavefelt felt) => FaellesFejl.Input($"felter.{felt.Id}", $"Udfyld »{felt.Navn}«.");

    public static Fejl UkendtForum(Opgavefelt felt, string forum) => FaellesFejl.Input($"felter.{felt.Id}", $"Forummet »{forum}« findes ikke. Vælg et fra /api/fora.");

    public static Fejl UgyldigtFelt(Opgavefelt felt, string form) => FaellesFejl.Input($"felter.{felt.Id}", $"»{felt.Navn}« skal være {form}.");

    public static Fejl UkendtPerson(string person) => FaellesFejl.Input("til", $"Der er ingen bruger, der hedder »{person}«.");

    public static Fejl PersonHarIkkeRollen(string navn) => new(
        FejlArt.Konflikt, "har-ikke-rollen", $"{navn} har ikke den rolle, opgaven hører til. Kun sekretariatet kan give den uden for rollen, og med en begrundelse.");

    public static Fejl PersonMaaIkkeSeSagen(string navn) => new(
        FejlArt.Konflikt, "har-ikke-adgang", $"{navn} har ikke adgang til det, opgaven handler om. Vælg en anden.");
}

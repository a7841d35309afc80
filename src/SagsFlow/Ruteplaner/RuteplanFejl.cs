using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Ruteplaner;

/// <summary>Every refusal about plans.</summary>
public static class RuteplanFejl
{
    public static Fejl UkendtWorkflow(string workflow, IReadOnlyList<string> kendte) =>
        FaellesFejl.Input("workflow", $"Processen »{workflow}« findes ikke.{Yamlfil.Mente(workflow, kendte)} Vælg en af: {string.Join(", ", kendte.Order(StringComparer.Ordinal))}.");

    public static Fejl UkendtForum(string felt, string forum, IReadOnlyList<string> kendte) =>
        FaellesFejl.Input(felt, $"Forummet »{forum}« findes ikke.{Yamlfil.Mente(forum, kendte)} Vælg et af: {string.Join(", ", kendte)}.");

    public static Fejl UkendtTrin(string trin, IReadOnlyList<string> kendte) =>
        FaellesFejl.Input("udelad", $"Trinnet »{trin}« findes ikke i processen.{Yamlfil.Mente(trin, kendte)} Der kan udelades: {string.Join(", ", kendte)}.");

    public static Fejl UdeladtMaal(string navn) => FaellesFejl.Input("udelad", $"{navn} er målet og kan ikke udelades.");

    public static Fejl MaalPasseret(DateOnly senest, DateOnly idag) =>
        FaellesFejl.Input("maal.senest", $"Målet {Dansk.Dato(senest)} er passeret; i dag er {Dansk.Dato(idag)}. Vælg en dag, der ikke er passeret.");

    public static Fejl ForLangtFrem(string felt, DateOnly dag) => FaellesFejl.Input(felt, $"{Dansk.Dato(dag)} ligger for langt frem: en plan rækker højst {Ruteplanberegning.FlestAar} år.");

    public static Fejl MaalIkkePaaVejen(string navn, IReadOnlyList<string> vejen) => FaellesFejl.Input(
        "maal.forum",
        vejen.Count == 0
            ? $"{navn} er ikke på sagens vej, som ikke går gennem flere fora."
            : $"{navn} er ikke på sagens vej, som går gennem {string.Join(", ", vejen)}. Vælg et af dem, eller nævn vejen i ruter.");

    public static Fejl RuteIkkeTilladt(string navn, IReadOnlyList<string> tilladte) => FaellesFejl.Input(
        "ruter",
        tilladte.Count == 0
            ? $"Processen har intet trin, der kan sende sagen til {navn}."
            : $"Processen kan ikke sende sagen til {navn}. Den kan sendes til: {string.Join(", ", tilladte)}.");
}

using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Processer;

namespace SagsFlow.Ruteplaner;

/// <summary>The house rules of what only the planner reads in a definition.</summary>
internal static class Planattributter
{
    /// <summary>Checks one file.</summary>
    /// <param name="file">The file and its processes.</param>
    /// <param name="intervaller">The days between readings; null when they could not be read, then they are not checked.</param>
    public static IEnumerable<Finding> Tjek(LoadedFile file, Behandlingsintervaller? intervaller) =>
        file.Definitions.SelectMany(d => d.Nodes).SelectMany(n => TjekNode(file, n, intervaller));

    private static IEnumerable<Finding> TjekNode(LoadedFile file, Node node, Behandlingsintervaller? intervaller)
    {
        if (node.Attributes.ContainsKey(Attribut.Varighed) && Attribut.VarighedDage(node) is null)
        {
            yield return Fejl(file, node, "ugyldig-varighed", $"sags:varighed er et antal arbejdsdage fra 0 til {Attribut.LaengsteVarighedDage}.");
        }

        if (node.Attributes.ContainsKey(Attribut.Behandlingsnr) && Attribut.BehandlingensNr(node) is null)
        {
            yield return Fejl(file, node, "ugyldigt-behandlingsnr", "sags:behandlingsnr er 1 for første behandling, 2 for anden og så videre.");
        }

        if (Attribut.Literal(node, Attribut.Interval) is { } interval && intervaller is not null && !intervaller.Ider.Contains(interval, StringComparer.Ordinal))
        {
            yield return Fejl(file, node, "ukendt-interval", $"Intervallet »{interval}« findes ikke i {Workflows.Behandlingsfil}.{Yamlfil.Mente(interval, intervaller.Ider)}");
        }
    }

    private static Finding Fejl(LoadedFile file, Node node, string kode, string tekst) => new(file.Name, node.Line, node.Id, kode, tekst, Severity.Error);
}

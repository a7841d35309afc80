using System.Text;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Processer;

namespace SagsFlow.Tests.Processer;

/// <summary>What is said of a folder whose processes speak to each other.</summary>
public sealed class BeskedreglerTests
{
    private const string Venter = """<receiveTask id="vent" messageRef="m" sags:noegle="=sag.id"/>""";
    private const string VenterUdenNoegle = """<receiveTask id="vent" messageRef="m"/>""";
    private const string Sender = """<sendTask id="send" messageRef="m" sags:noegle="=skriv.til"/>""";
    private const string SenderUdenNoegle = """<sendTask id="send" messageRef="m"/>""";
    private const string Raaber = """<intermediateThrowEvent id="raab"><signalEventDefinition signalRef="s"/></intermediateThrowEvent>""";

    [Theory]
    [InlineData(Venter, Sender)]
    [InlineData(Venter, "", "vent ingen-afsender")]
    [InlineData(VenterUdenNoegle, SenderUdenNoegle, "vent mangler-noegle")]
    [InlineData(Venter, SenderUdenNoegle, "send noegle-passer-ikke")]
    [InlineData(VenterUdenNoegle, Sender, "send noegle-passer-ikke", "vent mangler-noegle")]
    [InlineData(Raaber, "", "raab ingen-modtager")]
    [InlineData("""<sendTask id="send"/>""", "", "send sender-intet")]
    public void Mappe_HvisProcesserTalerSammen_FaarAdvarsler(string ene, string anden, params string[] ventet)
    {
        var filer = new[] { Fil("en", ene), Fil("to", anden) };
        var mappe = filer.SelectMany(f => f.Definitions).ToList();

        var fund = filer.SelectMany(f => Husregler.Tjek(f, null, mappe, JobTopics.Shipped)).ToList();

        Assert.All(fund, f => Assert.Equal(Severity.Warning, f.Severity));
        Assert.Equal(ventet, fund.Select(f => $"{f.Element} {f.Code}").Order(StringComparer.Ordinal));
    }

    private static LoadedFile Fil(string id, string midte)
    {
        var node = midte.Length == 0 ? "" : midte.Split('"')[1];
        var vej = midte.Length == 0
            ? """<sequenceFlow id="f" sourceRef="start" targetRef="slut"/>"""
            : $"""<sequenceFlow id="f" sourceRef="start" targetRef="{node}"/><sequenceFlow id="g" sourceRef="{node}" targetRef="slut"/>""";
        var xml = $"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sags="urn:sagsflow:bpmn:1" targetNamespace="x" id="d-{id}">
              <message id="m" name="svar"/><signal id="s" name="alarm"/>
              <process id="{id}" isExecutable="true"><startEvent id="start"/>{midte}<endEvent id="slut"/>{vej}</process>
            </definitions>
            """;
        var bytes = Encoding.UTF8.GetBytes(xml);
        var laest = BpmnReader.Read(bytes, id + ".bpmn");
        Assert.DoesNotContain(laest.Findings, f => f.Severity == Severity.Error);
        return new LoadedFile(id + ".bpmn", bytes, laest.Definitions);
    }
}

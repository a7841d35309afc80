using System.Text;

namespace SagsFlow.Engine.Tests.Bpmn;

/// <summary>Models of about two thousand nodes.</summary>
internal static class LargeModels
{
    private const string Open = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sags="urn:sagsflow:bpmn:1" id="d" targetNamespace="t"><process id="p" isExecutable="true">""";
    private const string Close = "</process></definitions>";

    /// <summary>Service tasks one after another.</summary>
    public static string Chain()
    {
        var xml = new StringBuilder(Open).Append("<startEvent id='n0'/>");
        for (var i = 1; i <= 2_000; i++)
        {
            xml.Append($"<serviceTask id='n{i}' name='Knude {i}' sags:job='paamindelse'/><sequenceFlow id='f{i}' sourceRef='n{i - 1}' targetRef='n{i}'/>\n");
        }

        return xml.Append("<endEvent id='e'/><sequenceFlow id='fe' sourceRef='n2000' targetRef='e'/>").Append(Close).ToString();
    }

    /// <summary>Two hundred sub-processes one in another, each with a choice, an event and a loop.</summary>
    public static string Nested()
    {
        var xml = new StringBuilder(Open).Append("<startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='p0'/>");
        for (var i = 0; i < 200; i++)
        {
            xml.Append($"<subProcess id='p{i}'><startEvent id='s{i}'/><inclusiveGateway id='g{i}' default='a{i}'/><userTask id='t{i}'><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>")
                .Append($"<boundaryEvent id='b{i}' attachedToRef='t{i}'><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent><inclusiveGateway id='j{i}'/><serviceTask id='v{i}'/><endEvent id='e{i}'/><endEvent id='k{i}'/>")
                .Append($"<sequenceFlow id='f{i}' sourceRef='s{i}' targetRef='g{i}'/><sequenceFlow id='a{i}' sourceRef='g{i}' targetRef='t{i}'/><sequenceFlow id='c{i}' sourceRef='g{i}' targetRef='v{i}'><conditionExpression>a{i} > 1</conditionExpression></sequenceFlow>")
                .Append($"<sequenceFlow id='d{i}' sourceRef='t{i}' targetRef='j{i}'/><sequenceFlow id='h{i}' sourceRef='v{i}' targetRef='j{i}'/><sequenceFlow id='l{i}' sourceRef='j{i}' targetRef='{(i < 199 ? $"p{i + 1}" : "e199")}'/><sequenceFlow id='m{i}' sourceRef='b{i}' targetRef='k{i}'/>\n");
        }

        for (var i = 199; i >= 0; i--)
        {
            xml.Append("</subProcess>").Append(i > 0 ? $"<sequenceFlow id='n{i}' sourceRef='p{i}' targetRef='e{i - 1}'/>" : "");
        }

        return xml.Append(Close).ToString();
    }
}

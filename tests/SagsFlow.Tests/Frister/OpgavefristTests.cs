using System.Text;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Frister;
using SagsFlow.Kalender;

namespace SagsFlow.Tests.Frister;

/// <summary>What people read of a task's deadline.</summary>
public class OpgavefristTests
{
    [Theory]
    [InlineData("false", "P3D", "2025-01-09T12:01:00+01:00", "2025-01-09T23:59")]
    [InlineData("false", "P3D", "2025-01-11T12:01:00+01:00", "2025-01-13T23:59")]
    [InlineData("false", "P3D", "2025-04-17T12:01:00+02:00", "2025-04-22T23:59")]
    [InlineData("false", "PT6H", "2025-01-11T12:01:00+01:00", "2025-01-11T12:01")]
    [InlineData("true", "P14D", "2025-01-11T12:01:00+01:00", "2025-01-11T12:01")]
    public void Forfald_DaysToBeRemindedIn_IsTheEndOfAnArbejdsdag(string afbryder, string varighed, string frist, string forfald) =>
        Assert.Equal(DateTime.Parse(forfald, null), Opgavefrist.Forfald(DateTimeOffset.Parse(frist, null), Opgave(afbryder, varighed), new Arbejdskalender([], "")));

    private static Node Opgave(string afbryder, string varighed)
    {
        var xml = $"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sags="urn:sagsflow:bpmn:1" targetNamespace="t">
              <process id="p" isExecutable="true">
                <startEvent id="start"/>
                <userTask id="opgave" sags:rolle="sekretariat"/>
                <boundaryEvent id="frist" attachedToRef="opgave" cancelActivity="{afbryder}"><timerEventDefinition><timeDuration>{varighed}</timeDuration></timerEventDefinition></boundaryEvent>
                <endEvent id="slut"/>
                <endEvent id="sent"/>
                <sequenceFlow id="f1" sourceRef="start" targetRef="opgave"/>
                <sequenceFlow id="f2" sourceRef="opgave" targetRef="slut"/>
                <sequenceFlow id="f3" sourceRef="frist" targetRef="sent"/>
              </process>
            </definitions>
            """;
        return Assert.Single(BpmnReader.Read(Encoding.UTF8.GetBytes(xml), "opgave.bpmn").Definitions).NodesById["opgave"];
    }
}

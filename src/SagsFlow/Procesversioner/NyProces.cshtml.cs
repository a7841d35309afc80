using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;

namespace SagsFlow.Procesversioner;

/// <summary>Draws or uploads a new process.</summary>
public sealed class NyProcesModel(IMediator mediator, Kald kald, Forakatalog fora) : Redigeringsside(mediator, kald, fora)
{
    /// <summary>The smallest process that can be used: somebody writes, and it ends.</summary>
    private const string Begyndelse =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:sags="urn:sagsflow:bpmn:1" id="definitioner" targetNamespace="urn:sagsflow:workflows">
          <bpmn:process id="ny-proces" name="Ny proces" isExecutable="true">
            <bpmn:startEvent id="start" name="Sagen oprettes"><bpmn:outgoing>tilSkriv</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="tilSkriv" sourceRef="start" targetRef="skriv" />
            <bpmn:userTask id="skriv" name="Skriv sag" sags:rolle="sagsbehandler" sags:skriver="true">
              <bpmn:extensionElements><sags:udfald id="indsend" navn="Indsend sag" /></bpmn:extensionElements>
              <bpmn:incoming>tilSkriv</bpmn:incoming><bpmn:outgoing>tilSlut</bpmn:outgoing>
            </bpmn:userTask>
            <bpmn:sequenceFlow id="tilSlut" sourceRef="skriv" targetRef="slut" />
            <bpmn:endEvent id="slut" name="Sagen er afsluttet"><bpmn:incoming>tilSlut</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
          <bpmndi:BPMNDiagram id="tegning">
            <bpmndi:BPMNPlane id="flade" bpmnElement="ny-proces">
              <bpmndi:BPMNShape id="start_f" bpmnElement="start"><dc:Bounds x="160" y="122" width="36" height="36" /></bpmndi:BPMNShape>
              <bpmndi:BPMNShape id="skriv_f" bpmnElement="skriv"><dc:Bounds x="260" y="100" width="100" height="80" /></bpmndi:BPMNShape>
              <bpmndi:BPMNShape id="slut_f" bpmnElement="slut"><dc:Bounds x="432" y="122" width="36" height="36" /></bpmndi:BPMNShape>
              <bpmndi:BPMNEdge id="tilSkriv_f" bpmnElement="tilSkriv"><di:waypoint x="196" y="140" /><di:waypoint x="260" y="140" /></bpmndi:BPMNEdge>
              <bpmndi:BPMNEdge id="tilSlut_f" bpmnElement="tilSlut"><di:waypoint x="360" y="140" /><di:waypoint x="432" y="140" /></bpmndi:BPMNEdge>
            </bpmndi:BPMNPlane>
          </bpmndi:BPMNDiagram>
        </bpmn:definitions>
        """;

    public void OnGet() => Xml = Begyndelse;

    public Task<IActionResult> OnPostAsync(string? xml, IFormFile? fil, string? note, CancellationToken ct) => UdgivAsync(xml, fil, note, ct);
}

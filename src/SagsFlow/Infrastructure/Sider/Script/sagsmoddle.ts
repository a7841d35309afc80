const attributter = (...navne: string[]) => navne.map((name) => ({ name, type: "String", isAttr: true }));

/** What `urn:sagsflow:bpmn:1` adds to BPMN, so that a drawing that is edited keeps it. The program's own reader says what of it is spelled right. */
export const sagsmoddle = {
  name: "SagsFlow",
  prefix: "sags",
  uri: "urn:sagsflow:bpmn:1",
  xml: { tagAlias: "lowerCase" },
  associations: [],
  types: [
    {
      name: "Opgave",
      extends: ["bpmn:UserTask"],
      properties: attributter("rolle", "forum", "behandling", "ruter", "skriver", "varighed", "valgfri", "behandlingsnr", "interval"),
    },
    { name: "Job", extends: ["bpmn:ServiceTask"], properties: attributter("job", "forsoeg") },
    { name: "Kald", extends: ["bpmn:CallActivity"], properties: attributter("kaldtProces") },
    { name: "Begivenhed", extends: ["bpmn:Event", "bpmn:SendTask", "bpmn:ReceiveTask"], properties: attributter("noegle", "levetid") },
    { name: "Gentagelse", extends: ["bpmn:MultiInstanceLoopCharacteristics"], properties: attributter("samling", "element", "resultat", "resultatElement") },
    { name: "Udfald", superClass: ["Element"], properties: attributter("id", "navn", "bemaerkning", "tilbageTil") },
    { name: "Felt", superClass: ["Element"], properties: attributter("id", "navn", "type", "kraeves") },
    { name: "Ind", superClass: ["Element"], properties: attributter("source", "target") },
    { name: "Ud", superClass: ["Element"], properties: attributter("source", "target") },
  ],
};

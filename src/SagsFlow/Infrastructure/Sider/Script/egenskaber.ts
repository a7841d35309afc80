import type BpmnModeler from "bpmn-js/lib/Modeler";
import { felt, knap, valg } from "./formular";

/** An element of BPMN as the tool has it in memory. */
export interface Bpmn {
  $type: string;
  id: string;
  get(navn: string): unknown;
  $instanceOf(type: string): boolean;
}

export interface Figur {
  id: string;
  type: string;
  businessObject: Bpmn;
}

interface Moddle {
  create(type: string, vaerdier: object): Bpmn;
}

interface Modeling {
  updateProperties(figur: Figur, vaerdier: object): void;
  updateModdleProperties(figur: Figur, element: Bpmn, vaerdier: object): void;
}

const ROLLER: [string, string][] = [["", "Ingen (et forum)"], ["sagsbehandler", "Sagsbehandler"], ["centerchef", "Centerchef"], ["sekretariat", "Sekretariat"]];
const BEHANDLINGER: [string, string][] = [
  ["", "Ikke angivet"], ["beslutter", "Beslutter"], ["droefter", "Drøfter"], ["udtaler-sig", "Udtaler sig"], ["indstiller", "Indstiller"], ["til-orientering", "Til orientering"], ["hoeres", "Høres"],
];
const TIDER: [string, string][] = [["timeDuration", "En varighed, f.eks. P3D"], ["timeDate", "Et tidspunkt"], ["timeCycle", "Gentaget, f.eks. R3/P1D"]];

/**
 * Shows what can be said of the selected element, and writes each change back at once, so that it can be undone like any other. Fields that are
 * there already are kept, with what they now say: whoever is in the middle of typing or pressing must not lose them.
 */
export function visEgenskaber(boks: HTMLElement, modeler: BpmnModeler, figur: Figur | undefined, fora: [string, string][], mere: (figur: Figur) => HTMLElement): void {
  const nyt = document.createElement("div");
  if (figur === undefined) {
    const p = document.createElement("p");
    p.className = "tomt";
    p.textContent = "Vælg et trin i tegningen eller på listen for at rette det.";
    nyt.append(p);
  } else {
    skrivFelter(nyt, modeler, figur, fora);
    nyt.append(mere(figur));
  }

  const felter = (rod: HTMLElement) => [...rod.querySelectorAll<HTMLInputElement | HTMLSelectElement>("[id^=egenskab-], [id^=udfald-]")];
  const noegle = `${figur?.id} ${felter(nyt).map((f) => f.id).join(" ")}`;
  if (boks.dataset["noegle"] === noegle) {
    for (const f of felter(nyt)) {
      const vist = boks.querySelector<HTMLInputElement | HTMLSelectElement>(`#${f.id}`);
      if (vist !== null && vist !== document.activeElement) {
        vist.value = f.value;
      }
    }
  } else {
    boks.dataset["noegle"] = noegle;
    boks.replaceChildren(...nyt.children);
  }
}

function skrivFelter(boks: HTMLElement, modeler: BpmnModeler, figur: Figur, fora: [string, string][]): void {
  const bo = figur.businessObject;
  const modeling = modeler.get<Modeling>("modeling");
  const moddle = modeler.get<Moddle>("moddle");
  const tekst = (navn: string): string => (bo.get(navn) as string | undefined) ?? "";
  const saet = (navn: string) => (vaerdi: string) => modeling.updateProperties(figur, { [navn]: vaerdi === "" ? undefined : vaerdi });

  boks.append(felt("egenskab-navn", "Navn", tekst("name"), saet("name")));
  boks.append(felt("egenskab-id", "Id, som betingelser bruger", bo.id, (id) => id !== "" && modeling.updateProperties(figur, { id })));
  if (bo.$instanceOf("bpmn:UserTask")) {
    boks.append(valg("egenskab-rolle", "Rolle", ROLLER, tekst("sags:rolle"), saet("sags:rolle")));
    boks.append(felt("egenskab-forum", "Forum (når et forum behandler sagen)", tekst("sags:forum"), saet("sags:forum"), fora));
    boks.append(valg("egenskab-behandling", "Forummets behandling", BEHANDLINGER, tekst("sags:behandling"), saet("sags:behandling")));
    boks.append(felt("egenskab-ruter", "Fora, beslutningen må sende videre til", tekst("sags:ruter"), saet("sags:ruter")));
    boks.append(valg("egenskab-skriver", "Sagens tekst kan skrives imens", [["", "Nej"], ["true", "Ja"]], tekst("sags:skriver"), saet("sags:skriver")));
    if (tekst("sags:forum") === "") {
      boks.append(udfald(figur, modeling, moddle));
    }
  } else if (bo.$instanceOf("bpmn:ServiceTask")) {
    boks.append(felt("egenskab-job", "Hvad programmet gør (sags:job)", tekst("sags:job"), saet("sags:job")));
  } else if (bo.$instanceOf("bpmn:CallActivity")) {
    boks.append(felt("egenskab-kald", "Processen, der kaldes", tekst("calledElement"), saet("calledElement")));
  } else if (bo.$instanceOf("bpmn:SequenceFlow")) {
    const udtryk = bo.get("conditionExpression") as Bpmn | undefined;
    boks.append(felt("egenskab-betingelse", "Betingelse (FEEL)", (udtryk?.get("body") as string | undefined) ?? "", (body) =>
      modeling.updateProperties(figur, { conditionExpression: body === "" ? undefined : moddle.create("bpmn:FormalExpression", { body }) })));
  }

  boks.append(...frist(figur, modeling, moddle));
}

/** A timer event's deadline. */
function frist(figur: Figur, modeling: Modeling, moddle: Moddle): HTMLElement[] {
  const regler = (figur.businessObject.get("eventDefinitions") as Bpmn[] | undefined) ?? [];
  const timer = regler.find((r) => r.$instanceOf("bpmn:TimerEventDefinition"));
  if (timer === undefined) {
    return [];
  }

  const art = (): string => TIDER.map(([navn]) => navn).find((navn) => timer.get(navn) !== undefined) ?? "timeDuration";
  const body = (): string => ((timer.get(art()) as Bpmn | undefined)?.get("body") as string | undefined) ?? "";
  const skriv = (nyArt: string, nyBody: string): void => {
    const vaerdier: Record<string, unknown> = { timeDuration: undefined, timeDate: undefined, timeCycle: undefined };
    vaerdier[nyArt] = moddle.create("bpmn:FormalExpression", { body: nyBody });
    modeling.updateModdleProperties(figur, timer, vaerdier);
  };
  return [
    valg("egenskab-fristart", "Fristen er", TIDER, art(), (ny) => skriv(ny, body())),
    felt("egenskab-frist", "Frist", body(), (ny) => skriv(art(), ny)),
  ];
}

/** The outcomes of a person's task, a row each. */
function udfald(figur: Figur, modeling: Modeling, moddle: Moddle): HTMLElement {
  const gruppe = document.createElement("fieldset");
  gruppe.className = "udfaldsfelter";
  const titel = document.createElement("legend");
  titel.className = "form-label";
  titel.textContent = "Udfald, den første fører sagen videre";
  gruppe.append(titel);
  const alle = (): Bpmn[] => ((figur.businessObject.get("extensionElements") as Bpmn | undefined)?.get("values") as Bpmn[] | undefined) ?? [];
  const udfaldene = (): Bpmn[] => alle().filter((u) => u.$type === "sags:Udfald");
  const gem = (nye: Bpmn[]): void => modeling.updateProperties(figur, { extensionElements: nye.length === 0 ? undefined : moddle.create("bpmn:ExtensionElements", { values: nye }) });
  udfaldene().forEach((u, i) => {
    const med = (aendring: object): void => {
      const gammel = udfaldene()[i]!;
      gem(alle().map((anden) => (anden === gammel ? moddle.create("sags:Udfald", { ...vaerdier(gammel), ...aendring }) : anden)));
    };
    const raekke = document.createElement("div");
    raekke.className = "udfaldsraekke";
    const nr = i + 1;
    raekke.append(
      felt(`udfald-navn-${nr}`, `Knap ${nr}`, vaerdier(u).navn ?? "", (navn) => med({ navn })),
      felt(`udfald-id-${nr}`, `Id for knap ${nr}`, vaerdier(u).id ?? "", (id) => med({ id })),
      valg(`udfald-bemaerkning-${nr}`, `Bemærkning til knap ${nr}`, [["", "Kan udelades"], ["kraeves", "Kræves"]], vaerdier(u).bemaerkning ?? "", (v) => med({ bemaerkning: v === "" ? undefined : v })),
      felt(`udfald-tilbage-${nr}`, `Knap ${nr} sender tilbage til`, vaerdier(u).tilbageTil ?? "", (v) => med({ tilbageTil: v === "" ? undefined : v })),
      knap(`Fjern knap ${nr}`, () => gem(alle().filter((anden) => anden !== udfaldene()[i]))),
    );
    gruppe.append(raekke);
  });
  gruppe.append(knap("Tilføj udfald", () => gem([...alle(), moddle.create("sags:Udfald", { id: `udfald${udfaldene().length + 1}`, navn: "Nyt udfald" })])));
  return gruppe;
}

function vaerdier(u: Bpmn): { id?: string; navn?: string; bemaerkning?: string; tilbageTil?: string } {
  const sat: Record<string, string> = {};
  for (const navn of ["id", "navn", "bemaerkning", "tilbageTil"]) {
    const vaerdi = u.get(navn);
    if (typeof vaerdi === "string") {
      sat[navn] = vaerdi;
    }
  }

  return sat;
}

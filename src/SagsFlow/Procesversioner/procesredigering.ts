// Edits a process: the drawing, what can be said of each step, and what the program's checker has to say, live.
import BpmnModeler from "bpmn-js/lib/Modeler";
import { lavTavle } from "../Infrastructure/Sider/Script/diagramtavle";
import { visEgenskaber, type Bpmn, type Figur } from "../Infrastructure/Sider/Script/egenskaber";
import { knap, mulighed } from "../Infrastructure/Sider/Script/formular";
import { modelertekster } from "../Infrastructure/Sider/Script/modelertekster";
import { sagsmoddle } from "../Infrastructure/Sider/Script/sagsmoddle";

interface Fund {
  element: string | null;
  tekst: string;
  fejl: boolean;
}

interface Kontrol {
  gyldig: boolean;
  uaendret: boolean;
  fund: Fund[];
}

interface Begivenheder {
  on(navn: string, gor: () => void): void;
}

/** How long after the last change the checker is asked. */
const PAUSE_MS = 400;

/** Their icons are drawn with styles of their own, which the page's security policy refuses; the drawing can be set straight without them. */
const udenOpstilling = {
  alignElementsContextPadProvider: ["value", null],
  alignElementsMenuProvider: ["value", null],
  distributeElementsMenuProvider: ["value", null],
};

const form = document.querySelector<HTMLFormElement>("[data-rediger]");
if (form !== null) {
  void rediger(form);
}

async function rediger(form: HTMLFormElement): Promise<void> {
  const hent = <T extends HTMLElement>(vaelger: string): T => form.querySelector<T>(vaelger)!;
  const fil = hent<HTMLTextAreaElement>("#xml");
  const status = hent("[data-status]");
  const liste = hent("[data-fund]");
  const egenskaber = hent("[data-egenskaber]");
  const trin = hent<HTMLSelectElement>("[data-trin]");
  const fora = JSON.parse(form.dataset["fora"] ?? "[]") as [string, string][];
  const tavle = lavTavle(hent("[data-tegning]"), form.dataset["navn"] ?? "processen", false);
  const modeler = new BpmnModeler({
    container: tavle.laerred,
    zoomScroll: { enabled: false },
    moddleExtensions: { sags: sagsmoddle },
    additionalModules: [modelertekster, udenOpstilling],
  } as ConstructorParameters<typeof BpmnModeler>[0]);
  const figurer = () => modeler.get<{ get(id: string): Figur | undefined; filter(v: (f: Figur) => boolean): Figur[] }>("elementRegistry");
  const valgte = () => modeler.get<{ get(): Figur[]; select(f: Figur | null): void }>("selection");
  const stak = () => modeler.get<{ undo(): void; redo(): void }>("commandStack");
  hent(".diagram-knapper").append(knap("Fortryd", () => stak().undo()), knap("Gendan", () => stak().redo()));

  let maerkede: [string, string][] = [];
  let nyest = 0;
  let ur: ReturnType<typeof setTimeout> | undefined;
  let udestaar = false;

  async function skrivFil(): Promise<void> {
    fil.value = (await modeler.saveXML({ format: true })).xml ?? fil.value;
    udestaar = false;
  }

  async function kontroller(): Promise<void> {
    const denne = ++nyest;
    const svar = await fetch(form.dataset["rediger"]!, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ xml: fil.value, proces: form.dataset["proces"] || null }),
    });
    if (denne === nyest) {
      if (svar.ok) {
        vis((await svar.json()) as Kontrol);
      } else {
        status.textContent = "Processen kunne ikke kontrolleres lige nu. Den kontrolleres, når den udgives.";
      }
    }
  }

  function vis(kontrol: Kontrol): void {
    const alle = [...kontrol.fund.filter((f) => f.fejl), ...kontrol.fund.filter((f) => !f.fejl)];
    const fejl = alle.filter((f) => f.fejl).length;
    const andet = alle.length - fejl;
    status.textContent = fejl > 0
      ? `${fejl} fejl skal rettes, før processen kan udgives.`
      : `${kontrol.uaendret ? "Processen siger det samme som den, der bruges." : "Ingen fejl."}${andet > 0 ? ` ${andet} ting at se på.` : ""}`;
    maerkede.forEach(([id, klasse]) => tavle.fjern(id, klasse));
    maerkede = alle.filter((f) => f.element !== null).map((f) => [f.element!, f.fejl ? "diagram-fejl" : "diagram-advarsel"]);
    // One mark for each; a fault hides what is only to be looked at.
    new Map([...maerkede].reverse()).forEach((klasse, id) => tavle.maerk(id, klasse, klasse === "diagram-fejl" ? "!" : "?"));
    liste.replaceChildren(...alle.map((f) => {
      const punkt = document.createElement("li");
      punkt.className = f.fejl ? "fund-fejl" : "fund-advarsel";
      const figur = f.element === null ? undefined : figurer().get(f.element);
      const tekst = `${f.fejl ? "Fejl" : "Se på"}${f.element === null ? "" : `, ${navn(figur) ?? f.element}`}: ${f.tekst}`;
      if (figur === undefined) {
        punkt.textContent = tekst;
      } else {
        const hertil = knap(tekst, () => vaelg(figur.id));
        hertil.className = "fund-knap";
        punkt.append(hertil);
      }

      return punkt;
    }));
  }

  function vaelg(id: string): void {
    const figur = figurer().get(id);
    if (figur !== undefined) {
      valgte().select(figur);
      tavle.vis(id);
    }
  }

  function visValgt(): void {
    const alle = valgte().get();
    const figur = alle.length === 1 ? alle[0] : undefined;
    visEgenskaber(egenskaber, modeler, figur, fora, handlinger);

    trin.replaceChildren(mulighed("", "Vælg …"), ...figurer().filter(erTrin).map((f) => mulighed(f.id, `${navn(f) ?? f.id} (${art(f.businessObject)})`)));
    trin.value = figur?.id ?? "";
  }

  /** What the mouse does by dragging, for those who use keys. */
  function handlinger(figur: Figur): HTMLElement {
    const gruppe = document.createElement("div");
    gruppe.className = "knapper";
    const form = { autoPlace: () => modeler.get<{ append(kilde: Figur, form: object): void }>("autoPlace"), fabrik: () => modeler.get<{ createShape(om: object): object }>("elementFactory") };
    const tilfoej = (tekst: string, om: object) => knap(tekst, () => {
      form.autoPlace().append(figur, form.fabrik().createShape(om));

      // The field for the name on the drawing would be a change of its own when it is left; the name has a field here.
      modeler.get<{ cancel(): void }>("directEditing").cancel();
    });
    if (figur.businessObject.$instanceOf("bpmn:FlowNode") && !figur.businessObject.$instanceOf("bpmn:EndEvent")) {
      gruppe.append(tilfoej("Tilføj opgave efter", { type: "bpmn:UserTask" }), tilfoej("Tilføj valg efter", { type: "bpmn:ExclusiveGateway" }), tilfoej("Tilføj slutning efter", { type: "bpmn:EndEvent" }));
      const maal = document.createElement("select");
      maal.className = "form-select";
      maal.setAttribute("aria-label", `Trin, som ${navn(figur) ?? figur.id} skal føre til`);
      maal.append(...figurer().filter((f) => f !== figur && f.businessObject.$instanceOf("bpmn:FlowNode") && erTrin(f)).map((f) => mulighed(f.id, navn(f) ?? f.id)));
      gruppe.append(maal, knap("Før hertil", () => modeler.get<{ connect(fra: Figur, til: Figur): void }>("modeling").connect(figur, figurer().get(maal.value)!)));
    }

    gruppe.append(knap("Slet trinnet", () => modeler.get<{ removeElements(f: Figur[]): void }>("modeling").removeElements([figur])));
    return gruppe;
  }

  async function indlaes(xml: string): Promise<void> {
    fil.value = xml;
    try {
      await modeler.importXML(xml);
      tavle.tilslut(modeler);
      tavle.tilpas();
      visValgt();
    } catch {
      status.textContent = "Filen kan ikke tegnes.";
    }

    await kontroller();
  }

  const begivenheder = modeler.get<Begivenheder>("eventBus");
  begivenheder.on("selection.changed", visValgt);
  begivenheder.on("commandStack.changed", () => {
    udestaar = true;
    visValgt();
    clearTimeout(ur);
    ur = setTimeout(() => void skrivFil().then(kontroller), PAUSE_MS);
  });
  trin.addEventListener("change", () => vaelg(trin.value));
  fil.addEventListener("change", () => void indlaes(fil.value));
  const valgtFil = hent<HTMLInputElement>("#fil");
  valgtFil.addEventListener("change", () => {
    const [den] = valgtFil.files ?? [];
    if (den !== undefined) {
      // The file is now what is drawn, and is sent from there.
      void den.text().then((xml) => {
        valgtFil.value = "";
        return indlaes(xml);
      });
    }
  });
  form.addEventListener("submit", (afsendelse) => {
    if (udestaar) {
      afsendelse.preventDefault();
      void skrivFil().then(() => form.requestSubmit(afsendelse.submitter));
    }
  });
  await indlaes(fil.value);
}

function erTrin(f: Figur): boolean {
  // The sheet that all is drawn on has no element of its own until there is a file.
  const bo = f.businessObject as Bpmn | undefined;
  return f.type !== "label" && (bo?.$instanceOf("bpmn:FlowNode") === true || bo?.$instanceOf("bpmn:SequenceFlow") === true);
}

function navn(f: Figur | undefined): string | undefined {
  const eget = f?.businessObject.get("name") as string | undefined;
  const fra = f?.businessObject.$instanceOf("bpmn:SequenceFlow") === true ? (f.businessObject.get("sourceRef") as Bpmn) : undefined;
  return eget ?? (fra === undefined ? undefined : `vejen fra ${(fra.get("name") as string | undefined) ?? fra.id}`);
}

const ARTER: [string, string][] = [
  ["bpmn:SequenceFlow", "vej"], ["bpmn:UserTask", "opgave"], ["bpmn:Activity", "trin"], ["bpmn:Gateway", "valg"], ["bpmn:StartEvent", "begyndelse"], ["bpmn:EndEvent", "slutning"],
  ["bpmn:BoundaryEvent", "frist eller begivenhed"],
];

function art(bo: Bpmn): string {
  return ARTER.find(([type]) => bo.$instanceOf(type))?.[1] ?? "begivenhed";
}

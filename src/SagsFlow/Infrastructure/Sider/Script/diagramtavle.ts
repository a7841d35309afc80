import type BaseViewer from "bpmn-js/lib/BaseViewer";
import type Canvas from "diagram-js/lib/core/Canvas";
import type ElementRegistry from "diagram-js/lib/core/ElementRegistry";
import type Overlays from "diagram-js/lib/features/overlays/Overlays";

/** How far one press moves the drawing, in pixels of the screen. */
const SKRIDT = 80;
const ZOOM = 1.25;
const MINDST = 0.2;
const STOERST = 4;

/** Below this scale nobody can make out the steps of the whole drawing; then it begins at the step that matters, large enough to be read. */
const MINDST_HELE = 0.35;
const LAESELIG = 0.7;

/** Around a drawing, in its own measure. */
const LUFT = 20;

/** How low a drawing is at least, in pixels, and how much of the window's height it takes at most. */
const HOEJDE = { mindst: 280, afVinduet: 0.75 } as const;

/** What the tools of a drawing that is edited cover at its left, in pixels of the screen. */
const VAERKTOEJ = 120;

/** A frame with buttons and keys around a drawing; everything that can be dragged can also be pressed. */
export interface Tavle {
  readonly laerred: HTMLElement;
  tilslut(viewer: BaseViewer): void;
  /** Marks an element, with a small text at its corner; one that the drawing does not have is passed over. */
  maerk(id: string, klasse: string, tekst?: string): void;
  fjern(id: string, klasse: string): void;
  /** Shows the whole drawing, or where that is too small to read: the step, else its beginning. */
  tilpas(id?: string): void;
  /** Moves the drawing so that the element is seen. */
  vis(id: string): void;
}

/** A place no further out than the drawing goes; of one that is smaller than the view, its beginning. */
function indenfor(sted: number, mindst: number, stoerst: number): number {
  return Math.max(mindst, Math.min(sted, stoerst));
}

/**
 * Makes the frame.
 * @param taster Whether arrows, + and − work on the drawing; one that is edited has keys of its own.
 */
export function lavTavle(element: HTMLElement, navn: string, taster = true): Tavle {
  const laerred = document.createElement("div");
  laerred.className = "diagram-laerred";
  const knapper = document.createElement("div");
  knapper.className = "diagram-knapper";
  knapper.setAttribute("role", "group");
  knapper.setAttribute("aria-label", `Flyt og forstør tegningen af ${navn}`);
  element.replaceChildren(knapper, laerred);
  const optaget = taster ? 0 : VAERKTOEJ;
  let viewer: BaseViewer | undefined;
  const canvas = (): Canvas => viewer!.get<Canvas>("canvas");

  /** The middle of the step, else of where the process begins. */
  const figurmidte = (id: string | undefined): { x: number; y: number } | undefined => {
    const figurer = viewer!.get<ElementRegistry>("elementRegistry");
    const figur = (id === undefined ? undefined : figurer.get(id)) ?? figurer.find((f) => f["type"] === "bpmn:StartEvent");
    return figur === undefined || !("x" in figur) ? undefined : { x: figur["x"] + figur["width"] / 2, y: figur["y"] + figur["height"] / 2 };
  };

  /** Gives the drawing the height it needs, as far as the window shows it; returns what it got. */
  const retHoejde = (oensket: number): number => {
    const hoejde = Math.round(Math.min(Math.max(oensket, HOEJDE.mindst), Math.max(HOEJDE.mindst, window.innerHeight * HOEJDE.afVinduet)));
    laerred.style.height = `${hoejde}px`;
    canvas().resized();
    return hoejde;
  };

  const handlinger: [tegn: string, navn: string, taster: string[], gor: () => void][] = [
    ["+", "Forstør", ["+"], () => zoom(ZOOM)],
    ["−", "Formindsk", ["-"], () => zoom(1 / ZOOM)],
    ["Hele", "Vis hele tegningen", ["0"], () => void canvas().zoom("fit-viewport", "auto" as never)],
    ["←", "Mod venstre", ["ArrowLeft"], () => canvas().scroll({ dx: SKRIDT, dy: 0 })],
    ["→", "Mod højre", ["ArrowRight"], () => canvas().scroll({ dx: -SKRIDT, dy: 0 })],
    ["↑", "Opad", ["ArrowUp"], () => canvas().scroll({ dx: 0, dy: SKRIDT })],
    ["↓", "Nedad", ["ArrowDown"], () => canvas().scroll({ dx: 0, dy: -SKRIDT })],
  ];
  const zoom = (gange: number): void => void canvas().zoom(Math.min(STOERST, Math.max(MINDST, canvas().zoom() * gange)));
  for (const [tegn, tekst, , gor] of handlinger) {
    const knap = document.createElement("button");
    knap.type = "button";
    knap.className = "button button-secondary diagram-knap";
    knap.textContent = tegn;
    knap.setAttribute("aria-label", tekst);
    knap.addEventListener("click", gor);
    knapper.append(knap);
  }

  if (taster) {
    laerred.addEventListener("keydown", (tast) => {
      const handling = handlinger.find(([, , taster]) => taster.includes(tast.key));
      if (handling !== undefined && !tast.ctrlKey && !tast.metaKey && !tast.altKey) {
        tast.preventDefault();
        handling[3]();
      }
    });
  }

  return {
    laerred,
    tilslut(ny) {
      viewer = ny;
      const svg = laerred.querySelector("svg[data-element-id], .djs-container > svg");
      svg?.setAttribute("role", "img");
      svg?.setAttribute("aria-label", `Tegning af ${navn}.${taster ? " Flyt den med piletasterne, forstør med + og formindsk med −." : ""} Det samme står i ord på siden.`);
    },
    maerk(id, klasse, tekst) {
      const figur = viewer!.get<ElementRegistry>("elementRegistry").get(id);
      if (figur === undefined) {
        return;
      }

      canvas().addMarker(id, klasse);
      if (tekst !== undefined) {
        const maerke = document.createElement("span");
        maerke.className = `diagram-maerke ${klasse}-maerke`;
        maerke.textContent = tekst;
        viewer!.get<Overlays>("overlays").add(id, klasse, { position: { top: -14, left: -10 }, html: maerke });
      }
    },
    fjern(id, klasse) {
      if (viewer!.get<ElementRegistry>("elementRegistry").get(id) !== undefined) {
        canvas().removeMarker(id, klasse);
        viewer!.get<Overlays>("overlays").remove({ element: id, type: klasse });
      }
    },
    tilpas(id) {
      const { inner, outer } = canvas().viewbox();
      const bredde = outer.width - optaget;
      const efterBredde = Math.min(1, bredde / (inner.width + 2 * LUFT));
      const hoejde = taster ? retHoejde((inner.height + 2 * LUFT) * (efterBredde < MINDST_HELE ? LAESELIG : efterBredde)) : outer.height;
      const hele = Math.min(efterBredde, hoejde / (inner.height + 2 * LUFT));
      const skala = hele < MINDST_HELE ? LAESELIG : hele;
      const [w, h] = [bredde / skala, hoejde / skala];
      const midte = skala === hele ? undefined : figurmidte(id);
      const x = midte === undefined ? inner.x + (inner.width - w) / 2 : indenfor(midte.x - w / 2, inner.x - LUFT, inner.x + inner.width + LUFT - w);
      const y = midte === undefined ? inner.y + (inner.height - h) / 2 : indenfor(midte.y - h / 2, inner.y - LUFT, inner.y + inner.height + LUFT - h);
      canvas().viewbox({ x: x - optaget / skala, y, width: outer.width / skala, height: h });
    },
    vis(id) {
      if (viewer!.get<ElementRegistry>("elementRegistry").get(id) !== undefined) {
        canvas().scrollToElement(id, 60);
      }
    },
  };
}

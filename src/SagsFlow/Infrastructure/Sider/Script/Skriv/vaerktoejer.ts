import { setBlockType, toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import type { NodeType } from "prosemirror-model";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import { Plugin, TextSelection, type Command, type EditorState } from "prosemirror-state";
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, isInTable, toggleHeaderRow } from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
import { indsaetFodnote } from "./fodnoter";
import { erTilladtAdresse, skema } from "./skema";

const n = skema.nodes;

interface Knap { navn: string; tegn: string; kommando: Command; aktiv?: (state: EditorState) => boolean; iTabel?: boolean; genvej?: string }

/** The bar over an editor: one tab stop, arrows between the buttons (the toolbar pattern of WAI-ARIA). */
export class Vaerktoejer {
  readonly element = document.createElement("div");
  readonly plugin = new Plugin({ view: () => ({ update: (view) => this.opdater(view.state) }) });
  private readonly knapper: { knap: Knap; element: HTMLButtonElement }[] = [];
  private readonly linje = document.createElement("div");
  private readonly linkfelt = document.createElement("div");
  private readonly adresse = document.createElement("input");
  private readonly linkfejl = document.createElement("p");
  private view: EditorView | undefined;

  constructor(private readonly navn: string) {
    this.element.className = "vaerktoejer";
    this.linje.className = "vaerktoejslinje";
    this.linje.setAttribute("role", "toolbar");
    this.linje.setAttribute("aria-label", `Formatering af ${navn}`);
    for (const knap of this.alleKnapper()) {
      this.tilfoej(knap);
    }

    this.linje.addEventListener("keydown", (e) => this.pil(e));
    this.bygLinkfelt();
    this.element.append(this.linje, this.linkfelt);
  }

  forbind(view: EditorView): void {
    this.view = view;
    this.opdater(view.state);
  }

  fokus(): boolean {
    this.synlige()[0]?.focus();
    return true;
  }

  aabnLink(): boolean {
    const { state } = this.view!;
    const { from, $from, to } = state.selection;
    const mark = skema.marks["link"]!.isInSet($from.marks()) ?? skema.marks["link"]!.isInSet(state.doc.nodeAt(from)?.marks ?? []);
    this.adresse.value = (mark?.attrs["href"] as string | undefined) ?? "";
    this.adresse.dataset["tom"] = String(from === to);
    this.linkfejl.textContent = "";
    this.linkfelt.hidden = false;
    this.adresse.focus();
    return true;
  }

  private alleKnapper(): Knap[] {
    const overskrift = (niveau: number): Knap => ({
      navn: niveau === 1 ? "Overskrift" : "Underoverskrift",
      tegn: niveau === 1 ? "Overskrift" : "Underoverskrift",
      genvej: `Ctrl+Alt+${niveau}`,
      kommando: (state, dispatch) => (erBlok(state, n["heading"]!, niveau) ? setBlockType(n["paragraph"]!) : setBlockType(n["heading"]!, { niveau }))(state, dispatch),
      aktiv: (state) => erBlok(state, n["heading"]!, niveau),
    });
    return [
      overskrift(1),
      overskrift(2),
      { navn: "Fed", tegn: "F", genvej: "Ctrl+B", kommando: toggleMark(skema.marks["strong"]!), aktiv: (s) => harMark(s, "strong") },
      { navn: "Kursiv", tegn: "K", genvej: "Ctrl+I", kommando: toggleMark(skema.marks["em"]!), aktiv: (s) => harMark(s, "em") },
      liste("Punktliste", "•", n["bullet_list"]!),
      liste("Nummereret liste", "1.", n["ordered_list"]!),
      { navn: "Link", tegn: "Link", genvej: "Ctrl+K", kommando: () => this.aabnLink(), aktiv: (s) => harMark(s, "link") },
      { navn: "Tabel", tegn: "Tabel", kommando: indsaetTabel },
      { navn: "Fodnote", tegn: "Fodnote", kommando: indsaetFodnote },
      { navn: "Fortryd", tegn: "↶", genvej: "Ctrl+Z", kommando: undo },
      { navn: "Gentag", tegn: "↷", genvej: "Ctrl+Y", kommando: redo },
      { navn: "Ny række", tegn: "Ny række", kommando: addRowAfter, iTabel: true },
      { navn: "Ny kolonne", tegn: "Ny kolonne", kommando: addColumnAfter, iTabel: true },
      { navn: "Slet række", tegn: "Slet række", kommando: deleteRow, iTabel: true },
      { navn: "Slet kolonne", tegn: "Slet kolonne", kommando: deleteColumn, iTabel: true },
      { navn: "Overskriftsrække", tegn: "Overskriftsrække", kommando: toggleHeaderRow, iTabel: true },
      { navn: "Slet tabel", tegn: "Slet tabel", kommando: deleteTable, iTabel: true },
    ];
  }

  private tilfoej(knap: Knap): void {
    const element = document.createElement("button");
    element.type = "button";
    element.className = `vaerktoej vaerktoej-${knap.tegn.length > 2 ? "ord" : knap.tegn === "F" ? "fed" : knap.tegn === "K" ? "kursiv" : "tegn"}`;
    // A word is its own name; a sign is drawn by the stylesheet and has one beside it.
    if (knap.tegn.length > 2) {
      element.textContent = knap.tegn;
    } else {
      element.dataset["tegn"] = knap.tegn;
      element.setAttribute("aria-label", knap.navn);
    }

    element.title = knap.genvej === undefined ? knap.navn : `${knap.navn} (${knap.genvej})`;
    element.tabIndex = this.knapper.length === 0 ? 0 : -1;
    // The writer's selection must not be lost to the button.
    element.addEventListener("mousedown", (e) => e.preventDefault());
    element.addEventListener("click", () => {
      const view = this.view!;
      knap.kommando(view.state, (tr) => view.dispatch(tr), view);
      if (this.linkfelt.hidden) {
        view.focus();
      }
    });
    this.linje.append(element);
    this.knapper.push({ knap, element });
  }

  private bygLinkfelt(): void {
    const id = `link-${this.navn.replace(/\W/g, "")}`;
    const etiket = document.createElement("label");
    etiket.htmlFor = id;
    etiket.textContent = "Adresse på nettet eller e-mail";
    this.adresse.id = id;
    this.adresse.type = "text";
    this.adresse.className = "form-input";
    this.adresse.addEventListener("keydown", (e) => {
      if (e.key === "Enter") {
        e.preventDefault();
        this.indsaetLink();
      } else if (e.key === "Escape") {
        this.lukLink();
      }
    });
    const lav = (tekst: string, goer: () => void): HTMLButtonElement => {
      const knap = document.createElement("button");
      knap.type = "button";
      knap.className = "vaerktoej vaerktoej-ord";
      knap.textContent = tekst;
      knap.addEventListener("click", goer);
      return knap;
    };
    this.linkfelt.className = "linkfelt";
    this.linkfelt.hidden = true;
    this.linkfejl.setAttribute("role", "alert");
    this.linkfelt.append(etiket, this.adresse, lav("Indsæt link", () => this.indsaetLink()), lav("Fjern link", () => this.fjernLink()), lav("Fortryd", () => this.lukLink()), this.linkfejl);
  }

  private indsaetLink(): void {
    const skrevet = this.adresse.value.trim();
    const href = /^[a-z]+:/i.test(skrevet) ? skrevet : skrevet.includes("@") ? `mailto:${skrevet}` : `https://${skrevet}`;
    if (skrevet === "" || !erTilladtAdresse(href)) {
      this.linkfejl.textContent = "Skriv en adresse som www.htk.dk eller navn@htk.dk.";
      return;
    }

    const { state } = this.view!;
    const mark = skema.marks["link"]!.create({ href });
    const { from, to, empty } = state.selection;
    this.view!.dispatch(empty ? state.tr.insert(from, skema.text(skrevet, [mark])) : state.tr.addMark(from, to, mark));
    this.lukLink();
  }

  private fjernLink(): void {
    const { state } = this.view!;
    let { from, to } = state.selection;
    if (from === to) {
      const { $from } = state.selection;
      const node = $from.parent.childAfter($from.parentOffset);
      from = $from.start() + node.offset;
      to = from + (node.node?.nodeSize ?? 0);
    }

    this.view!.dispatch(state.tr.removeMark(from, to, skema.marks["link"]!));
    this.lukLink();
  }

  private lukLink(): void {
    this.linkfelt.hidden = true;
    this.view!.focus();
  }

  private opdater(state: EditorState): void {
    const iTabel = isInTable(state);
    for (const { knap, element } of this.knapper) {
      element.hidden = knap.iTabel === true && !iTabel;
      if (knap.aktiv !== undefined) {
        element.setAttribute("aria-pressed", String(knap.aktiv(state)));
      }
    }
  }

  private synlige(): HTMLButtonElement[] {
    return this.knapper.map((k) => k.element).filter((e) => !e.hidden);
  }

  private pil(e: KeyboardEvent): void {
    const synlige = this.synlige();
    const her = synlige.indexOf(document.activeElement as HTMLButtonElement);
    const trin = { ArrowRight: 1, ArrowLeft: -1, Home: -her, End: synlige.length - 1 - her }[e.key];
    if (her < 0 || trin === undefined) {
      if (e.key === "Escape") {
        this.view!.focus();
      }

      return;
    }

    e.preventDefault();
    this.knapper.forEach((k) => (k.element.tabIndex = -1));
    const ny = synlige[(her + trin + synlige.length) % synlige.length]!;
    ny.tabIndex = 0;
    ny.focus();
  }
}

function erBlok(state: EditorState, type: NodeType, niveau: number): boolean {
  const { parent } = state.selection.$from;
  return parent.type === type && parent.attrs["niveau"] === niveau;
}

function harMark(state: EditorState, navn: string): boolean {
  const mark = skema.marks[navn]!;
  const { from, to, empty, $from } = state.selection;
  return empty ? mark.isInSet(state.storedMarks ?? $from.marks()) !== undefined : state.doc.rangeHasMark(from, to, mark);
}

function liste(navn: string, tegn: string, type: NodeType): Knap {
  const i = (state: EditorState): boolean => {
    const { $from } = state.selection;
    for (let d = $from.depth; d > 0; d--) {
      if ($from.node(d).type === n["list_item"]) {
        return $from.node(d - 1).type === type;
      }
    }

    return false;
  };
  return { navn, tegn, aktiv: i, kommando: (state, dispatch) => (i(state) ? liftListItem(n["list_item"]!) : wrapInList(type))(state, dispatch) };
}

const indsaetTabel: Command = (state, dispatch) => {
  if (isInTable(state)) {
    return false;
  }

  const raekke = (celle: NodeType) => n["table_row"]!.create(null, [1, 2, 3].map(() => celle.createAndFill()!));
  const tabel = n["table"]!.create(null, [raekke(n["table_header"]!), raekke(n["table_cell"]!), raekke(n["table_cell"]!)]);
  if (dispatch) {
    const tr = state.tr.replaceSelectionWith(tabel);
    const efter = tr.mapping.map(state.selection.from, -1);
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(efter + 1))).scrollIntoView());
  }

  return true;
};

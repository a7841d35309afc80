import { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { DOMParser as Dokumentlaeser, Slice, type Node } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { EditorState, Plugin, type Command } from "prosemirror-state";
import { goToNextCell, isInTable, tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { hoejesteFodnote } from "./fodnoter";
import { somMarkdown } from "./markdown";
import { skema } from "./skema";
import { Vaerktoejer } from "./vaerktoejer";
import { rens } from "./word";

const n = skema.nodes;

/** A rich editor over a textarea, which stays the form's field and holds the text as Markdown. */
export class RigtFelt {
  private readonly view: EditorView;

  /** @param vedAendring Called when the writer has changed the text. */
  constructor(private readonly felt: HTMLTextAreaElement, visning: DocumentFragment, navn: string, vedAendring: () => void) {
    const ramme = document.createElement("div");
    ramme.className = "rigtfelt";
    const vaerktoejer = new Vaerktoejer(navn);
    this.view = new EditorView(null, {
      state: this.tilstand(laes(visning), vaerktoejer),
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-labelledby": felt.getAttribute("aria-labelledby") ?? "",
        class: `broedtekst skriveflade skriveflade-${felt.id}`,
        lang: "da",
        spellcheck: "true",
      },
      transformPastedHTML: (html) => rens(html),
      transformPasted: (slice) => this.nyeFodnotenumre(slice),
      dispatchTransaction: (tr) => {
        this.view.updateState(this.view.state.apply(tr));
        if (tr.docChanged && tr.getMeta("udefra") !== true) {
          felt.value = somMarkdown(this.view.state.doc);
          vedAendring();
        }
      },
    });
    vaerktoejer.forbind(this.view);
    ramme.append(vaerktoejer.element, this.view.dom);
    felt.hidden = true;
    felt.after(ramme);
  }

  /** Shows another text, as the server reads it. */
  vis(html: string, tekst: string): void {
    const skabelon = document.createElement("template");
    skabelon.innerHTML = html;
    const { state } = this.view;
    const tr = state.tr.replaceWith(0, state.doc.content.size, laes(skabelon.content).content);
    this.view.dispatch(tr.setMeta("udefra", true).setMeta("addToHistory", false));
    this.felt.value = tekst;
  }

  fokus(): void {
    this.view.focus();
  }

  private tilstand(doc: Node, vaerktoejer: Vaerktoejer): EditorState {
    return EditorState.create({
      doc,
      plugins: [inputregler(), keymap(genveje(vaerktoejer)), keymap(baseKeymap), history(), tableEditing(), afsnitTilSidst(), vaerktoejer.plugin],
    });
  }

  /** A pasted note must not take the number of one that is there. */
  private nyeFodnotenumre(slice: Slice): Slice {
    const hoejeste = hoejesteFodnote(this.view.state.doc);
    if (hoejeste === 0) {
      return slice;
    }

    const json = JSON.stringify(slice.toJSON()).replace(/("type":"fodnote(?:tekst)?","attrs":\{"nr":")(\d+)/g, (_, foer: string, nr: string) => foer + String(Number(nr) + hoejeste));
    return Slice.fromJSON(skema, JSON.parse(json));
  }
}

function laes(visning: DocumentFragment): Node {
  const krop = document.createElement("div");
  krop.append(visning.cloneNode(true));

  // The page's headings begin at h3, under its own.
  for (const overskrift of krop.querySelectorAll<HTMLElement>("h3, h4, h5, h6")) {
    overskrift.dataset["niveau"] = String(Number(overskrift.tagName[1]) - 2);
  }

  krop.querySelectorAll("li[data-fodnote] > p").forEach((p) => p.replaceWith(...p.childNodes));
  return Dokumentlaeser.fromSchema(skema).parse(krop);
}

function inputregler(): Plugin {
  return inputRules({
    rules: [
      wrappingInputRule(/^\s*[-•*]\s$/, n["bullet_list"]!),
      // Only 1: a line that begins "2. " is more often a date than a list.
      wrappingInputRule(/^1\.\s$/, n["ordered_list"]!),
      textblockTypeInputRule(/^(#{1,3})\s$/, n["heading"]!, (m) => ({ niveau: m[1]!.length })),
      new InputRule(/--\s$/, "– "),
    ],
  });
}

const linjeskift: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(n["hard_break"]!.create()).scrollIntoView());
  return true;
};

const kunITabel = (kommando: Command): Command => (state, dispatch, view) => isInTable(state) && kommando(state, dispatch, view);

function genveje(vaerktoejer: Vaerktoejer): Record<string, Command> {
  const li = n["list_item"]!;
  return {
    "Mod-z": undo,
    "Mod-y": redo,
    "Shift-Mod-z": redo,
    "Mod-b": toggleMark(skema.marks["strong"]!),
    "Mod-i": toggleMark(skema.marks["em"]!),
    "Mod-k": () => vaerktoejer.aabnLink(),
    "Mod-Alt-1": setBlockType(n["heading"]!, { niveau: 1 }),
    "Mod-Alt-2": setBlockType(n["heading"]!, { niveau: 2 }),
    "Mod-Alt-0": setBlockType(n["paragraph"]!),
    Enter: chainCommands(kunITabel(linjeskift), splitListItem(li)),
    "Shift-Enter": chainCommands(exitCode, linjeskift),
    Tab: chainCommands(goToNextCell(1), sinkListItem(li)),
    "Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(li)),
    "Alt-F10": () => vaerktoejer.fokus(),
  };
}

/** After a table or a note there must be a place to write on. */
function afsnitTilSidst(): Plugin {
  return new Plugin({
    appendTransaction: (_, __, state) => {
      const sidste = state.doc.lastChild;
      return sidste?.type === n["table"] ? state.tr.insert(state.doc.content.size, n["paragraph"]!.create()).setMeta("addToHistory", false).setMeta("udefra", true) : null;
    },
  });
}

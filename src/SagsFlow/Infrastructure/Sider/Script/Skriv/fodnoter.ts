import type { Node } from "prosemirror-model";
import { TextSelection, type Command } from "prosemirror-state";
import { skema } from "./skema";

const n = skema.nodes;

/** The highest number a footnote has in a text; 0 without any. */
export function hoejesteFodnote(doc: Node): number {
  let hoejeste = 0;
  doc.descendants((node) => {
    if (node.type === n["fodnote"] || node.type === n["fodnotetekst"]) {
      hoejeste = Math.max(hoejeste, Number.parseInt(node.attrs["nr"] as string, 10) || 0);
    }
  });
  return hoejeste;
}

/** Puts a note after the cursor, and the cursor in its text. */
export const indsaetFodnote: Command = (state, dispatch) => {
  if (dispatch) {
    const nr = String(hoejesteFodnote(state.doc) + 1);
    const tr = state.tr.insert(state.selection.to, n["fodnote"]!.create({ nr }));
    const slut = tr.doc.content.size;
    tr.insert(slut, n["fodnotetekst"]!.create({ nr }));
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(slut + 1))).scrollIntoView());
  }

  return true;
};

import { Schema, type DOMOutputSpec, type NodeSpec } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

/** Only what can be shown everywhere a case is read: the page, the minutes, a mail. */
const noder: Record<string, NodeSpec> = {
  doc: { content: "block+" },
  paragraph: { group: "block", content: "inline*", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
  heading: {
    attrs: { niveau: { default: 1 } },
    group: "block",
    content: "inline*",
    defining: true,
    parseDOM: [1, 2, 3, 4, 5, 6].map((n) => ({
      tag: `h${n}`,
      getAttrs: (dom: HTMLElement) => ({ niveau: Math.min(Number(dom.dataset["niveau"] ?? n), 4) }),
    })),
    // Under the page's own headings, which end at h2.
    toDOM: (node): DOMOutputSpec => [`h${(node.attrs["niveau"] as number) + 2}`, { "data-niveau": String(node.attrs["niveau"]) }, 0],
  },
  bullet_list: { group: "block liste", content: "list_item+", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
  ordered_list: {
    attrs: { order: { default: 1 } },
    group: "block liste",
    content: "list_item+",
    parseDOM: [{ tag: "ol", getAttrs: (dom: HTMLElement) => ({ order: Number(dom.getAttribute("start") ?? 1) }) }],
    toDOM: (node): DOMOutputSpec => ["ol", node.attrs["order"] === 1 ? {} : { start: String(node.attrs["order"]) }, 0],
  },
  list_item: { content: "paragraph (paragraph | liste)*", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
  ...tableNodes({ tableGroup: "block", cellContent: "paragraph", cellAttributes: {} }),
  fodnotetekst: {
    attrs: { nr: {} },
    group: "block",
    content: "inline*",
    defining: true,
    parseDOM: [
      { tag: "ol.fodnoter", skip: true, priority: 60 },
      { tag: "li[data-fodnote]", priority: 60, getAttrs: (dom: HTMLElement) => ({ nr: dom.dataset["fodnote"] }) },
    ],
    toDOM: (node): DOMOutputSpec => ["p", { class: "fodnotetekst", "data-nr": node.attrs["nr"] as string }, 0],
  },
  text: { group: "inline" },
  hard_break: { group: "inline", inline: true, selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
  fodnote: {
    attrs: { nr: {} },
    group: "inline",
    inline: true,
    atom: true,
    parseDOM: [{ tag: "sup[data-fodnote]", getAttrs: (dom: HTMLElement) => ({ nr: dom.dataset["fodnote"] }) }],
    toDOM: (node): DOMOutputSpec => ["sup", { class: "fodnote", "data-fodnote": node.attrs["nr"] as string }, node.attrs["nr"] as string],
  },
};

export const erTilladtAdresse = (adresse: string): boolean => /^(https?:\/\/|mailto:)\S+$/i.test(adresse);

export const skema = new Schema({
  nodes: noder,
  marks: {
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [{ tag: "a[href]", getAttrs: (dom: HTMLElement) => (erTilladtAdresse(dom.getAttribute("href") ?? "") ? { href: dom.getAttribute("href") } : false) }],
      toDOM: (mark): DOMOutputSpec => ["a", { href: mark.attrs["href"] as string, rel: "noopener noreferrer" }, 0],
    },
    em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
    strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
  },
});

import type { Mark, Node } from "prosemirror-model";

/**
 * Writes what the editor holds as Markdown, by the rules the server reads it with (Tekstform.cs): a line break is a line break, and a sign is
 * only escaped where it would mean something, so that the text can be read as it is.
 */
export function somMarkdown(dok: Node): string {
  return blokke(dok);
}

/** How a line break is written: by itself, within a list item, within a cell, or not at all. */
type Linjeskift = "\n" | "  \n" | "<br>" | " ";

function blokke(foraelder: Node): string {
  const ud: string[] = [];
  foraelder.forEach((node) => {
    const tekst = blok(node);
    if (tekst !== "") {
      ud.push(tekst);
    }
  });
  return ud.join("\n\n");
}

function blok(node: Node): string {
  switch (node.type.name) {
    case "heading": {
      const tekst = inline(node, " ").trim();
      return tekst === "" ? "" : `${"#".repeat(node.attrs["niveau"] as number)} ${tekst}`;
    }
    case "bullet_list":
      return punkter(node, () => "- ");
    case "ordered_list":
      return punkter(node, (i) => `${(node.attrs["order"] as number) + i}. `);
    case "table":
      return tabel(node);
    case "fodnotetekst":
      return `[^${node.attrs["nr"] as string}]: ${inline(node, " ").trim()}`;
    default:
      return linjer(inline(node, "\n"));
  }
}

function punkter(liste: Node, maerke: (i: number) => string): string {
  const ud: string[] = [];
  liste.forEach((punkt, _, i) => {
    const foran = maerke(i);
    const ind = " ".repeat(foran.length);
    const dele: string[] = [];
    punkt.forEach((del, __, nr) => {
      const tekst = del.type.name === "paragraph" ? linjer(inline(del, "  \n"), liste.type.name === "bullet_list") : blok(del);
      // A list within follows its line at once; a paragraph of its own needs an empty line.
      dele.push((nr > 0 && del.type.name === "paragraph" ? "\n" : "") + tekst);
    });
    ud.push(foran + dele.join("\n").split("\n").map((l, n) => (n === 0 || l === "" ? l : ind + l)).join("\n"));
  });
  return ud.join("\n");
}

function tabel(node: Node): string {
  const raekker: string[][] = [];
  let harHoved = false;
  node.forEach((raekke, _, nr) => {
    const celler: string[] = [];
    let hoved = true;
    raekke.forEach((celle) => {
      hoved &&= celle.type.name === "table_header";
      const dele: string[] = [];
      celle.forEach((del) => dele.push(inline(del, "<br>").trim().replaceAll("|", "\\|")));
      celler.push(dele.join("<br>"), ...Array.from({ length: (celle.attrs["colspan"] as number) - 1 }, () => ""));
    });
    harHoved ||= nr === 0 && hoved;
    raekker.push(celler);
  });
  const bredde = Math.max(1, ...raekker.map((r) => r.length));
  const linje = (celler: string[]): string => `| ${Array.from({ length: bredde }, (_, i) => celler[i] ?? "").join(" | ")} |`;
  const hoved = harHoved ? raekker.shift()! : [];
  return [linje(hoved), `|${"---|".repeat(bredde)}`, ...raekker.map(linje)].join("\n");
}

/** Numbers that count a day or a reading are never read as a list. */
const DATO = /^\d{1,3}\. (?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|behandling|halvår|kvartal|søndag|juledag|påskedag|pinsedag)(?![\p{L}\p{N}])/iu;

/**
 * Escapes what would begin something at the start of a line.
 * @param tal Whether a number may stand there as it is: within a dotted list it is never a list of its own.
 */
function linjer(tekst: string, tal = false): string {
  const ret = (linje: string): string => {
    const l = linje.replace(/^\s+/, "").replace(/^(#{1,6}(?=\s|$)|[-+*](?=\s)|\|)/, "\\$1");
    return tal || DATO.test(l) ? l : l.replace(/^(\d{1,3})([.)])(?=\s)/, "$1\\$2");
  };
  return tekst.split("\n").map(ret).join("\n");
}

interface Stykke { tekst: string; marks: readonly Mark[] }

function inline(node: Node, skift: Linjeskift): string {
  const stykker: Stykke[] = [];
  node.forEach((barn) => {
    const tekst = barn.isText ? undslip(barn.text!) : barn.type.name === "hard_break" ? skift : `[^${barn.attrs["nr"] as string}]`;
    stykker.push({ tekst, marks: barn.marks });
  });
  return omgiv(stykker, ["link", "strong", "em"]);
}

/** Puts the marks around the stretches that have them, the outermost first. */
function omgiv(stykker: Stykke[], navne: string[]): string {
  const [navn, ...resten] = navne;
  if (navn === undefined) {
    return stykker.map((s) => s.tekst).join("");
  }

  let ud = "";
  for (let i = 0; i < stykker.length; ) {
    const mark = stykker[i]!.marks.find((m) => m.type.name === navn);
    let slut = i + 1;
    while (slut < stykker.length && sammeMark(stykker[slut]!.marks.find((m) => m.type.name === navn), mark)) {
      slut++;
    }

    const indhold = omgiv(stykker.slice(i, slut), resten);
    ud += mark === undefined ? indhold : medMark(mark, indhold);
    i = slut;
  }

  return ud;
}

const sammeMark = (a: Mark | undefined, b: Mark | undefined): boolean => (a === undefined || b === undefined ? a === b : a.eq(b));

/** The signs must touch the words: space at the ends is put outside. */
function medMark(mark: Mark, indhold: string): string {
  const [, foer = "", midt = "", efter = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(indhold)!;
  if (midt === "") {
    return indhold;
  }

  if (mark.type.name === "link") {
    const href = mark.attrs["href"] as string;
    return `${foer}[${midt}](${/[()\s<>]/.test(href) ? `<${href.replace(/[<>\s]/g, encodeURIComponent)}>` : href})${efter}`;
  }

  const tegn = mark.type.name === "strong" ? "**" : "*";
  return foer + tegn + midt + tegn + efter;
}

function undslip(tekst: string): string {
  return tekst
    .replaceAll("\t", " ")
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "\\\\")
    .replace(/\*(?!\s)|(?<!\s|^)\*/g, "\\*")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/\[(?=\^|[^\]]*\]\()/g, "\\[")
    .replace(/<(?=br>)/gi, "\\<");
}

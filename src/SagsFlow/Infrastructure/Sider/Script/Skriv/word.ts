/**
 * Cleans what is pasted. Word marks its lists, footnotes and headings by styles and comments of its own; they become what they stand for, and
 * everything else of its styling is left behind.
 */
export function rens(html: string): string {
  if (html.includes("data-pm-slice")) {
    return html;
  }

  const dok = new DOMParser().parseFromString(udenStil(html), "text/html");
  const krop = dok.body;
  for (const overfloedig of krop.querySelectorAll("style, script, meta, link, title, xml, img, object, svg, iframe, del")) {
    overfloedig.remove();
  }

  fodnoter(krop);
  overskrifter(krop);
  lister(krop);
  for (const celle of krop.querySelectorAll("td, th")) {
    paaEnLinje(celle);
  }

  tabelhoveder(krop);
  fremhaevelser(krop);
  for (const element of [...krop.querySelectorAll("*")].reverse()) {
    udtyndElement(element);
  }

  mellemrum(krop);
  return krop.innerHTML;
}

/** The page's policy lets no style and no handler in, not even to be read: they are read under other names. */
const udenStil = (html: string): string =>
  html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/<[a-z][^<>]*>/gi, (maerke) => maerke.replace(/\s(style|on[a-z]+)\s*=/gi, " data-$1="));

const stil = (e: Element): string => e.getAttribute("data-style")?.toLowerCase() ?? "";

/** The reference is a link to an id, and the note's own text stands last in a box with that id. */
function fodnoter(krop: HTMLElement): void {
  const liste = krop.ownerDocument.createElement("ol");
  liste.className = "fodnoter";
  for (const reference of krop.querySelectorAll<HTMLElement>("a[href^='#_ftn'], a[href^='#_edn']")) {
    const [, ref, nr] = /#_(?:ftn|edn)(ref)?(\d+)/.exec(reference.getAttribute("href") ?? "") ?? [];
    if (nr === undefined) {
      continue;
    }

    if (ref === undefined) {
      const sup = krop.ownerDocument.createElement("sup");
      sup.dataset["fodnote"] = nr;
      sup.textContent = nr;
      reference.replaceWith(sup);
    } else {
      const note = reference.closest<HTMLElement>("p, div");
      reference.remove();
      if (note !== null) {
        const punkt = krop.ownerDocument.createElement("li");
        punkt.dataset["fodnote"] = nr;
        punkt.append(...note.childNodes);
        note.remove();
        liste.append(punkt);
      }
    }
  }

  // What is left of the box is the rule above the notes.
  for (const boks of krop.querySelectorAll("div")) {
    if (/mso-element:\s*(footnote|endnote)(-list)?/.test(stil(boks))) {
      boks.remove();
    }
  }

  if (liste.childElementCount > 0) {
    krop.append(liste);
  }
}

function overskrifter(krop: HTMLElement): void {
  for (const afsnit of krop.querySelectorAll<HTMLElement>("p")) {
    const niveau = /mso-outline-level:\s*(\d)/.exec(stil(afsnit))?.[1] ?? /^(?:Overskrift|Heading)(\d)$/i.exec(afsnit.className)?.[1] ?? (/^Mso(Sub)?Title$/.test(afsnit.className) ? "1" : undefined);
    if (niveau !== undefined) {
      const overskrift = krop.ownerDocument.createElement(`h${Math.min(Number(niveau), 4)}`);
      overskrift.append(...afsnit.childNodes);
      afsnit.replaceWith(overskrift);
    }
  }
}

interface Listepunkt { element: HTMLElement; niveau: number; liste: string }

function listepunkt(e: Element | null): Listepunkt | null {
  if (e === null || !/^(P|H[1-6])$/.test(e.tagName)) {
    return null;
  }

  const mso = /mso-list:\s*(l\d+)\s+level(\d+)/.exec(stil(e));
  return mso === null ? null : { element: e as HTMLElement, niveau: Number(mso[2]), liste: mso[1]! };
}

/** Word's lists are paragraphs that say which list and which level; the mark itself stands in a box that is to be ignored. */
function lister(krop: HTMLElement): void {
  for (const start of [...krop.querySelectorAll("p, h1, h2, h3, h4, h5, h6")]) {
    if (!start.isConnected || listepunkt(start) === null) {
      continue;
    }

    const raekke: Listepunkt[] = [];
    for (let punkt = listepunkt(start); punkt !== null; punkt = listepunkt(punkt.element.nextElementSibling)) {
      raekke.push(punkt);
    }

    start.before(...bygLister(raekke));
    raekke.forEach((p) => p.element.remove());
  }
}

function bygLister(raekke: Listepunkt[]): HTMLElement[] {
  const ud: HTMLElement[] = [];
  const stak: { liste: HTMLElement; niveau: number }[] = [];
  for (const punkt of raekke) {
    const maerke = tagMaerke(punkt.element);
    const [, nr] = /^\(?(\d+)[.)]/.exec(maerke) ?? [];
    const art = nr !== undefined || /^\(?[a-z]{1,4}[.)]/i.test(maerke) ? "ol" : "ul";
    while (stak.length > 0 && stak.at(-1)!.niveau > punkt.niveau) {
      stak.pop();
    }

    let her = stak.at(-1);
    if (her === undefined || her.niveau < punkt.niveau || her.liste.tagName.toLowerCase() !== art) {
      if (her !== undefined && her.niveau === punkt.niveau) {
        stak.pop();
      }

      const liste = punkt.element.ownerDocument.createElement(art);
      if (nr !== undefined && nr !== "1") {
        liste.setAttribute("start", nr);
      }

      const under = stak.at(-1);
      if (under === undefined) {
        ud.push(liste);
      } else {
        under.liste.lastElementChild!.append(liste);
      }

      her = { liste, niveau: punkt.niveau };
      stak.push(her);
    }

    const li = punkt.element.ownerDocument.createElement("li");
    li.append(...punkt.element.childNodes);
    her.liste.append(li);
  }

  return ud;
}

/** Takes the mark out of the paragraph and gives it. */
function tagMaerke(afsnit: HTMLElement): string {
  let tekst = "";
  for (const boks of afsnit.querySelectorAll("span")) {
    if (/mso-list:\s*ignore/.test(stil(boks))) {
      tekst += boks.textContent;
      boks.remove();
    }
  }

  return tekst.replace(/[\s\u00a0]+/g, "");
}

/** A cell holds one paragraph; those it had are parted by line breaks. */
function paaEnLinje(celle: Element): void {
  const blokke = [...celle.querySelectorAll("p, li, h1, h2, h3, h4, h5, h6, div")];
  blokke.forEach((blok, i) => {
    if (blok.tagName === "LI") {
      blok.prepend("- ");
    }

    if (i < blokke.length - 1 && blok.textContent.trim() !== "") {
      blok.append(celle.ownerDocument.createElement("br"));
    }
  });
  for (const blok of [...blokke, ...celle.querySelectorAll("ul, ol")].reverse()) {
    blok.replaceWith(...blok.childNodes);
  }
}

/** Word does not say which row is the heading but by a thead or by writing all of it bold. */
function tabelhoveder(krop: HTMLElement): void {
  for (const tabel of krop.querySelectorAll("table")) {
    const foerste = tabel.rows[0];
    if (foerste === undefined) {
      continue;
    }

    const celler = [...foerste.cells];
    const fede = celler.filter((c) => c.textContent.trim() !== "");
    if (foerste.parentElement?.tagName === "THEAD" || (fede.length > 0 && fede.every((c) => [...c.querySelectorAll("b, strong, span")].some((b) => b.textContent.trim() === c.textContent.trim() && erFed(b))))) {
      for (const celle of celler) {
        const th = krop.ownerDocument.createElement("th");
        th.append(...celle.childNodes);
        th.colSpan = celle.colSpan;
        th.querySelectorAll("b, strong").forEach((b) => b.replaceWith(...b.childNodes));
        celle.replaceWith(th);
      }
    }
  }
}

const erFed = (e: Element): boolean => (/^(B|STRONG)$/.test(e.tagName) && !/font-weight:\s*normal/.test(stil(e))) || /font-weight:\s*(bold|[6-9]00)/.test(stil(e));

/** A span that is bold by its style becomes what it looks like; a b that is not bold by its style is none. */
function fremhaevelser(krop: HTMLElement): void {
  for (const e of [...krop.querySelectorAll<HTMLElement>("span, b, strong")]) {
    const fed = erFed(e);
    const kursiv = /font-style:\s*italic/.test(stil(e));
    if (e.tagName !== "SPAN" && !fed) {
      e.replaceWith(...e.childNodes);
    } else if (e.tagName === "SPAN" && (fed || kursiv) && e.closest("h1, h2, h3, h4, h5, h6, th") === null) {
      const nyt = krop.ownerDocument.createElement(fed ? "strong" : "em");
      nyt.append(...e.childNodes);
      e.replaceWith(nyt);
    }
  }
}

const beholdt: Record<string, string[]> = { A: ["href"], TD: ["colspan", "rowspan"], TH: ["colspan", "rowspan"], OL: ["start"], SUP: ["data-fodnote"], LI: ["data-fodnote"] };

function udtyndElement(e: Element): void {
  const erNoteliste = e.tagName === "OL" && e.className === "fodnoter";
  for (const { name } of [...e.attributes]) {
    if (!beholdt[e.tagName]?.includes(name)) {
      e.removeAttribute(name);
    }
  }

  if (erNoteliste) {
    e.className = "fodnoter";
  }

  if (e.tagName === "LI" && e.hasAttribute("data-fodnote")) {
    e.querySelectorAll("p").forEach((p) => p.replaceWith(...p.childNodes));
  }

  const tom = e.textContent.replace(/[\s\u00a0]+/g, "") === "" && e.querySelector("br, td, th, sup") === null && !/^(BR|TD|TH|TR|TBODY|THEAD|TABLE)$/.test(e.tagName);
  if (tom) {
    e.replaceWith(e.textContent === "" ? "" : " ");
  } else if (/^(SPAN|FONT|O:P|U|INS|SMARTTAGTYPE)$/.test(e.tagName) || e.tagName.includes(":")) {
    e.replaceWith(...e.childNodes);
  }
}

/** Comments go, hard spaces become spaces. */
function mellemrum(krop: HTMLElement): void {
  const vandrer = krop.ownerDocument.createTreeWalker(krop, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_TEXT);
  const kommentarer: ChildNode[] = [];
  for (let n = vandrer.nextNode(); n !== null; n = vandrer.nextNode()) {
    if (n.nodeType === Node.COMMENT_NODE) {
      kommentarer.push(n as ChildNode);
    } else {
      n.nodeValue = n.nodeValue!.replaceAll("\u00a0", " ");
    }
  }

  kommentarer.forEach((k) => k.remove());
}

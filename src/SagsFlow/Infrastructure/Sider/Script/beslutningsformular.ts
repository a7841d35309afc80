/** A decision's form: what it says, filling it, and the text it suggests. The server reads the same fields where there is no script. */

export interface Udkast {
  udfald: string;
  tekst: string;
  punkter: { nr: string; udfald: string; tekst: string }[];
  /** A meeting's id, "naeste", "dato" (then tilDato), or empty: the waiting list. */
  til: string;
  tilDato: string;
  ruter: string[];
  bestillinger: { tekst: string; ansvarlig: string; frist: string; moede: string }[];
  stemmer: { for: string; imod: string; undlod: string };
  afvigende: string;
  fravaerende: string;
  inhabile: string;
  standset: string;
  /** Undefined only in a copy that an earlier version of the page left on this computer. */
  offentligBeslutning: string | undefined;
}

/** What the API answers; only what the form needs. */
export interface Beslutningssvar {
  udfald: string;
  tekst: string;
  punkter: { nr: string; udfald: string; tekst?: string }[];
  udskudtTil?: { moede?: string; dato?: string; naeste?: boolean };
  ruter: string[];
  bestillinger: { tekst: string; ansvarlig?: string; frist?: string; moede?: string }[];
  afstemning?: { for: number; imod: number; undlod: number };
  afvigendeMeninger?: string[];
  fravaerende?: string[];
  inhabile?: string[];
  standset?: { af: string };
  offentligBeslutning?: string;
  kladde: boolean;
  advarsler: string[];
  version: number;
}

type Felt = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const felt = (rod: ParentNode, navn: string): Felt | null => rod.querySelector<Felt>(`[name="${CSS.escape(navn)}"]`);
const vaerdi = (rod: ParentNode, navn: string): string => felt(rod, navn)?.value.trim() ?? "";
const saet = (rod: ParentNode, navn: string, v: string): void => {
  const f = felt(rod, navn);
  if (f !== null) {
    f.value = v;
  }
};

export function valgtUdfald(form: HTMLFormElement): HTMLInputElement | null {
  return form.querySelector<HTMLInputElement>('input[name="udfald"]:checked');
}

export function kommerIgen(form: HTMLFormElement): boolean {
  return valgtUdfald(form)?.dataset["igen"] === "ja";
}

export function laes(form: HTMLFormElement): Udkast {
  const punkter = [...form.querySelectorAll<HTMLInputElement>('[name="punkt.nr"]')].map((p) => ({
    nr: p.value,
    udfald: vaerdi(form, `punkt.${p.value}.udfald`),
    tekst: vaerdi(form, `punkt.${p.value}.tekst`),
  }));
  const bestillinger = [...form.querySelectorAll(".bestilling")].map((b) => ({
    tekst: vaerdi(b, "bestilling.tekst"),
    ansvarlig: vaerdi(b, "bestilling.ansvarlig"),
    frist: vaerdi(b, "bestilling.frist"),
    moede: vaerdi(b, "bestilling.moede"),
  }));
  const igen = kommerIgen(form);
  const til = igen ? vaerdi(form, "til") : "";
  return {
    udfald: valgtUdfald(form)?.value ?? "",
    tekst: vaerdi(form, "tekst"),
    punkter: punkter.filter((p) => p.udfald !== ""),
    til,
    tilDato: til === "dato" ? vaerdi(form, "tilDato") : "",
    ruter: igen ? [] : [...form.querySelectorAll<HTMLSelectElement>('[name="rute"]')].map((r) => r.value).filter((r) => r !== ""),
    bestillinger: bestillinger.filter((b) => b.tekst + b.ansvarlig + b.frist + b.moede !== ""),
    stemmer: { for: vaerdi(form, "stemmer.for"), imod: vaerdi(form, "stemmer.imod"), undlod: vaerdi(form, "stemmer.undlod") },
    afvigende: vaerdi(form, "afvigende"),
    fravaerende: vaerdi(form, "fravaerende"),
    inhabile: vaerdi(form, "inhabile"),
    standset: vaerdi(form, "standset"),
    offentligBeslutning: vaerdi(form, "offentligBeslutning"),
  };
}

export function skriv(form: HTMLFormElement, u: Udkast): void {
  for (const radio of form.querySelectorAll<HTMLInputElement>('input[name="udfald"]')) {
    radio.checked = radio.value === u.udfald;
  }

  saet(form, "tekst", u.tekst);
  for (const nr of form.querySelectorAll<HTMLInputElement>('[name="punkt.nr"]')) {
    const punkt = u.punkter.find((p) => p.nr === nr.value);
    saet(form, `punkt.${nr.value}.udfald`, punkt?.udfald ?? "");
    saet(form, `punkt.${nr.value}.tekst`, punkt?.tekst ?? "");
  }

  saet(form, "til", u.til);
  saet(form, "tilDato", u.tilDato);
  [...form.querySelectorAll<HTMLSelectElement>('[name="rute"]')].forEach((r, i) => { r.value = u.ruter[i] ?? ""; });
  while (form.querySelectorAll(".bestilling").length <= u.bestillinger.length) {
    nyBestilling(form);
  }

  [...form.querySelectorAll(".bestilling")].forEach((raekke, i) => {
    const b = u.bestillinger[i];
    saet(raekke, "bestilling.tekst", b?.tekst ?? "");
    saet(raekke, "bestilling.ansvarlig", b?.ansvarlig ?? "");
    saet(raekke, "bestilling.frist", b?.frist ?? "");
    saet(raekke, "bestilling.moede", b?.moede ?? "");
  });
  saet(form, "stemmer.for", u.stemmer.for);
  saet(form, "stemmer.imod", u.stemmer.imod);
  saet(form, "stemmer.undlod", u.stemmer.undlod);
  saet(form, "afvigende", u.afvigende);
  saet(form, "fravaerende", u.fravaerende);
  saet(form, "inhabile", u.inhabile);
  saet(form, "standset", u.standset);
  saet(form, "offentligBeslutning", u.offentligBeslutning ?? "");
}

/** One more empty order; gives its text field. */
export function nyBestilling(form: HTMLFormElement): HTMLElement | null {
  const alle = [...form.querySelectorAll<HTMLElement>(".bestilling")];
  const tom = alle.find((b) => [...b.querySelectorAll<Felt>("input, select, textarea")].every((f) => f.value === ""));
  const forbillede = alle[0];
  if (tom !== undefined || forbillede === undefined) {
    return tom?.querySelector("textarea") ?? null;
  }

  const ny = forbillede.cloneNode(true) as HTMLElement;
  for (const f of ny.querySelectorAll<Felt>("input, select, textarea")) {
    f.value = "";
  }

  forbillede.parentElement?.append(ny);
  return ny.querySelector("textarea");
}

export function afSvar(b: Beslutningssvar): Udkast {
  const til = b.udskudtTil;
  return {
    udfald: b.udfald,
    tekst: b.tekst,
    punkter: b.punkter.map((p) => ({ nr: p.nr, udfald: p.udfald, tekst: p.tekst ?? "" })),
    til: til === undefined ? "" : til.moede ?? (til.naeste === true ? "naeste" : "dato"),
    tilDato: til?.dato ?? "",
    ruter: b.ruter,
    bestillinger: b.bestillinger.map((x) => ({ tekst: x.tekst, ansvarlig: x.ansvarlig ?? "", frist: x.frist ?? "", moede: x.moede ?? "" })),
    stemmer: { for: tal(b.afstemning?.for), imod: tal(b.afstemning?.imod), undlod: tal(b.afstemning?.undlod) },
    afvigende: (b.afvigendeMeninger ?? []).join("\n\n"),
    fravaerende: (b.fravaerende ?? []).join("\n"),
    inhabile: (b.inhabile ?? []).join("\n"),
    standset: b.standset?.af ?? "",
    offentligBeslutning: b.offentligBeslutning ?? "",
  };
}

/** The request: everything that can be emptied is said to be, since what is left out stays as it was. */
export function somBody(u: Udkast, standsetFoer: boolean): Record<string, unknown> {
  // Votes that nobody has given are no vote.
  const harStemmer = [u.stemmer.for, u.stemmer.imod, u.stemmer.undlod].some((s) => Number(s) > 0);
  const udskudtTil = u.til === "" ? null : u.til === "naeste" ? { naeste: true } : u.til === "dato" ? { dato: u.tilDato } : { moede: u.til };
  return {
    udfald: u.udfald,
    tekst: u.tekst,
    punkter: u.punkter,
    udskudtTil,
    ruter: u.ruter,
    bestillinger: u.bestillinger.map((b) => ({ tekst: b.tekst, ansvarlig: b.ansvarlig || null, frist: b.frist || null, moede: b.moede || null })),
    afstemning: harStemmer ? { for: Number(u.stemmer.for), imod: Number(u.stemmer.imod), undlod: Number(u.stemmer.undlod) } : null,
    afvigendeMeninger: del(u.afvigende, /\n\s*\n/),
    fravaerende: del(u.fravaerende, /\n/),
    inhabile: del(u.inhabile, /\n/),
    standset: u.standset === "" ? null : { af: u.standset },
    standsningOphaevet: standsetFoer && u.standset === "",
    offentligBeslutning: u.offentligBeslutning || null,
    ryd: [...(udskudtTil === null ? ["udskudtTil"] : []), ...(harStemmer ? [] : ["afstemning"]), ...(u.offentligBeslutning ? [] : ["offentligBeslutning"])],
  };
}

/** The text that the outcome suggests. */
export function forslag(form: HTMLFormElement): string {
  const valgt = valgtUdfald(form);
  if (valgt === null) {
    return "";
  }

  if (valgt.value === "pr-punkt") {
    return [...form.querySelectorAll<HTMLSelectElement>("[data-punktvalg]")]
      .filter((p) => p.value !== "")
      .map((p) => `Pkt. ${p.dataset["punktvalg"] ?? ""}: ${p.selectedOptions[0]?.text ?? ""}.`)
      .join("\n");
  }

  const dag = valgt.dataset["igen"] === "ja" ? genDato(form) : "";
  const medDato = valgt.dataset["forslagDato"];
  return dag !== "" && medDato !== undefined ? medDato.replace("{dato}", dag) : valgt.dataset["forslag"] ?? "";
}

/** The day the item comes back, as it is written in Danish; empty when nobody has said. */
function genDato(form: HTMLFormElement): string {
  const til = form.querySelector<HTMLSelectElement>('[name="til"]');
  if (til?.value === "dato") {
    return vaerdi(form, "tilDato").split("-").reverse().join("-");
  }

  return til?.selectedOptions[0]?.dataset["dato"] ?? "";
}

const tal = (n: number | undefined): string => n?.toString() ?? "";
const del = (tekst: string, skille: RegExp): string[] => tekst.split(skille).map((t) => t.trim()).filter((t) => t !== "");

import type { Afsnitsfelt } from "./afsnit";
import { indstillingslinje } from "./indstillingslinje";
import type { Indstillingssvar, Punktsvar, Sagssvar } from "./kald";

interface Raekke { id?: string; niveau: number; tegn?: string; tekst: string }

/** The indstilling: lines that are points and sub-points. Each keeps its identity wherever it is moved. */
export class Indstillingsfelt implements Afsnitsfelt {
  private readonly liste: HTMLOListElement;
  private readonly skabelon: HTMLTemplateElement;
  private readonly sagt: HTMLElement;
  private sendt: HTMLLIElement[] = [];
  private trukket: HTMLLIElement[] | undefined;
  private nummer = 0;

  constructor(private readonly sektion: HTMLElement, private readonly vedAendring: () => void) {
    this.liste = sektion.querySelector<HTMLOListElement>("ol.punkter")!;
    this.skabelon = sektion.querySelector<HTMLTemplateElement>("template[data-skabelon]")!;
    this.sagt = sektion.querySelector<HTMLElement>("[data-sagt]")!;
    sektion.addEventListener("click", (e) => this.klik(e));
    this.liste.addEventListener("keydown", (e) => this.tast(e));
    this.liste.addEventListener("input", (e) => voks(e.target as HTMLTextAreaElement));
    sektion.addEventListener("input", () => {
      this.visLinje();
      this.vedAendring();
    });
    this.traek();
    this.nummerer();
    this.liste.querySelectorAll("textarea").forEach(voks);
  }

  tekst(): string {
    return JSON.stringify(this.indstilling());
  }

  vaerdi(): unknown {
    this.sendt = this.alle().filter((li) => tekstI(li) !== "");
    return this.indstilling();
  }

  async saet(tekst: string): Promise<void> {
    const i = JSON.parse(tekst) as Indstillingssvar | null;
    this.input("indstiller").value = i?.indstiller ?? "";
    this.input("indledning").value = i?.indledning ?? "";
    this.liste.replaceChildren();
    for (const p of i?.punkter ?? []) {
      this.liste.append(this.nyt(raekke(p, 0)), ...(p.underpunkter ?? []).map((u) => this.nyt(raekke(u, 1))));
    }

    this.nummerer();
    this.visLinje();
    this.liste.querySelectorAll("textarea").forEach(voks);
    return Promise.resolve();
  }

  af(sag: Sagssvar): string {
    const i = sag.indstilling;
    return JSON.stringify(i === undefined ? null : saml(i.indstiller ?? "", i.indledning ?? "", i.punkter.flatMap((p) => [raekke(p, 0), ...(p.underpunkter ?? []).map((u) => raekke(u, 1))])));
  }

  laesbar(tekst: string): string {
    const i = JSON.parse(tekst) as Indstillingssvar | null;
    const linjer = [i?.indstiller, i?.indledning].filter((l) => l !== undefined && l !== "");
    (i?.punkter ?? []).forEach((p, nr) => {
      linjer.push(`${nr + 1}. ${p.tekst}`, ...(p.underpunkter ?? []).map((u, m) => `   ${bogstav(m)}. ${u.tekst}`));
    });
    return linjer.join("\n");
  }

  /** The answer has the points in the order they were sent. */
  gemt(sag: Sagssvar): void {
    const svar = (sag.indstilling?.punkter ?? []).flatMap((p) => [p, ...(p.underpunkter ?? [])]);
    if (svar.length === this.sendt.length) {
      this.sendt.forEach((li, i) => (skjult(li, "punktid").value = svar[i]!.id ?? ""));
    }
  }

  fokus(): void {
    (this.liste.querySelector("textarea") ?? this.input("indstiller")).focus();
  }

  private visLinje(): void {
    const punkter = (this.indstilling()?.punkter ?? []).map((p) => p.tekst);
    this.sektion.querySelector("[data-linje]")!.textContent = indstillingslinje(this.input("indstiller").value, this.input("indledning").value, punkter);
  }

  private indstilling(): Indstillingssvar | null {
    return saml(
      this.input("indstiller").value.trim(),
      this.input("indledning").value.trim(),
      this.alle().map((li) => ({ id: skjult(li, "punktid").value, niveau: niveau(li), tegn: skjult(li, "punkttegn").value, tekst: tekstI(li) })),
    );
  }

  private input(navn: string): HTMLInputElement {
    return this.sektion.querySelector<HTMLInputElement>(`input[name='${navn}']`)!;
  }

  private alle(): HTMLLIElement[] {
    return [...this.liste.children] as HTMLLIElement[];
  }

  private nyt(r: Raekke): HTMLLIElement {
    const li = this.skabelon.content.firstElementChild!.cloneNode(true) as HTMLLIElement;
    skjult(li, "punktid").value = r.id ?? "";
    skjult(li, "punktniveau").value = String(r.niveau);
    skjult(li, "punkttegn").value = r.tegn ?? "";
    const felt = li.querySelector("textarea")!;
    felt.value = r.tekst;
    felt.id = `nyt-punkt-${++this.nummer}`;
    li.querySelector("label")!.htmlFor = felt.id;
    return li;
  }

  private klik(e: Event): void {
    const knap = (e.target as Element).closest<HTMLButtonElement>("button[data-goer]");
    if (knap === null) {
      return;
    }

    e.preventDefault();
    const li = knap.closest<HTMLLIElement>("li");
    if (li === null) {
      const ny = this.nyt({ niveau: 0, tekst: "" });
      this.liste.append(ny);
      this.faerdig(ny, "Nyt punkt");
      ny.querySelector("textarea")!.focus();
      return;
    }

    this.goer(knap.dataset["goer"]!, li);
    if (knap.isConnected) {
      // A button that means nothing any more is not shown.
      (knap.offsetParent === null ? li.querySelector("textarea")! : knap).focus();
    }
  }

  private tast(e: KeyboardEvent): void {
    const felt = e.target as HTMLElement;
    const li = felt.closest<HTMLLIElement>("li");
    if (li === null || e.isComposing) {
      return;
    }

    const goer = e.altKey ? { ArrowUp: "op", ArrowDown: "ned", ArrowRight: "ind", ArrowLeft: "ud" }[e.key] : undefined;
    if (goer !== undefined) {
      e.preventDefault();
      this.goer(goer, li);
      felt.focus();
    } else if (felt instanceof HTMLTextAreaElement && e.key === "Enter" && !e.shiftKey) {
      e.preventDefault();
      this.goer("del", li);
    } else if (felt instanceof HTMLTextAreaElement && e.key === "Backspace" && felt.value === "" && this.alle().length > 1) {
      e.preventDefault();
      this.goer("slet", li);
    }
  }

  private goer(hvad: string, li: HTMLLIElement): void {
    const foer = nr(li);
    switch (hvad) {
      case "op":
      case "ned":
        if (this.flyt(li, hvad)) {
          this.faerdig(li, `Punkt ${foer} er flyttet ${hvad} og er nu punkt `);
        }

        break;
      case "ind":
      case "ud":
        if (li !== this.liste.firstElementChild || hvad === "ud") {
          skjult(li, "punktniveau").value = hvad === "ind" ? "1" : "0";
          this.faerdig(li, `Punkt ${foer} er nu punkt `);
        }

        break;
      case "del":
        this.del(li);
        break;
      case "slet":
        this.slet(li, foer);
        break;
    }
  }

  /** A point takes its sub-points with it. */
  private blok(li: HTMLLIElement): HTMLLIElement[] {
    const alle = this.alle();
    const i = alle.indexOf(li);
    let slut = i + 1;
    while (niveau(li) === 0 && slut < alle.length && niveau(alle[slut]!) === 1) {
      slut++;
    }

    return alle.slice(i, slut);
  }

  private flyt(li: HTMLLIElement, retning: "op" | "ned"): boolean {
    const blok = this.blok(li);
    if (retning === "op") {
      let foer = li.previousElementSibling as HTMLLIElement | null;
      while (foer !== null && niveau(li) === 0 && niveau(foer) === 1 && foer.previousElementSibling !== null) {
        foer = foer.previousElementSibling as HTMLLIElement;
      }

      foer?.before(...blok);
      return foer !== null;
    }

    const efter = blok.at(-1)!.nextElementSibling as HTMLLIElement | null;
    if (efter === null) {
      return false;
    }

    (niveau(li) === 0 ? this.blok(efter).at(-1)! : efter).after(...blok);
    return true;
  }

  /** At the cursor; the first part keeps the identity. */
  private del(li: HTMLLIElement): void {
    const felt = li.querySelector("textarea")!;
    const sted = document.activeElement === felt ? felt.selectionStart : felt.value.length;
    const ny = this.nyt({ niveau: niveau(li), tekst: felt.value.slice(sted).trim() });
    felt.value = felt.value.slice(0, sted).trimEnd();
    li.after(ny);
    voks(felt);
    this.faerdig(ny, "Nyt punkt ");
    const nytFelt = ny.querySelector("textarea")!;
    nytFelt.focus();
    nytFelt.setSelectionRange(0, 0);
  }

  private slet(li: HTMLLIElement, foer: string): void {
    const nabo = (li.previousElementSibling ?? li.nextElementSibling) as HTMLLIElement | null;
    li.remove();
    this.faerdig(null, `Punkt ${foer} er slettet`);
    if (nabo !== null) {
      nabo.querySelector("textarea")!.focus();
    } else {
      this.sektion.querySelector<HTMLButtonElement>("button[data-goer='nyt']")!.focus();
    }
  }

  private faerdig(li: HTMLLIElement | null, tekst: string): void {
    this.nummerer();
    this.sagt.textContent = li === null ? `${tekst}.` : `${tekst}${nr(li)}.`;
    this.vedAendring();
  }

  private nummerer(): void {
    let [punkt, under] = [0, 0];
    this.alle().forEach((li, i) => {
      if (i === 0) {
        skjult(li, "punktniveau").value = "0";
      }

      [punkt, under] = niveau(li) === 0 ? [punkt + 1, 0] : [punkt, under + 1];
      const navn = under === 0 ? String(punkt) : `${punkt}${bogstav(under - 1)}`;
      li.classList.toggle("punkt-under", under > 0);
      li.querySelector("[data-nr]")!.textContent = navn;
      li.querySelector(".punktknapper")!.setAttribute("aria-label", `Punkt ${navn}`);
    });
  }

  private traek(): void {
    this.liste.addEventListener("dragstart", (e) => {
      const li = (e.target as Element).closest<HTMLLIElement>("li");
      if (li !== null && (e.target as Element).classList.contains("punkttag")) {
        this.trukket = this.blok(li);
        e.dataTransfer!.effectAllowed = "move";
        e.dataTransfer!.setData("text/plain", "");
        li.classList.add("trukket");
      }
    });
    this.liste.addEventListener("dragover", (e) => {
      const over = (e.target as Element).closest<HTMLLIElement>("li");
      if (this.trukket === undefined || over === null || this.trukket.includes(over)) {
        return;
      }

      e.preventDefault();
      const { top, height } = over.getBoundingClientRect();
      if (e.clientY < top + height / 2) {
        over.before(...this.trukket);
      } else {
        over.after(...this.trukket);
      }
    });
    this.liste.addEventListener("drop", (e) => e.preventDefault());
    this.liste.addEventListener("dragend", () => {
      const [li] = this.trukket ?? [];
      this.trukket = undefined;
      if (li !== undefined) {
        li.classList.remove("trukket");
        this.faerdig(li, "Punktet er flyttet og er nu punkt ");
      }
    });
  }
}

const skjult = (li: HTMLElement, navn: string): HTMLInputElement => li.querySelector<HTMLInputElement>(`input[name='${navn}']`)!;
const niveau = (li: HTMLElement): number => Number(skjult(li, "punktniveau").value);
const tekstI = (li: HTMLElement): string => li.querySelector("textarea")!.value.trim();
const nr = (li: HTMLElement): string => li.querySelector("[data-nr]")!.textContent;
const bogstav = (i: number): string => (i < 26 ? String.fromCharCode(97 + i) : bogstav(Math.floor(i / 26) - 1) + bogstav(i % 26));
const raekke = (p: Punktsvar, niveau: number): Raekke => ({ ...(p.id === undefined ? {} : { id: p.id }), niveau, ...(p.underpunktTegn === undefined ? {} : { tegn: p.underpunktTegn }), tekst: p.tekst });

/** The lines as the program is told them; lines without text are those that were never filled in. Null when nothing is. */
function saml(indstiller: string, indledning: string, raekker: Raekke[]): Indstillingssvar | null {
  const punkter: Punktsvar[] = [];
  for (const r of raekker.filter((x) => x.tekst !== "")) {
    const punkt: Punktsvar = { ...(r.id === undefined || r.id === "" ? {} : { id: r.id }), tekst: r.tekst };
    const over = punkter.at(-1);
    if (r.niveau === 0 || over === undefined) {
      punkter.push(r.tegn === undefined || r.tegn === "" ? punkt : { ...punkt, underpunktTegn: r.tegn });
    } else {
      (over.underpunkter ??= []).push(punkt);
    }
  }

  return punkter.length === 0 && indstiller === "" && indledning === "" ? null : { ...(indstiller === "" ? {} : { indstiller }), ...(indledning === "" ? {} : { indledning }), punkter };
}

/** The field is as tall as its text. */
function voks(felt: HTMLElement): void {
  if (felt instanceof HTMLTextAreaElement) {
    felt.style.height = "auto";
    felt.style.height = `${felt.scrollHeight + 2}px`;
  }
}

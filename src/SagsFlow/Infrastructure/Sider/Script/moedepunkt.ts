/** One item of the meeting page: its form, the text it suggests, what follows from a postponement, and the choice when two have written. */
import { afSvar, forslag, kommerIgen, laes, nyBestilling, skriv, valgtUdfald, type Beslutningssvar } from "./beslutningsformular";
import { Beslutningsgemmer } from "./beslutningsgemmer";

export class Moedepunkt {
  readonly id: string;
  readonly nr: string;
  readonly form: HTMLFormElement | null;
  readonly gemmer: Beslutningsgemmer | null = null;
  private sidsteForslag = "";
  private harFoelger = false;

  constructor(readonly rod: HTMLElement, bruger: string, private readonly meld: (punkt: Moedepunkt) => void) {
    this.id = rod.dataset["punkt"] ?? "";
    this.nr = rod.dataset["nr"] ?? "";
    this.form = rod.querySelector<HTMLFormElement>(".beslutningsformular");
    if (this.form === null) {
      return;
    }

    const form = this.form;
    this.gemmer = new Beslutningsgemmer(
      form, form.dataset["beslutning"] ?? "", `sagsflow.beslutning.${bruger}.${this.id}`, (svar) => this.gemt(svar), (anden) => this.visKollision(anden));
    this.sidsteForslag = forslag(form);
    form.addEventListener("input", (e) => this.aendret(e));
    form.addEventListener("focusout", (e) => this.forladt(e));
    form.querySelector("[data-ny-bestilling]")?.addEventListener("click", () => nyBestilling(form)?.focus());
    form.querySelector("[data-ny-bestilling]")?.removeAttribute("hidden");
    this.tilpas();
  }

  async begynd(): Promise<void> {
    await this.gemmer?.genoptag();
    this.tilpas();
  }

  /** Chooses the outcome with this key; false when the item has none. */
  vaelg(tast: string): boolean {
    const radio = [...(this.form?.querySelectorAll<HTMLInputElement>('input[name="udfald"]') ?? [])].find((r) => r.dataset["tast"] === tast);
    if (radio === undefined) {
      return false;
    }

    radio.checked = true;
    radio.focus();
    radio.dispatchEvent(new Event("input", { bubbles: true }));
    if (radio.value === "pr-punkt") {
      this.aabn("punkter")?.querySelector<HTMLElement>("[data-punktvalg]")?.focus();
    } else if (radio.dataset["igen"] === "ja") {
      this.aabn("udskyd")?.querySelector<HTMLElement>("select")?.focus();
    } else if (radio.value === "bestilt") {
      this.tilfoejBestilling();
    }

    return true;
  }

  /** Gives the point that has the focus the outcome with this key, and goes on to the next one. */
  vaelgForPunkt(felt: HTMLSelectElement, tast: string): boolean {
    const valg = [...felt.options].find((o) => o.dataset["tast"] === tast);
    if (valg === undefined) {
      return false;
    }

    felt.value = valg.value;
    felt.dispatchEvent(new Event("input", { bubbles: true }));
    const alle = [...(this.form?.querySelectorAll<HTMLSelectElement>("[data-punktvalg]") ?? [])];
    (alle[alle.indexOf(felt) + 1] ?? this.form?.querySelector<HTMLElement>("[data-gem-naeste]"))?.focus();
    return true;
  }

  aabn(del: string): HTMLDetailsElement | null {
    const detaljer = this.rod.querySelector<HTMLDetailsElement>(`[data-del="${del}"]`);
    if (detaljer === null || detaljer.hidden) {
      return null;
    }

    detaljer.open = true;
    return detaljer;
  }

  tilfoejBestilling(): void {
    if (this.aabn("bestillinger") !== null && this.form !== null) {
      nyBestilling(this.form)?.focus();
    }
  }

  /** What is to be said of the item in the state line; empty when all is well. */
  get mangel(): string {
    switch (this.gemmer?.stand) {
      case "logget-ud": return "Du er ikke længere logget ind. Teksten ligger på denne computer.";
      case "afbrudt": return "Ingen forbindelse. Teksten ligger på denne computer og gemmes, når forbindelsen er tilbage.";
      case "kollision": return "En anden har gemt en anden tekst. Vælg, hvilken der skal gælde.";
      case "afvist": return `Ikke gemt: ${this.gemmer.besked}`;
      case "mangler": return `${this.gemmer.besked}, så gemmes beslutningen. Indtil da ligger den på denne computer.`;
      default: return "";
    }
  }

  private aendret(e: Event): void {
    const form = this.form;
    if (form === null || this.gemmer === null) {
      return;
    }

    const maal = e.target as HTMLInputElement;
    const valgt = maal.name === "udfald" || maal.name === "til" || maal.name === "tilDato" || maal.matches("[data-punktvalg]");
    if (valgt) {
      this.foreslaa();
      this.tilpas();
    }

    if (maal.name === "til" || maal.name === "tilDato" || maal.name === "udfald") {
      void this.visFoelger();
    }

    // What follows from a postponement is to be seen before it is saved.
    this.gemmer.aendret(valgt && !kommerIgen(form));
  }

  private forladt(e: FocusEvent): void {
    const maal = e.target as HTMLElement;
    if (maal instanceof HTMLTextAreaElement && maal.name === "tekst" && maal.value.trim() === "") {
      this.foreslaa();
    }

    if (this.gemmer?.harUgemt === true && this.gemmer.stand !== "mangler") {
      this.gemmer.aendret(valgtUdfald(this.form!) !== null);
    }
  }

  /** A text the secretary has changed is never replaced. */
  private foreslaa(): void {
    const tekst = this.form?.querySelector<HTMLTextAreaElement>('[name="tekst"]');
    if (this.form === null || tekst === null || tekst === undefined) {
      return;
    }

    const nyt = forslag(this.form);
    const staar = tekst.value.trim();
    if (staar === "" || staar === this.sidsteForslag) {
      tekst.value = nyt;
    }

    this.sidsteForslag = nyt;
  }

  /** Shows only what the outcome needs. */
  private tilpas(): void {
    const form = this.form;
    if (form === null) {
      return;
    }

    const igen = kommerIgen(form);
    this.vis("udskyd", igen);
    this.vis("ruter", !igen);
    const punkter = this.rod.querySelector<HTMLDetailsElement>('[data-del="punkter"]');
    if (punkter !== null && valgtUdfald(form)?.value === "pr-punkt") {
      punkter.open = true;
    }

    const dag = form.querySelector<HTMLElement>("[data-anden-dag]");
    if (dag !== null) {
      dag.hidden = form.querySelector<HTMLSelectElement>('[name="til"]')?.value !== "dato";
    }
  }

  private vis(del: string, vises: boolean): void {
    const detaljer = this.rod.querySelector<HTMLDetailsElement>(`[data-del="${del}"]`);
    if (detaljer !== null) {
      detaljer.hidden = !vises;
      detaljer.open = detaljer.open || (vises && del === "udskyd");
    }
  }

  /** What a postponement breaks, before it is saved. */
  private async visFoelger(): Promise<void> {
    const form = this.form;
    this.harFoelger = false;
    if (form === null || !kommerIgen(form)) {
      this.skrivFoelger("", []);
      return;
    }

    const u = laes(form);
    const soegning = u.til === "" ? "" : u.til === "naeste" ? "?naeste=true" : u.til === "dato" ? `?dato=${u.tilDato}` : `?moede=${u.til}`;
    try {
      const svar = await fetch((form.dataset["udskydelse"] ?? "") + soegning);
      const nu = laes(form);
      if (svar.ok && nu.til === u.til && nu.tilDato === u.tilDato) {
        const foelger = (await svar.json()) as { placering: string; foelger: string[] };
        this.harFoelger = true;
        this.skrivFoelger(foelger.placering, foelger.foelger);
      }
    } catch {
      // Without a connection the draft's own answer tells, once it is saved.
    }
  }

  private skrivFoelger(placering: string, foelger: string[]): void {
    const sted = this.form?.querySelector<HTMLElement>("[data-foelger]");
    const linjer = foelger.map((f) => afsnit("p", `Bemærk: ${f}`));
    linjer.forEach((l) => l.classList.add("mangel"));
    sted?.replaceChildren(...(placering === "" ? [] : [afsnit("p", placering)]), ...linjer);
  }

  private gemt(svar: Beslutningssvar | null): void {
    if (svar !== null) {
      this.sidsteForslag = this.form === null ? "" : forslag(this.form);
      if (!this.harFoelger) {
        this.skrivFoelger("", svar.advarsler);
      }

      this.rod.querySelector<HTMLElement>('[data-del="ekspeder"]')?.removeAttribute("hidden");
      this.tilpas();
    }

    this.meld(this);
  }

  private visKollision(anden: Beslutningssvar): void {
    const form = this.form;
    const sted = form?.querySelector<HTMLElement>("[data-kollision]");
    if (form === null || sted === null || sted === undefined || this.gemmer === null) {
      return;
    }

    const gemmer = this.gemmer;
    const navn = form.querySelector<HTMLInputElement>(`input[name="udfald"][value="${CSS.escape(anden.udfald)}"]`)?.parentElement?.querySelector("span")?.textContent ?? anden.udfald;
    const luk = (): void => {
      sted.hidden = true;
      this.sidsteForslag = forslag(form);
      this.tilpas();
    };
    sted.replaceChildren(
      afsnit("strong", anden.kladde ? `En anden har gemt: ${navn}` : `En anden har gemt og ekspederet: ${navn}`),
      afsnit("blockquote", anden.tekst),
      knap("Brug den andens", () => {
        const min = laes(form).tekst;
        gemmer.brug(anden);
        luk();
        this.gemMinTekst(sted, min);
      }));
    if (anden.kladde) {
      sted.append(
        knap("Behold min", () => { luk(); void gemmer.behold(anden); }),
        knap("Saml begge tekster", () => {
          const min = laes(form);
          skriv(form, { ...afSvar(anden), tekst: `${anden.tekst}\n\n${min.tekst}` });
          luk();
          void gemmer.behold(anden);
        }));
    }

    sted.setAttribute("role", "alert");
    sted.hidden = false;
  }

  /** The text that gave way stays where it can be copied. */
  private gemMinTekst(sted: HTMLElement, min: string): void {
    const boks = document.createElement("details");
    const felt = document.createElement("textarea");
    felt.readOnly = true;
    felt.className = "form-input";
    felt.value = min;
    felt.setAttribute("aria-label", "Din tekst");
    boks.append(afsnit("summary", "Din tekst, som den var"), felt);
    sted.replaceChildren(boks);
    sted.removeAttribute("role");
    sted.hidden = false;
  }
}

function afsnit(art: string, tekst: string): HTMLElement {
  const e = document.createElement(art);
  e.textContent = tekst;
  return e;
}

function knap(tekst: string, ved: () => void): HTMLButtonElement {
  const k = document.createElement("button");
  k.type = "button";
  k.className = "button button-secondary";
  k.textContent = tekst;
  k.addEventListener("click", ved);
  return k;
}

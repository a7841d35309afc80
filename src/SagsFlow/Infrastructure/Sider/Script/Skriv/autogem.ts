import type { Afsnitsfelt } from "./afsnit";
import { erForbindelse, type Api, type Sagssvar, type Stykke, type Udfald } from "./kald";
import type { Lager } from "./lager";
import { knap } from "./knap";
import { gaaTilValget, visKonflikt } from "./konflikt";

const STILLE_MS = 1_200;
const LAENGST_MS = 10_000;
const FOERSTE_FORSOEG_MS = 2_000;
const SIDSTE_FORSOEG_MS = 30_000;

/** What the sections of one draft share. */
export interface Faelles {
  api: Api;
  sag: string;
  lager: Lager;
  /** The case's own version, which every save moves on. */
  version: number;
  /** Saves come one at a time, so that the case's version is never in doubt. */
  koe: Promise<unknown>;
  vedGemt(): void;
  vedForbindelse(tilstand: "god" | "tabt" | "logget-ud"): void;
}

const klokken = (tid = new Date()): string => tid.toLocaleTimeString("da-DK", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
const dagen = (tid: Date): string => tid.toLocaleDateString("da-DK", { day: "2-digit", month: "2-digit", year: "numeric" }).replaceAll(".", "-");

/** Saves one section by itself, again and again until it is saved. */
export class Autogem {
  private basis: string;
  private version: number;
  private stille: number | undefined;
  private foersteAendring = 0;
  private forsoeg = 0;
  private venter: number | undefined;
  private iGang = false;
  private konflikt = false;
  private afvist: string | undefined;
  private status: HTMLElement;

  constructor(readonly navn: string, readonly sektion: HTMLElement, readonly felt: Afsnitsfelt, private readonly faelles: Faelles) {
    this.basis = felt.tekst();
    this.version = Number(this.skjult("data-version")?.value ?? 0);
    this.status = sektion.querySelector<HTMLElement>("[data-status]")!;
    sektion.addEventListener("focusout", () => this.snart(300));
  }

  /** Whether the writer has something that is not saved. */
  get uGemt(): boolean {
    return this.felt.tekst() !== this.basis;
  }

  get kendtVersion(): number {
    return this.version;
  }

  /** The writer has changed something. */
  aendret(): void {
    this.afvist = undefined;
    this.sektion.querySelector(".gendan")?.remove();
    if (!this.uGemt) {
      this.faelles.lager.fjern(this.navn);
      return;
    }

    const husket = this.faelles.lager.gem(this.navn, this.felt.tekst(), this.version);
    if (!this.konflikt) {
      this.sig(husket ? "Gemmes …" : "Gemmes … Browseren kan ikke huske teksten, hvis forbindelsen ryger.");
      this.foersteAendring ||= Date.now();
      this.snart(Math.max(0, Math.min(STILLE_MS, this.foersteAendring + LAENGST_MS - Date.now())));
    }
  }

  /** Saves now what is not saved; gives whether all is. */
  async gem(): Promise<boolean> {
    window.clearTimeout(this.stille);
    window.clearTimeout(this.venter);
    this.stille = this.venter = undefined;
    if (this.iGang) {
      await this.faelles.koe;
      return this.uGemt ? this.gem() : true;
    }

    if (!this.uGemt || this.konflikt || this.afvist !== undefined) {
      return !this.uGemt;
    }

    this.iGang = true;
    const arbejde = this.faelles.koe.then(() => this.sendOgForstaa());
    this.faelles.koe = arbejde;
    await arbejde;
    this.iGang = false;
    return !this.uGemt;
  }

  /** Goes to what keeps the section from being saved. */
  gaaTil(): void {
    if (!gaaTilValget(this.sektion)) {
      this.sektion.scrollIntoView({ block: "start" });
      this.felt.fokus();
    }
  }

  /** Text of an earlier visit waits to be used or thrown away: tells so, and goes there. */
  gaaTilGlemt(): boolean {
    const boks = this.sektion.querySelector(".gendan");
    if (boks === null) {
      return false;
    }

    boks.querySelector("p")!.textContent = "Sagen er ikke indsendt. Du har tekst her, som ikke blev gemt: brug den, eller slet den først.";
    boks.querySelector("button")!.focus();
    return true;
  }

  /** Somebody else has saved the section: it is shown, unless the writer has something of their own in it. */
  async opdater(sag: Sagssvar): Promise<void> {
    const deres = this.felt.af(sag);
    if (this.uGemt || this.konflikt || this.iGang) {
      return;
    }

    const anderledes = deres !== this.basis;
    this.version = this.versionAf(sag);
    if (anderledes) {
      await this.felt.saet(deres);
      this.basis = this.felt.tekst();
      this.sig("En anden har ændret afsnittet; det nye vises.");
    }

    this.skrivVersion();
  }

  /** Offers text that was left unsaved the last time. */
  tilbydGendannelse(): void {
    const gemt = this.faelles.lager.hent(this.navn);
    if (gemt === null) {
      return;
    }

    if (gemt.tekst === this.basis) {
      this.faelles.lager.fjern(this.navn);
      return;
    }

    const boks = document.createElement("div");
    boks.className = "gendan";
    boks.setAttribute("role", "alert");
    const tekst = document.createElement("p");
    const tid = new Date(gemt.tid);
    tekst.textContent = `Du har tekst fra ${dagen(tid)} kl. ${klokken(tid)}, som ikke blev gemt.`;
    const se = document.createElement("details");
    const resume = document.createElement("summary");
    resume.textContent = "Se den";
    const indhold = document.createElement("p");
    indhold.className = "forskel";
    indhold.textContent = this.felt.laesbar(gemt.tekst);
    se.append(resume, indhold);
    const brug = knap("Brug den", "button-primary", async () => {
      boks.remove();
      this.version = gemt.version;
      await this.felt.saet(gemt.tekst);
      this.aendret();
    });
    const slet = knap("Slet den", "button-tertiary", () => {
      boks.remove();
      this.faelles.lager.fjern(this.navn);
      this.felt.fokus();
    });
    const knapper = document.createElement("div");
    knapper.className = "knapper";
    knapper.append(brug, slet);
    boks.append(tekst, se, knapper);
    this.status.closest(".afsnitshoved")!.after(boks);
  }

  private snart(ms: number): void {
    if (this.uGemt && !this.konflikt && this.venter === undefined) {
      window.clearTimeout(this.stille);
      this.stille = window.setTimeout(() => void this.gem(), ms);
    }
  }

  private async sendOgForstaa(): Promise<void> {
    const sendt = this.felt.tekst();
    this.foersteAendring = 0;
    const udfald = await this.send();
    if (udfald.ok) {
      this.lykkedes(udfald.svar, sendt);
    } else if (udfald.status === 412) {
      await this.foraeldet(sendt);
    } else if (udfald.status === 401) {
      this.sig("Ikke gemt: du er ikke logget ind.", true);
      this.faelles.vedForbindelse("logget-ud");
      this.proevIgen();
    } else if (erForbindelse(udfald.status)) {
      this.sig("Ikke gemt, prøver igen", true);
      this.faelles.vedForbindelse("tabt");
      this.proevIgen();
    } else {
      this.afvist = udfald.tekst;
      this.sig(`Ikke gemt: ${udfald.tekst}`, true);
    }
  }

  private send(): Promise<Udfald<Sagssvar>> {
    const { api, sag } = this.faelles;
    return this.navn === "oplysninger"
      ? api.kald<Sagssvar>("PATCH", `api/sager/${sag}`, this.felt.vaerdi(), this.faelles.version)
      : api.kald<Sagssvar>("PATCH", `api/sager/${sag}/indhold/${this.navn}`, { tekst: this.felt.vaerdi() }, this.version);
  }

  private lykkedes(sag: Sagssvar, sendt: string): void {
    this.forsoeg = 0;
    this.faelles.version = sag.version;
    this.version = this.versionAf(sag);
    this.basis = sendt;
    this.felt.gemt?.(sag);
    this.skrivVersion();
    this.faelles.vedForbindelse("god");
    if (this.felt.tekst() === this.basis || this.felt.gemt !== undefined) {
      // The identity of a new point is part of the indstilling's text.
      this.basis = this.felt.gemt !== undefined && this.felt.laesbar(this.felt.tekst()) === this.felt.laesbar(sendt) ? this.felt.tekst() : this.basis;
    }

    if (this.uGemt) {
      this.aendret();
    } else {
      this.faelles.lager.fjern(this.navn);
      this.sig(`Gemt kl. ${klokken()}`);
    }

    this.faelles.vedGemt();
  }

  /** Somebody was first. When it was this writer's own lost save, or says the same, there is nothing to choose. */
  private async foraeldet(mit: string): Promise<void> {
    const udfald = await this.faelles.api.kald<Sagssvar>("GET", `api/sager/${this.faelles.sag}`);
    if (!udfald.ok) {
      this.sig("Ikke gemt, prøver igen", true);
      this.proevIgen();
      return;
    }

    const sag = udfald.svar;
    this.faelles.version = sag.version;
    const deres = this.felt.af(sag);
    if (deres === this.basis || deres === mit) {
      this.version = this.versionAf(sag);
      const igen = await this.send();
      if (igen.ok) {
        this.lykkedes(igen.svar, mit);
        return;
      }

      this.proevIgen();
      return;
    }

    await this.vaelg(sag, deres, mit);
  }

  private async vaelg(sag: Sagssvar, deres: string, mit: string): Promise<void> {
    this.konflikt = true;
    this.sig("Ikke gemt: en anden har gemt noget andet.", true);
    const forskel = await this.faelles.api.kald<{ stykker: Stykke[] }>("POST", "api/tekst/forskel", { foer: this.felt.laesbar(deres), efter: this.felt.laesbar(mit) });
    const afslut = (): void => {
      this.konflikt = false;
      this.version = this.versionAf(sag);
      this.skrivVersion();
    };
    visKonflikt(this.sektion, forskel.ok ? forskel.svar.stykker : null, this.felt.laesbar(deres), {
      behold: () => {
        afslut();
        this.aendret();
        void this.gem();
        this.felt.fokus();
      },
      tag: async () => {
        await this.felt.saet(deres);
        this.basis = this.felt.tekst();
        afslut();
        this.faelles.lager.fjern(this.navn);
        this.sig("Den andens tekst er taget.");
        this.felt.fokus();
      },
      skriv: () => this.felt.fokus(),
    });
  }

  private proevIgen(): void {
    const ventMs = Math.min(SIDSTE_FORSOEG_MS, FOERSTE_FORSOEG_MS * 2 ** this.forsoeg++);
    this.venter = window.setTimeout(() => void this.gem(), ventMs);
  }

  private versionAf(sag: Sagssvar): number {
    return this.navn === "oplysninger" ? sag.version : (sag.afsnitVersioner[this.navn] ?? 0);
  }

  /** The form, should it be sent, begins from what is saved now. */
  private skrivVersion(): void {
    const version = this.skjult("data-version");
    const aftryk = this.skjult("data-aftryk");
    if (version !== null && aftryk !== null) {
      version.value = String(this.version);
      aftryk.value = "";
    }
  }

  private skjult(attribut: string): HTMLInputElement | null {
    return this.sektion.querySelector<HTMLInputElement>(`input[${attribut}]`);
  }

  private sig(tekst: string, galt = false): void {
    if (this.status.textContent !== tekst) {
      this.status.textContent = tekst;
    }

    this.status.classList.toggle("gemt-ikke", galt);
  }
}

/**
 * Saves one decision as it is written. What is not on the server lies on this computer until it is: a connection that goes, a laptop that
 * sleeps and a sign-in that runs out lose nothing. Two who write at once are shown each other's text and choose.
 */
import { afSvar, laes, skriv, somBody, type Beslutningssvar, type Udkast } from "./beslutningsformular";

export type Stand = "ren" | "gemt" | "gemmer" | "mangler" | "afvist" | "afbrudt" | "logget-ud" | "kollision";

interface Kopi {
  udkast: Udkast;
  version: number | null;
  /** What was last on its way, since an answer can be lost after the server has saved. */
  sendt: string;
}

interface Problem {
  type?: string;
  detail?: string;
}

const ventFoerGem = 700;
const laengsteVent = 30_000;

export class Beslutningsgemmer {
  stand: Stand = "ren";
  /** Why it was refused, in the server's words; or what is to be written first. */
  besked = "";
  version: number | null;

  private gemt: string;
  private sendt = "";
  private noegle = "";
  private standset: boolean;
  private timer = 0;
  private vent = 2_000;
  private iGang: Promise<boolean> | null = null;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly adresse: string,
    private readonly kopinavn: string,
    private readonly meld: (svar: Beslutningssvar | null) => void,
    private readonly visKollision: (anden: Beslutningssvar) => void,
  ) {
    const version = form.querySelector<HTMLInputElement>('[name="version"]')?.value ?? "";
    this.version = version === "" ? null : Number(version);
    const udkast = laes(form);
    this.gemt = JSON.stringify(udkast);
    this.standset = udkast.standset !== "";
  }

  get harUgemt(): boolean {
    return JSON.stringify(laes(this.form)) !== this.gemt;
  }

  /** Whether text waits for something else than the secretary. */
  get venter(): boolean {
    return this.stand === "afbrudt" || this.stand === "logget-ud" || this.stand === "gemmer";
  }

  /** Takes up what an earlier page left behind, and sends it. */
  async genoptag(): Promise<void> {
    const kopi = this.laesKopi();
    if (kopi === null) {
      return;
    }

    const server = this.gemt;
    this.sendt = kopi.sendt;
    skriv(this.form, kopi.udkast);
    if (!this.harUgemt) {
      // It got there after all, and who wrote it wants to know.
      this.sletKopi();
      this.saet("gemt");
      return;
    }

    // A version that nobody but this computer made is no collision.
    if (kopi.version === this.version || server === kopi.sendt) {
      await this.gem();
    } else if (await this.afklar()) {
      await this.gem();
    }
  }

  /** Something was typed or chosen. */
  aendret(straks = false): void {
    this.gemKopi();
    if (this.stand === "kollision") {
      return;
    }

    clearTimeout(this.timer);
    if (straks) {
      void this.gem();
    } else {
      this.timer = window.setTimeout(() => void this.gem(), ventFoerGem);
    }
  }

  /** Saves what is not saved; true when the server then has all of it. */
  async gem(): Promise<boolean> {
    clearTimeout(this.timer);
    // One at a time: two at once would meet each other's version.
    while (this.iGang !== null) {
      await this.iGang;
    }

    if (this.stand === "kollision") {
      return false;
    }

    if (!this.harUgemt) {
      this.sletKopi();
      if (this.stand !== "ren" && this.stand !== "gemt") {
        this.saet("gemt");
      }

      return true;
    }

    this.iGang = this.send();
    const gik = await this.iGang;
    this.iGang = null;
    return gik ? this.gem() : false;
  }

  /** The other's text is seen; this one shall stand. */
  async behold(anden: Beslutningssvar): Promise<void> {
    this.overtag(anden);
    this.stand = "gemmer";
    await this.gem();
  }

  /** The other's text shall stand. */
  brug(anden: Beslutningssvar): void {
    this.overtag(anden);
    skriv(this.form, afSvar(anden));
    this.gemt = JSON.stringify(laes(this.form));
    this.sletKopi();
    this.saet("gemt", anden);
  }

  /** Somebody has saved another version while nothing was being written here. */
  async hentNy(): Promise<void> {
    if (this.harUgemt || this.iGang !== null || this.stand === "kollision") {
      return;
    }

    const svar = await this.hent();
    if (svar !== null && !this.harUgemt && this.iGang === null) {
      this.brug(svar);
    }
  }

  private async send(): Promise<boolean> {
    const udkast = laes(this.form);
    const mangler = mangel(udkast);
    if (mangler !== "") {
      this.besked = mangler;
      this.saet("mangler");
      return false;
    }

    this.saet("gemmer");
    const indhold = JSON.stringify(udkast);
    if (indhold !== this.sendt || this.noegle === "") {
      this.sendt = indhold;
      this.noegle = crypto.randomUUID();
    }

    this.gemKopi();
    let svar: Response;
    try {
      svar = await fetch(this.adresse, {
        method: this.version === null ? "POST" : "PUT",
        headers: {
          "Content-Type": "application/json",
          ...(this.version === null ? { "Idempotency-Key": this.noegle } : { "If-Match": `"${this.version}"` }),
        },
        body: JSON.stringify(somBody(udkast, this.standset)),
      });
    } catch {
      return this.proevSenere("afbrudt");
    }

    if (!svar.ok) {
      return this.afvist(svar);
    }

    const beslutning = (await svar.json()) as Beslutningssvar;
    this.overtag(beslutning);
    this.gemt = indhold;
    this.saet("gemt", beslutning);
    return true;
  }

  private async afvist(svar: Response): Promise<boolean> {
    const problem = (await svar.json().catch(() => ({}))) as Problem;
    if (svar.status === 401) {
      return this.proevSenere("logget-ud");
    }

    if (svar.status === 412 || problem.type?.endsWith(":beslutning-findes") === true) {
      return this.afklar();
    }

    if (svar.status >= 500 || svar.status === 429) {
      return this.proevSenere("afbrudt");
    }

    this.besked = problem.detail ?? "Beslutningen kunne ikke gemmes.";
    this.saet("afvist");
    return false;
  }

  /** The server has another version: the one whose answer was lost here, or somebody else's. True when there is something to send on top of it. */
  private async afklar(): Promise<boolean> {
    const anden = await this.hent();
    if (anden === null) {
      return this.proevSenere("afbrudt");
    }

    const deres = this.normal(anden);
    if (anden.kladde && (deres === this.sendt || deres === JSON.stringify(laes(this.form)))) {
      this.overtag(anden);
      this.gemt = deres;
      this.saet("gemt", anden);
      return true;
    }

    this.saet("kollision");
    this.visKollision(anden);
    return false;
  }

  private async hent(): Promise<Beslutningssvar | null> {
    try {
      const svar = await fetch(this.adresse);
      return svar.ok ? ((await svar.json()) as Beslutningssvar) : null;
    } catch {
      return null;
    }
  }

  private overtag(b: Beslutningssvar): void {
    this.version = b.version;
    this.standset = b.standset !== undefined;
    this.vent = 2_000;
    const felt = this.form.querySelector<HTMLInputElement>('[name="version"]');
    if (felt !== null) {
      felt.value = b.version.toString();
    }
  }

  private proevSenere(stand: "afbrudt" | "logget-ud"): boolean {
    this.saet(stand);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.gem(), this.vent);
    this.vent = Math.min(this.vent * 2, laengsteVent);
    return false;
  }

  /** What the form would say if it were filled from this decision. */
  private normal(b: Beslutningssvar): string {
    return JSON.stringify(afSvar(b));
  }

  private saet(stand: Stand, svar: Beslutningssvar | null = null): void {
    this.stand = stand;
    this.meld(svar);
  }

  private gemKopi(): void {
    const kopi: Kopi = { udkast: laes(this.form), version: this.version, sendt: this.sendt };
    try {
      localStorage.setItem(this.kopinavn, JSON.stringify(kopi));
    } catch {
      // Without room here the server is the only place; the state line tells when that fails too.
    }
  }

  private laesKopi(): Kopi | null {
    try {
      const tekst = localStorage.getItem(this.kopinavn);
      return tekst === null ? null : (JSON.parse(tekst) as Kopi);
    } catch {
      return null;
    }
  }

  private sletKopi(): void {
    try {
      localStorage.removeItem(this.kopinavn);
    } catch {
      // Nothing was stored either.
    }
  }
}

/** What is to be written before the server will have it; empty when nothing is. */
function mangel(u: Udkast): string {
  return u.udfald === "" ? "Vælg et udfald"
    : u.udfald === "pr-punkt" && u.punkter.length === 0 ? "Giv mindst ét punkt et udfald"
    : u.til === "dato" && u.tilDato === "" ? "Vælg den dag, punktet kommer igen"
    : u.bestillinger.some((b) => b.tekst === "") ? "Skriv, hvad der bestilles"
    : u.tekst === "" && u.udfald !== "ingen-beslutning" ? "Skriv beslutningens tekst"
    : "";
}

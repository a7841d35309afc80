import type { Sagssvar } from "./kald";

/** A section of the draft as the page holds it. */
export interface Afsnitsfelt {
  /** What it says, as one text: to compare, and to keep. */
  tekst(): string;
  /** What it says, as the program is told it. */
  vaerdi(): unknown;
  /** Shows another text of the same form as <code>tekst</code>. */
  saet(tekst: string): Promise<void>;
  /** The section in what the program answers, in the same form. */
  af(sag: Sagssvar): string;
  /** As a person reads it, for a comparison. */
  laesbar(tekst: string): string;
  /** Tells what was sent that it is saved: new points get their identity. */
  gemt?(sag: Sagssvar): void;
  fokus(): void;
}

/** A section of one text. */
export class Tekstfelt implements Afsnitsfelt {
  constructor(
    private readonly navn: "titel" | "baggrund" | "sagsfremstilling" | "oekonomi",
    private readonly felt: HTMLInputElement | HTMLTextAreaElement,
    private readonly visning?: { vis(html: string, tekst: string): void; fokus(): void },
    private readonly somHtml?: (tekst: string) => Promise<string | null>,
  ) {}

  tekst(): string {
    return this.navn === "titel" ? this.felt.value.trim() : ensret(this.felt.value);
  }

  vaerdi(): unknown {
    return this.tekst();
  }

  async saet(tekst: string): Promise<void> {
    const html = this.visning === undefined ? null : await this.somHtml!(tekst);
    if (html === null) {
      this.felt.value = tekst;
    } else {
      this.visning!.vis(html, tekst);
    }
  }

  af(sag: Sagssvar): string {
    return ensret(sag[this.navn] ?? "");
  }

  laesbar(tekst: string): string {
    return tekst;
  }

  fokus(): void {
    (this.visning ?? { fokus: () => this.felt.focus() }).fokus();
  }
}

/** As the program keeps a text: its own line ends, no empty lines around it. */
const ensret = (tekst: string): string => {
  const t = tekst.replaceAll("\r\n", "\n").replace(/^\n+|\n+$/g, "");
  return t.trim() === "" ? "" : t;
};

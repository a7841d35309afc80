/** Unsaved text, kept in the browser until it is saved. It is removed when the person signs out (sagsflow.ts). */
export interface Gemt { tekst: string; version: number; tid: string }

export const FORLED = "sagsflow-kladde:";

export class Lager {
  constructor(private readonly bruger: string, private readonly sag: string) {}

  hent(afsnit: string): Gemt | null {
    try {
      const raa = localStorage.getItem(this.noegle(afsnit));
      return raa === null ? null : (JSON.parse(raa) as Gemt);
    } catch {
      return null;
    }
  }

  /** Gives whether it could be kept: the browser's room may be full, or closed to the page. */
  gem(afsnit: string, tekst: string, version: number): boolean {
    try {
      localStorage.setItem(this.noegle(afsnit), JSON.stringify({ tekst, version, tid: new Date().toISOString() } satisfies Gemt));
      return true;
    } catch {
      return false;
    }
  }

  fjern(afsnit: string): void {
    try {
      localStorage.removeItem(this.noegle(afsnit));
    } catch {
      // What cannot be reached holds nothing of ours.
    }
  }

  private noegle(afsnit: string): string {
    return `${FORLED}${this.bruger}:${this.sag}:${afsnit}`;
  }
}

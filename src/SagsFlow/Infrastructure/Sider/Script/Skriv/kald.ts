/** What came of a call: an answer, a refusal in words, or no connection. */
export type Udfald<T> = { ok: true; svar: T } | { ok: false; status: number; tekst: string };

/** The browser could not reach the program, or it could not answer just now. */
export const erForbindelse = (status: number): boolean => status === 0 || status === 429 || status >= 500;

export interface Sagssvar {
  version: number;
  afsnitVersioner: Record<string, number>;
  titel: string;
  journalnummer?: string;
  baggrund?: string;
  sagsfremstilling?: string;
  oekonomi?: string;
  indstilling?: Indstillingssvar;
  egneDatoer: { senest: string; hvad: string }[];
  oensketMoede?: { forum: string; dato: string };
}

export interface Punktsvar { id?: string; tekst: string; underpunkter?: Punktsvar[]; underpunktTegn?: string }

export interface Indstillingssvar { indstiller?: string; indledning?: string; punkter: Punktsvar[] }

export interface Stykke { art: "ens" | "fjernet" | "tilfoejet"; tekst: string }

export class Api {
  constructor(private readonly rod: string) {}

  async kald<T>(metode: string, sti: string, body?: unknown, version?: number): Promise<Udfald<T>> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }

    if (version !== undefined) {
      headers["If-Match"] = `"${version}"`;
    }

    let svar: Response;
    try {
      svar = await fetch(this.rod + sti, { method: metode, headers, body: body === undefined ? null : JSON.stringify(body), signal: AbortSignal.timeout(20_000) });
    } catch {
      return { ok: false, status: 0, tekst: "" };
    }

    try {
      const indhold = (await svar.json()) as T & { detail?: string };
      return svar.ok ? { ok: true, svar: indhold } : { ok: false, status: svar.status, tekst: indhold.detail ?? "" };
    } catch {
      return { ok: false, status: svar.ok ? 0 : svar.status, tekst: "" };
    }
  }

  /** A part of a page, or null when it could not be fetched. */
  async del(sti: string): Promise<DocumentFragment | null> {
    try {
      const svar = await fetch(this.rod + sti);
      if (!svar.ok || svar.redirected) {
        return null;
      }

      const skabelon = document.createElement("template");
      skabelon.innerHTML = await svar.text();
      return skabelon.content;
    } catch {
      return null;
    }
  }
}

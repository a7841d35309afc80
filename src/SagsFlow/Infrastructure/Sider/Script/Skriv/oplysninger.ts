import type { Afsnitsfelt } from "./afsnit";
import type { Sagssvar } from "./kald";

interface Oplysninger { journalnummer?: string; oensketMoede?: { forum: string; dato: string }; /** A meeting of which only the forum or the day is chosen. */ halvtMoede?: true; egneDatoer: { senest: string; hvad: string }[] }

/** The case's number, the meeting hoped for and its own dates. A line that is half filled in waits for its other half. */
export class Oplysningsfelt implements Afsnitsfelt {
  constructor(private readonly sektion: HTMLElement, private readonly vedAendring: () => void) {
    sektion.addEventListener("input", () => {
      this.tilfoejTomLinje();
      vedAendring();
    });
  }

  tekst(): string {
    return JSON.stringify(this.nu());
  }

  /** What is empty is said to be, since what is left out stays as it was. */
  vaerdi(): unknown {
    const { halvtMoede, ...o } = this.nu();
    return { ...o, ryd: [...(o.journalnummer === undefined ? ["journalnummer"] : []), ...(o.oensketMoede === undefined && halvtMoede === undefined ? ["oensketMoede"] : [])] };
  }

  async saet(tekst: string): Promise<void> {
    const o = JSON.parse(tekst) as Oplysninger;
    this.felt("journalnummer").value = o.journalnummer ?? "";
    this.felt("oensketforum").value = o.oensketMoede?.forum ?? "";
    this.felt("oensketdato").value = o.oensketMoede?.dato ?? "";
    const linjer = this.linjer();
    linjer.slice(1).forEach((l) => l.remove());
    linjer[0]!.querySelectorAll("input").forEach((i) => (i.value = ""));
    for (const dato of o.egneDatoer) {
      this.tilfoej(dato.senest, dato.hvad, false);
    }

    return Promise.resolve();
  }

  af(sag: Sagssvar): string {
    return JSON.stringify(saml(sag.journalnummer ?? "", sag.oensketMoede?.forum ?? "", sag.oensketMoede?.dato ?? "", sag.egneDatoer));
  }

  laesbar(tekst: string): string {
    const o = JSON.parse(tekst) as Oplysninger;
    return [o.journalnummer ?? "Intet journalnummer", o.oensketMoede === undefined ? "" : `Ønsket møde: ${o.oensketMoede.forum} ${o.oensketMoede.dato}`, ...o.egneDatoer.map((d) => `${d.senest}: ${d.hvad}`)].filter((l) => l !== "").join("\n");
  }

  /** Adds a date of the case's own. */
  tilfoej(senest: string, hvad: string, sig = true): void {
    this.tilfoejTomLinje();
    const tom = this.linjer().at(-1)!;
    const [dato, tekst] = tom.querySelectorAll("input");
    dato!.value = senest;
    tekst!.value = hvad;
    this.tilfoejTomLinje();
    if (sig) {
      this.vedAendring();
    }
  }

  fokus(): void {
    this.felt("journalnummer").focus();
  }

  private nu(): Oplysninger {
    const datoer = this.linjer().map((l) => {
      const [dato, tekst] = l.querySelectorAll("input");
      return { senest: dato!.value, hvad: tekst!.value.trim() };
    });
    return saml(this.felt("journalnummer").value.trim(), this.felt("oensketforum").value, this.felt("oensketdato").value, datoer);
  }

  private felt(id: string): HTMLInputElement | HTMLSelectElement {
    return this.sektion.querySelector<HTMLInputElement | HTMLSelectElement>(`#${id}`)!;
  }

  private linjer(): HTMLLIElement[] {
    return [...this.sektion.querySelectorAll<HTMLLIElement>("[data-datoer] > li")];
  }

  private tilfoejTomLinje(): void {
    tilfoejTomLinje(this.sektion.querySelector<HTMLElement>("[data-datoer]")!);
  }
}

/** Keeps one empty line last in a list of dates. */
export function tilfoejTomLinje(liste: HTMLElement): void {
  const sidste = liste.lastElementChild!;
  if ([...sidste.querySelectorAll("input")].some((i) => i.value !== "")) {
    const ny = sidste.cloneNode(true) as HTMLElement;
    ny.querySelectorAll(".form-error-message").forEach((f) => f.remove());
    ny.querySelectorAll<HTMLElement>("[data-tjek]").forEach((h) => (h.hidden = true));
    ny.querySelectorAll("input").forEach((input, i) => {
      const id = `${i === 0 ? "egendato" : "egenhvad"}-${liste.childElementCount}`;
      ny.querySelectorAll("label")[i]!.htmlFor = id;
      input.id = id;
      input.value = "";
    });
    liste.append(ny);
  }
}

function saml(journalnummer: string, forum: string, dato: string, datoer: { senest: string; hvad: string }[]): Oplysninger {
  return {
    ...(journalnummer === "" ? {} : { journalnummer }),
    ...(forum === "" || dato === "" ? {} : { oensketMoede: { forum, dato } }),
    ...((forum === "") === (dato === "") ? {} : { halvtMoede: true as const }),
    egneDatoer: datoer.filter((d) => d.senest !== "" && d.hvad !== "").map((d) => ({ senest: d.senest, hvad: d.hvad })),
  };
}

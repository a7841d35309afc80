import type { Api } from "./kald";

interface Hint { felt: string; tekst: string; sagId?: string }

/** Tells what there is to know of the number and the dates as soon as they are written; the server knows which numbers are used and what day it is. */
export function tjekOplysninger(rod: HTMLElement, api: Api, side: string, sag: string): void {
  let nr = 0;
  const vaerdi = (navn: string): string => rod.querySelector<HTMLInputElement>(`[name="${navn}"]`)?.value.trim() ?? "";
  const tjek = async (): Promise<void> => {
    const dette = ++nr;
    const linjer = [...rod.querySelectorAll<HTMLElement>("[data-datoer] > li")];
    const datoer = linjer.map((l) => l.querySelector<HTMLInputElement>("input[type='date']")!.value);
    const sti = new URLSearchParams({ journalnummer: vaerdi("journalnummer") });
    if (sag !== "") {
      sti.set("sag", sag);
    }

    if (vaerdi("oensketdato") !== "") {
      sti.set("oensketDato", vaerdi("oensketdato"));
    }

    const skrevne = datoer.map((dato, i) => ({ dato, i })).filter((d) => d.dato !== "");
    skrevne.forEach((d) => sti.append("egneDatoer", d.dato));
    const udfald = await api.kald<{ hint: Hint[] }>("GET", `api/sager/oplysningstjek?${sti.toString()}`);
    if (!udfald.ok || dette !== nr) {
      return;
    }

    const egne = new Map(skrevne.map((d, n) => [`egneDatoer[${n}]`, linjer[d.i]]));
    rod.querySelectorAll<HTMLElement>("[data-tjek]").forEach((sted) => skriv(sted, undefined, side));
    for (const hint of udfald.svar.hint) {
      const sted = egne.get(hint.felt)?.querySelector<HTMLElement>("[data-tjek]") ?? rod.querySelector<HTMLElement>(`[data-tjek="${CSS.escape(hint.felt)}"]`);
      if (sted !== null) {
        skriv(sted, hint, side);
      }
    }
  };
  rod.addEventListener("change", (e) => {
    if (["journalnummer", "oensketdato", "egendato"].includes((e.target as HTMLInputElement).name)) {
      void tjek();
    }
  });
}

function skriv(sted: HTMLElement, hint: Hint | undefined, side: string): void {
  sted.hidden = hint === undefined;
  sted.replaceChildren(...(hint === undefined ? [] : [hint.tekst]));
  if (hint?.sagId !== undefined) {
    const link = document.createElement("a");
    link.href = `${side}sager/${hint.sagId}`;
    link.textContent = "Se sagen";
    sted.append(" ", link);
  }
}

import type { Stykke } from "./kald";
import { knap } from "./knap";

export interface Valg { behold(): void; tag(): Promise<void>; skriv(): void }

/** Shows two texts side by side and lets the writer choose. Nothing is saved before the choice. */
export function visKonflikt(sektion: HTMLElement, stykker: Stykke[] | null, deres: string, valg: Valg): void {
  sektion.querySelector(".konflikt")?.remove();
  const boks = document.createElement("div");
  boks.className = "konflikt";
  boks.setAttribute("role", "alert");
  const overskrift = document.createElement("h3");
  overskrift.textContent = "En anden har gemt noget andet her, mens du skrev";
  overskrift.tabIndex = -1;
  const side = document.createElement("div");
  side.className = "sideomside";
  side.append(spalte("Den andens", stykker, "fjernet", deres), spalte("Din", stykker, "tilfoejet", ""));
  const knapper = document.createElement("div");
  knapper.className = "knapper";
  const luk = (goer: () => unknown) => () => {
    boks.remove();
    goer();
  };
  const faerdig = knap("Gem den samlede tekst", "button-primary", luk(valg.behold));
  const skriv = knap("Skriv sammen", "button-secondary", () => {
    hjaelp.textContent = "Ret din tekst ovenfor. Den andens står her, til du gemmer.";
    knapper.replaceChildren(faerdig);
    valg.skriv();
  });
  const hjaelp = document.createElement("p");
  hjaelp.textContent = "Det, kun den ene har, er markeret. Vælg, hvad der skal gælde.";
  knapper.append(knap("Behold min", "button-primary", luk(valg.behold)), knap("Tag den andens", "button-secondary", luk(() => void valg.tag())), skriv);
  boks.append(overskrift, hjaelp, side, knapper);
  sektion.append(boks);
}

/** Goes to the choice that is not made, since nothing is saved before it is; false where there is none. */
export function gaaTilValget(sektion: HTMLElement): boolean {
  const overskrift = sektion.querySelector<HTMLElement>(".konflikt h3");
  if (overskrift === null) {
    return false;
  }

  if (sektion.querySelector("[data-ikke-gemt]") === null) {
    const linje = document.createElement("p");
    linje.className = "mangel";
    linje.dataset["ikkeGemt"] = "";
    linje.textContent = "Kladden er ikke gemt. Vælg først her, hvilken tekst der skal gælde, og tryk så igen.";
    overskrift.after(linje);
  }

  overskrift.scrollIntoView({ block: "center" });
  overskrift.focus();
  return true;
}

function spalte(navn: string, stykker: Stykke[] | null, kun: "fjernet" | "tilfoejet", uden: string): HTMLElement {
  const element = document.createElement("div");
  const overskrift = document.createElement("h4");
  overskrift.textContent = navn;
  const tekst = document.createElement("div");
  tekst.className = "forskel";
  if (stykker === null) {
    tekst.textContent = uden;
  }

  for (const stykke of stykker ?? []) {
    if (stykke.art === "ens") {
      tekst.append(stykke.tekst);
    } else if (stykke.art === kun) {
      const maerket = document.createElement(kun === "fjernet" ? "del" : "ins");
      maerket.textContent = stykke.tekst;
      tekst.append(maerket);
    }
  }

  element.append(overskrift, tekst);
  return element;
}

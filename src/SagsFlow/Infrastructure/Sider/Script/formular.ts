/** A text field with its label; each finished change is told. Choices, when given, are suggestions: anything may be typed. */
export function felt(id: string, navn: string, vaerdi: string, aendret: (vaerdi: string) => unknown, forslag: [string, string][] = []): HTMLElement {
  const ind = document.createElement("input");
  ind.className = "form-input";
  ind.value = vaerdi;
  ind.addEventListener("change", () => aendret(ind.value.trim()));
  const gruppe = omkring(id, navn, ind);
  if (forslag.length > 0) {
    const liste = document.createElement("datalist");
    liste.id = `${id}-forslag`;
    liste.append(...forslag.map(([v, tekst]) => mulighed(v, tekst)));
    ind.setAttribute("list", liste.id);
    gruppe.append(liste);
  }

  return gruppe;
}

/** A choice with its label. A value that is none of the choices is kept as one. */
export function valg(id: string, navn: string, muligheder: [string, string][], vaerdi: string, aendret: (vaerdi: string) => unknown): HTMLElement {
  const ind = document.createElement("select");
  ind.className = "form-select";
  ind.append(...muligheder.map(([v, tekst]) => mulighed(v, tekst)));
  if (muligheder.every(([v]) => v !== vaerdi)) {
    ind.append(mulighed(vaerdi, vaerdi));
  }

  ind.value = vaerdi;
  ind.addEventListener("change", () => aendret(ind.value));
  return omkring(id, navn, ind);
}

export function knap(tekst: string, trykket: () => void): HTMLButtonElement {
  const ny = document.createElement("button");
  ny.type = "button";
  ny.className = "button button-secondary";
  ny.textContent = tekst;
  ny.addEventListener("click", trykket);
  return ny;
}

export function mulighed(vaerdi: string, tekst: string): HTMLOptionElement {
  const ny = document.createElement("option");
  ny.value = vaerdi;
  ny.textContent = tekst;
  return ny;
}

function omkring(id: string, navn: string, ind: HTMLElement): HTMLElement {
  ind.id = id;
  const gruppe = document.createElement("div");
  gruppe.className = "form-group";
  const label = document.createElement("label");
  label.className = "form-label";
  label.htmlFor = id;
  label.textContent = navn;
  gruppe.append(label, ind);
  return gruppe;
}

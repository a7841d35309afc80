export function knap(tekst: string, klasse: string, goer: () => unknown): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = `button ${klasse}`;
  element.textContent = tekst;
  element.addEventListener("click", () => void goer());
  return element;
}

/** Single-key shortcuts: when they may fire, and whether the reader wants them (WCAG 2.1, 2.1.4). */

const navn = "sagsflow.taster";

/** Whether a key pressed here belongs to a field that is written or chosen in. */
export function erFelt(maal: EventTarget | null): boolean {
  if (!(maal instanceof HTMLElement)) {
    return false;
  }

  if (maal instanceof HTMLInputElement) {
    return !["radio", "checkbox", "button", "submit"].includes(maal.type);
  }

  return maal instanceof HTMLTextAreaElement || maal instanceof HTMLSelectElement || maal.isContentEditable;
}

/** Whether Enter already does something here. */
export function harEnter(maal: EventTarget | null): boolean {
  return maal instanceof Element && maal.closest("a, button, summary") !== null;
}

export function brugesTaster(): boolean {
  try {
    return localStorage.getItem(navn) !== "fra";
  } catch {
    return true;
  }
}

export function saetTaster(bruges: boolean): void {
  try {
    localStorage.setItem(navn, bruges ? "til" : "fra");
  } catch {
    // Where nothing may be stored the choice holds for this page only.
  }
}

import { FORLED } from "./Script/Skriv/lager";

/** The design system's own script, loaded before this. */
declare const DKFDS: { init(): void };

DKFDS.init();

// A refused form begins with what is wrong, also for those who do not see it.
document.querySelector<HTMLElement>("[data-fokus]")?.focus();

// A key leads to the search, as long as nobody is writing.
const soegefelt = document.querySelector<HTMLInputElement>("[data-genvej]");
document.addEventListener("keydown", (tast) => {
  const skriver = tast.target instanceof HTMLElement && tast.target.closest("input, textarea, select, [contenteditable]");
  if (soegefelt?.offsetParent && tast.key === soegefelt.dataset["genvej"] && !skriver && !tast.ctrlKey && !tast.metaKey && !tast.altKey) {
    tast.preventDefault();
    soegefelt.focus();
  }
});

// Text that was not saved waits in the browser for its writer. Who signs out leaves nothing behind for the next one at the desk.
document.addEventListener("submit", (e) => {
  if (e.target instanceof HTMLFormElement && e.target.querySelector(".log-off") !== null) {
    try {
      Object.keys(localStorage).filter((noegle) => noegle.startsWith(FORLED)).forEach((noegle) => localStorage.removeItem(noegle));
    } catch {
      // What cannot be reached holds nothing of ours.
    }
  }
});

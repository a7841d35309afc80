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

// The browser's own print is reached by a button on pages that are made to be printed; without script the button is not there.
for (const knap of document.querySelectorAll<HTMLButtonElement>("[data-udskriv]")) {
  knap.hidden = false;
  knap.addEventListener("click", () => window.print());
}

/**
 * The agenda's builder: everything it does is a form that works without it. Here the forms are sent without leaving the page, items are dragged,
 * and keys press the buttons that are there.
 */

const indhold = document.querySelector<HTMLElement>("main")!;
const oplaeser = document.createElement("div");
oplaeser.className = "besked-stille";
oplaeser.setAttribute("role", "status");
document.body.append(oplaeser);

/** One at a time: the next form is looked up when the page is as the one before left it. */
let koe: Promise<void> = Promise.resolve();

function efterTur(handling: () => Promise<void>): void {
  koe = koe.then(handling).catch(() => location.reload());
}

async function send(formular: HTMLFormElement, knap: HTMLElement | null, fokus: string | null): Promise<void> {
  const felter = new FormData(formular, knap instanceof HTMLButtonElement ? knap : null);
  const svar = await fetch(formular.action, { method: "POST", body: felter, credentials: "same-origin" });
  const ny = new DOMParser().parseFromString(await svar.text(), "text/html").querySelector("main");
  if (ny === null || (svar.redirected && new URL(svar.url).pathname !== location.pathname)) {
    location.assign(svar.url);
    return;
  }

  const aabne = svar.ok ? [] : [...indhold.querySelectorAll<HTMLDetailsElement>("details[open][id]")].map((d) => d.id);
  indhold.replaceChildren(...ny.childNodes);
  for (const id of aabne) {
    document.getElementById(id)?.setAttribute("open", "");
  }

  forbered();
  const fejl = indhold.querySelector<HTMLElement>("[data-fokus]");
  if (fejl !== null) {
    fejl.focus();
    return;
  }

  oplaeser.textContent = indhold.querySelector(".kvittering .alert-text")?.textContent ?? "";
  const maal = fokus === null ? null : document.getElementById(fokus);
  (maal ?? indhold.querySelector<HTMLElement>("#dagsorden"))?.focus({ preventScroll: maal !== null });
}

/** Where focus goes when a form has done its work and may have taken its own place with it. */
function fokusEfter(formular: HTMLFormElement, knap: HTMLElement | null): string | null {
  const klar = formular.closest("[data-klar]");
  if (klar !== null) {
    const naeste = klar.nextElementSibling ?? klar.previousElementSibling;
    return naeste?.querySelector("[id^='paa-']")?.id ?? "dagsorden";
  }

  const punkt = formular.closest<HTMLElement>("[data-punkt]");
  return knap?.id !== undefined && knap.id !== "" ? knap.id : punkt === null ? "dagsorden" : `retknap-${punkt.dataset["punkt"] ?? ""}`;
}

indhold.addEventListener("submit", (haendelse) => {
  const formular = haendelse.target as HTMLFormElement;
  if (formular.method !== "post") {
    return;
  }

  haendelse.preventDefault();
  const knap = (haendelse as SubmitEvent).submitter;
  if (knap?.getAttribute("aria-disabled") === "true") {
    return;
  }

  const fokus = fokusEfter(formular, knap);
  if (knap !== null && knap.id !== "") {
    // The keys may be pressed faster than the answers come: the button is found again in the page as it is by then.
    efterTur(async () => {
      const nu = document.getElementById(knap.id);
      const form = nu?.closest("form") ?? null;
      if (nu !== null && form !== null && nu.getAttribute("aria-disabled") !== "true") {
        await send(form, nu, fokus);
      }
    });
  } else {
    efterTur(() => send(formular, knap, fokus));
  }
});

indhold.addEventListener("keydown", (haendelse) => {
  const punkt = (haendelse.target as HTMLElement).closest<HTMLElement>("[data-punkt]");
  const skriver = (haendelse.target as HTMLElement).closest("input, textarea, select") !== null;
  if (punkt === null || skriver) {
    return;
  }

  const id = punkt.dataset["punkt"] ?? "";
  if (haendelse.altKey && (haendelse.key === "ArrowUp" || haendelse.key === "ArrowDown")) {
    haendelse.preventDefault();
    document.getElementById(`${haendelse.key === "ArrowUp" ? "op" : "ned"}-${id}`)?.click();
  } else if (haendelse.key === "Delete") {
    haendelse.preventDefault();
    const fold = punkt.querySelector<HTMLDetailsElement>("[data-udgaar]");
    punkt.querySelector<HTMLDetailsElement>(".dp-ret")?.setAttribute("open", "");
    fold?.setAttribute("open", "");
    fold?.querySelector<HTMLInputElement>("input[name=begrundelse]")?.focus();
  }
});

let trukket: HTMLElement | null = null;

/** The item that what is dragged would come before; null: last. */
function plads(liste: HTMLElement, y: number): HTMLElement | null {
  return punkterI(liste).find((p) => p !== trukket && y < p.getBoundingClientRect().top + p.offsetHeight / 2) ?? null;
}

function punkterI(liste: HTMLElement): HTMLElement[] {
  return [...liste.querySelectorAll<HTMLElement>(":scope > [data-punkt]")];
}

function ryd(): void {
  for (const e of indhold.querySelectorAll(".dp-slip, .dp-slip-sidst")) {
    e.classList.remove("dp-slip", "dp-slip-sidst");
  }
}

function slip(liste: HTMLElement, y: number): void {
  const foer = plads(liste, y);
  if (trukket?.dataset["klar"] !== undefined) {
    const formular = trukket.querySelector<HTMLFormElement>("form[data-laegpaa]");
    const felt = formular?.elements.namedItem("placering");
    if (formular !== null && formular !== undefined && felt instanceof HTMLInputElement) {
      felt.value = foer?.dataset["placering"] ?? "";
      formular.requestSubmit();
    }
  } else if (trukket !== null) {
    const andre = punkterI(liste).filter((p) => p !== trukket);
    andre.splice(foer === null ? andre.length : andre.indexOf(foer), 0, trukket);
    const formular = indhold.querySelector<HTMLFormElement>("form[data-orden]");
    const felt = formular?.elements.namedItem("orden");
    if (formular !== null && felt instanceof HTMLInputElement) {
      felt.value = andre.map((p) => p.dataset["punkt"]).join(",");
      formular.requestSubmit();
    }
  }
}

/** Makes what is there now draggable; a sent agenda keeps its order. */
function forbered(): void {
  const bygger = indhold.querySelector<HTMLElement>("[data-bygger]");
  document.getElementById("dagsorden")?.setAttribute("tabindex", "-1");
  if (bygger === null || bygger.dataset["tillaeg"] === "ja") {
    return;
  }

  for (const ting of bygger.querySelectorAll<HTMLElement>("[data-punkt], [data-klar]")) {
    ting.draggable = true;
    ting.addEventListener("dragstart", (h) => {
      // Text in a field is selected with the mouse, not dragged with its item.
      if ((document.activeElement as HTMLElement | null)?.matches("input, textarea") === true && ting.contains(document.activeElement)) {
        h.preventDefault();
        return;
      }

      trukket = ting;
      h.dataTransfer?.setData("text/plain", ting.textContent?.trim() ?? "");
      ting.classList.add("dp-traekkes");
    });
    ting.addEventListener("dragend", () => {
      ting.classList.remove("dp-traekkes");
      trukket = null;
      ryd();
    });
  }

  const liste = bygger.querySelector<HTMLElement>("[data-dagsorden], .dp-tom");
  liste?.addEventListener("dragover", (h) => {
    if (trukket !== null) {
      h.preventDefault();
      ryd();
      const foer = plads(liste, h.clientY);
      (foer ?? punkterI(liste).at(-1) ?? liste).classList.add(foer === null && punkterI(liste).length > 0 ? "dp-slip-sidst" : "dp-slip");
    }
  });
  liste?.addEventListener("dragleave", ryd);
  liste?.addEventListener("drop", (h) => {
    h.preventDefault();
    slip(liste, h.clientY);
  });
}

forbered();

export {};

/** The meeting page: one item at a time by single keys, every decision saved as it is written. */
import { Moedepunkt } from "../Infrastructure/Sider/Script/moedepunkt";
import { brugesTaster, erFelt, harEnter, saetTaster } from "../Infrastructure/Sider/Script/taster";

const hentHver = 20_000;
const bord = document.querySelector<HTMLElement>(".moedebord");
if (bord !== null) {
  start(bord);
}

function start(bord: HTMLElement): void {
  const bruger = bord.dataset["bruger"] ?? "";
  const statuslinje = document.querySelector<HTMLElement>("[data-gemt]");
  const hjaelp = document.querySelector<HTMLDialogElement>(".tastehjaelp");
  const punkter = [...document.querySelectorAll<HTMLElement>(".moedepunkt")].map((s) => new Moedepunkt(s, bruger, visStand));
  const her = (): number => punkter.findIndex((p) => !p.rod.hidden);
  let sidstGemt = "";

  for (const p of punkter) {
    void p.begynd();
  }

  if (matchMedia("(max-width: 991px)").matches) {
    document.querySelector<HTMLDetailsElement>(".moedeliste")?.removeAttribute("open");
  }

  function vaelg(nr: number, fokus = true): void {
    const valgt = punkter[nr];
    if (valgt === undefined) {
      return;
    }

    void punkter[her()]?.gemmer?.gem();
    document.getElementById("afslutning")?.setAttribute("hidden", "");
    for (const p of punkter) {
      p.rod.hidden = p !== valgt;
    }

    for (const link of document.querySelectorAll<HTMLElement>(".moedeliste [aria-current]")) {
      link.removeAttribute("aria-current");
    }

    const link = document.querySelector<HTMLElement>(`.moedeliste [data-vaelg="${valgt.id}"]`);
    link?.setAttribute("aria-current", "true");
    link?.scrollIntoView({ block: "nearest" });
    history.replaceState(null, "", `?punkt=${valgt.nr}`);
    if (fokus) {
      valgt.rod.querySelector<HTMLElement>("h2")?.focus();
      scrollTo({ top: 0 });
    }

    visStatus();
    void hentStand();
  }

  function gaa(skridt: number): void {
    const fra = her();
    if (fra === -1) {
      vaelg(skridt > 0 ? 0 : punkter.length - 1);
    } else if (fra + skridt === punkter.length) {
      void tilAfslutning();
    } else {
      vaelg(fra + skridt);
    }
  }

  async function gemOgNaeste(): Promise<void> {
    const p = punkter[her()];
    if (p?.gemmer === null || p === undefined) {
      gaa(1);
      return;
    }

    // What waits for a connection is safe here, and the meeting goes on; what is refused must be mended first.
    if (await p.gemmer.gem() || p.gemmer.venter) {
      gaa(1);
    } else {
      visStatus();
    }
  }

  async function tilAfslutning(): Promise<void> {
    const gemt = await Promise.all(punkter.map((p) => p.gemmer?.gem() ?? true));
    const link = document.querySelector<HTMLAnchorElement>("[data-afslut]");
    if (link !== null && gemt.every((g) => g)) {
      location.assign(link.href);
    } else {
      visStatus();
    }
  }

  function visStand(p: Moedepunkt): void {
    const maerke = document.querySelector<HTMLElement>(`[data-stand="${p.id}"]`);
    if (maerke !== null && p.gemmer !== null) {
      const ugemt = p.mangel !== "";
      const kladde = p.gemmer.version !== null;
      maerke.textContent = ugemt ? "Ikke gemt" : kladde ? "Kladde" : "Ikke behandlet";
      maerke.className = `stand stand-${ugemt ? "ugemt" : kladde ? "kladde" : "uden"}`;
    }

    if (p.gemmer?.stand === "gemt") {
      sidstGemt = new Date().toLocaleTimeString("da-DK", { hour: "2-digit", minute: "2-digit" });
    }

    visStatus();
  }

  function visStatus(): void {
    if (statuslinje === null) {
      return;
    }

    const nu = punkter[her()];
    const galt = nu !== undefined && nu.mangel !== "" ? nu : punkter.find((p) => p.mangel !== "");
    const tekst = galt !== undefined ? (galt === nu ? "" : `Punkt ${galt.nr}: `) + galt.mangel
      : punkter.some((p) => p.gemmer?.stand === "gemmer") ? "Gemmer …"
      : sidstGemt !== "" ? `Gemt kl. ${sidstGemt}` : "";
    if (statuslinje.dataset["tekst"] === tekst) {
      return;
    }

    statuslinje.dataset["tekst"] = tekst;
    statuslinje.textContent = tekst;
    statuslinje.classList.toggle("gemt-galt", galt !== undefined);
    if (galt?.gemmer?.stand === "logget-ud") {
      const link = document.createElement("a");
      link.href = `${bord.dataset["login"] ?? ""}?retur=${encodeURIComponent(location.pathname + location.search)}`;
      link.target = "_blank";
      link.textContent = "Log ind igen i et nyt vindue";
      statuslinje.append(" ", link);
    }
  }

  /** What others have done since. */
  async function hentStand(): Promise<void> {
    try {
      const svar = await fetch(bord.dataset["dagsorden"] ?? "");
      if (!svar.ok) {
        return;
      }

      const dagsorden = (await svar.json()) as { punkter: { id: string; beslutning?: { version: number; kladde: boolean } }[] };
      for (const linje of dagsorden.punkter) {
        const p = punkter.find((x) => x.id === linje.id);
        if (p?.gemmer != null && linje.beslutning?.kladde === true && linje.beslutning.version > (p.gemmer.version ?? 0)) {
          await p.gemmer.hentNy();
        }
      }
    } catch {
      // The next time will do.
    }
  }

  function proevIgen(): void {
    for (const p of punkter) {
      if (p.gemmer?.stand === "afbrudt" || p.gemmer?.stand === "logget-ud") {
        void p.gemmer.gem();
      }
    }
  }

  function handling(tast: string): boolean {
    const p = punkter[her()];
    switch (tast) {
      case "?": hjaelp?.showModal(); return hjaelp !== null;
      case "j": case "n": case "arrowright": gaa(1); return true;
      case "k": case "arrowleft": gaa(-1); return true;
      case "enter": p?.form?.querySelector<HTMLElement>('[name="tekst"]')?.focus(); return p?.form != null;
      case "s": p?.aabn("ruter")?.querySelector<HTMLElement>("select")?.focus(); return true;
      case "+": p?.tilfoejBestilling(); return true;
      case "m": p?.aabn("protokol")?.querySelector<HTMLElement>("input")?.focus(); return true;
      case "e": p?.aabn("ekspeder")?.querySelector<HTMLElement>("[data-ekspeder]")?.focus(); return true;
      case "l": void tilAfslutning(); return true;
      default: return p?.vaelg(tast) ?? false;
    }
  }

  function tastet(e: KeyboardEvent): void {
    if (e.defaultPrevented || e.altKey || e.metaKey || hjaelp?.open === true) {
      return;
    }

    if (e.ctrlKey) {
      if (e.key === "Enter") {
        e.preventDefault();
        void gemOgNaeste();
      }

      return;
    }

    const maal = e.target;
    if (e.key === "Escape" && maal instanceof HTMLElement && maal.closest(".moedepunkt") !== null) {
      maal.closest(".moedepunkt")?.querySelector<HTMLElement>("h2")?.focus();
      return;
    }

    // Enter in a field of one line must not send the form off; Ctrl+Enter does that.
    const tast = e.key.toLowerCase();
    if (tast === "enter" && maal instanceof HTMLInputElement) {
      e.preventDefault();
    }

    if (!brugesTaster() || (tast === "enter" && harEnter(maal))) {
      return;
    }

    if (maal instanceof HTMLSelectElement && maal.matches("[data-punktvalg]")) {
      if (punkter[her()]?.vaelgForPunkt(maal, tast) === true) {
        e.preventDefault();
      }

      return;
    }

    // Arrows belong to the outcomes while one of them has the focus.
    const pilIValg = maal instanceof HTMLInputElement && tast.startsWith("arrow");
    if (!erFelt(maal) && !pilIValg && handling(tast)) {
      e.preventDefault();
    }
  }

  document.addEventListener("keydown", tastet);
  document.addEventListener("click", (e) => {
    const link = (e.target as Element).closest<HTMLElement>("[data-vaelg]");
    if (link !== null && !e.ctrlKey && !e.metaKey && !e.shiftKey) {
      e.preventDefault();
      vaelg(punkter.findIndex((p) => p.id === link.dataset["vaelg"]));
    } else if ((e.target as Element).closest("[data-afslut]") !== null) {
      e.preventDefault();
      void tilAfslutning();
    }
  });
  document.addEventListener("submit", (e) => {
    const form = e.target as HTMLFormElement;
    if (form.matches(".beslutningsformular")) {
      e.preventDefault();
      void (e.submitter?.hasAttribute("data-gem-naeste") === true ? gemOgNaeste() : punkter[her()]?.gemmer?.gem().then(visStatus));
    } else if (form.querySelector("[data-ekspeder]") !== null) {
      e.preventDefault();
      void punkter[her()]?.gemmer?.gem().then((gemt) => { if (gemt) { form.submit(); } else { visStatus(); } });
    }
  });
  addEventListener("online", proevIgen);
  addEventListener("focus", () => { proevIgen(); void hentStand(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { proevIgen(); } });
  if (punkter.some((p) => p.gemmer !== null)) {
    setInterval(() => { if (!document.hidden) { void hentStand(); } }, hentHver);
  }

  const knap = document.querySelector<HTMLElement>("[data-hjaelp]");
  knap?.removeAttribute("hidden");
  knap?.addEventListener("click", () => hjaelp?.showModal());
  const brug = document.querySelector<HTMLInputElement>("#brug-taster");
  if (brug !== null) {
    brug.checked = brugesTaster();
    brug.addEventListener("change", () => saetTaster(brug.checked));
  }

  document.querySelector<HTMLElement>("#afslutning h2")?.focus();
}

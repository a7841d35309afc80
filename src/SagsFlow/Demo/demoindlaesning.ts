// Follows the loading of the demo on the front page, and shows the page anew when it is done.
interface Stand {
  tilstand: string;
  spillet: number;
  iAlt: number;
  senest: string | null;
}

const HVERT_MS = 700;

/** What is read aloud: not each line, but each tenth of the way. */
const HVER_DEL = 0.1;

const panel = document.querySelector<HTMLElement>("[data-demo]");
let sagt = 0;

async function foelg(panel: HTMLElement): Promise<void> {
  const stand = await hent(panel.dataset["demo"] ?? "");
  if (stand === undefined || stand.tilstand !== "i-gang") {
    location.reload();
    return;
  }

  const fremdrift = panel.querySelector("progress")!;
  fremdrift.max = Math.max(1, stand.iAlt);
  fremdrift.value = stand.spillet;
  panel.querySelector("[data-demo-senest]")!.textContent = stand.senest;
  if (fremdrift.position >= sagt + HVER_DEL) {
    sagt = fremdrift.position;
    panel.querySelector("[data-demo-sagt]")!.textContent = `${Math.round(sagt * 100)} procent er indlæst.`;
  }

  setTimeout(() => void foelg(panel), HVERT_MS);
}

async function hent(adresse: string): Promise<Stand | undefined> {
  try {
    const svar = await fetch(adresse, { headers: { Accept: "application/json" } });
    return svar.ok ? ((await svar.json()) as Stand) : undefined;
  } catch {
    return undefined;
  }
}

if (panel !== null) {
  void foelg(panel);
}

import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import { lavTavle, type Tavle } from "../Infrastructure/Sider/Script/diagramtavle";

const HVER_FOR_SIG = /\s+/;

/**
 * Draws the process whose BPMN file is at `data-diagram`, to be looked at only. `data-nu` are the steps to be lit, `data-vejen` the steps and flows
 * that have been gone, each by id; `data-varme` is, as JSON, how many wait at each step.
 */
export async function vis(element: HTMLElement): Promise<void> {
  element.setAttribute("aria-busy", "true");
  try {
    const svar = await fetch(element.dataset["diagram"] ?? "", { headers: { Accept: "application/xml" } });
    if (!svar.ok) {
      throw new Error(`${svar.status}`);
    }

    const tavle = lavTavle(element, element.dataset["navn"] ?? "Processen");
    const viewer = new NavigatedViewer({ container: tavle.laerred, zoomScroll: { enabled: false } });
    await viewer.importXML(await svar.text());
    tavle.tilslut(viewer);
    maerk(element, tavle);
  } catch {
    element.replaceChildren(linje("Tegningen kan ikke vises. Processen står i ord på siden."));
  } finally {
    element.removeAttribute("aria-busy");
  }
}

function maerk(element: HTMLElement, tavle: Tavle): void {
  const nu = ider(element.dataset["nu"]);
  for (const id of ider(element.dataset["vejen"])) {
    tavle.maerk(id, "diagram-vej");
  }

  for (const id of nu) {
    tavle.maerk(id, "diagram-nu", "Nu");
  }

  const varme = Object.entries(JSON.parse(element.dataset["varme"] ?? "{}") as Record<string, number>);
  const flest = Math.max(1, ...varme.map(([, antal]) => antal));
  for (const [id, antal] of varme) {
    tavle.maerk(id, `diagram-varme-${Math.ceil((antal / flest) * 3)}`, `${antal}`);
  }

  tavle.tilpas(nu[0] ?? varme.find(([, antal]) => antal === flest)?.[0]);
}

function ider(tekst: string | undefined): string[] {
  return (tekst ?? "").split(HVER_FOR_SIG).filter((id) => id !== "");
}

function linje(tekst: string): HTMLElement {
  const p = document.createElement("p");
  p.className = "tomt";
  p.textContent = tekst;
  return p;
}

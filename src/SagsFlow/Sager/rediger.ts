import { Tekstfelt, type Afsnitsfelt } from "../Infrastructure/Sider/Script/Skriv/afsnit";
import { Autogem, type Faelles } from "../Infrastructure/Sider/Script/Skriv/autogem";
import { Bilagsfelt } from "../Infrastructure/Sider/Script/Skriv/bilag";
import { RigtFelt } from "../Infrastructure/Sider/Script/Skriv/editor";
import { Api, type Sagssvar } from "../Infrastructure/Sider/Script/Skriv/kald";
import { Lager } from "../Infrastructure/Sider/Script/Skriv/lager";
import { tjekOplysninger } from "../Infrastructure/Sider/Script/Skriv/oplysningstjek";
import { Oplysningsfelt } from "../Infrastructure/Sider/Script/Skriv/oplysninger";
import { Indstillingsfelt } from "../Infrastructure/Sider/Script/Skriv/punkter";

const MELD_MS = 10_000;

const form = document.querySelector<HTMLFormElement>("#skriv")!;
const { sag, bruger, rod } = form.dataset as { sag: string; bruger: string; rod: string };
const api = new Api(rod);
const andre = document.querySelector<HTMLElement>("#andre")!;
const forbindelse = document.querySelector<HTMLElement>("#forbindelse")!;
const kolonne = document.querySelector<HTMLElement>("#kolonne")!;
let sendes = false;
let kolonneVenter: number | undefined;

const faelles: Faelles = {
  api,
  sag,
  lager: new Lager(bruger, sag),
  version: Number(form.querySelector<HTMLInputElement>("input[name='versioner[oplysninger]']")!.value),
  koe: Promise.resolve(),
  vedGemt: opdaterKolonne,
  vedForbindelse,
};

const afsnit = [...form.querySelectorAll<HTMLElement>(".skriveafsnit")].map(lavAfsnit);
const oplysninger = afsnit.find((a) => a.navn === "oplysninger")!.felt as Oplysningsfelt;
const bilag = new Bilagsfelt(api, rod, sag, opdaterKolonne);
document.documentElement.classList.add("med-script");
afsnit.forEach((a) => a.tilbydGendannelse());
form.addEventListener("submit", (e) => void send(e));
window.addEventListener("beforeunload", (e) => {
  if (!sendes && (bilag.iGang || afsnit.some((a) => a.uGemt))) {
    e.preventDefault();
  }
});
window.addEventListener("online", gemAlle);
window.addEventListener("focus", gemAlle);
document.addEventListener("visibilitychange", gemAlle);
kolonne.addEventListener("click", tagDato);
void meld();
window.setInterval(() => void meld(), MELD_MS);

function lavAfsnit(sektion: HTMLElement): Autogem {
  const navn = sektion.dataset["afsnit"]!;
  const vedAendring = (): void => gem.aendret();
  const gem: Autogem = new Autogem(navn, sektion, felt(navn, sektion, vedAendring), faelles);
  return gem;
}

function felt(navn: string, sektion: HTMLElement, vedAendring: () => void): Afsnitsfelt {
  if (navn === "indstilling") {
    return new Indstillingsfelt(sektion, vedAendring);
  }

  if (navn === "oplysninger") {
    tjekOplysninger(sektion, api, rod, sag);
    return new Oplysningsfelt(sektion, vedAendring);
  }

  const input = sektion.querySelector<HTMLInputElement | HTMLTextAreaElement>("[data-felt]")!;
  const tekstnavn = navn as "titel" | "baggrund" | "sagsfremstilling" | "oekonomi";
  if (!(input instanceof HTMLTextAreaElement)) {
    input.addEventListener("input", vedAendring);
    return new Tekstfelt(tekstnavn, input);
  }

  const rigt = new RigtFelt(input, sektion.querySelector<HTMLTemplateElement>("template[data-visning]")!.content, sektion.querySelector("h2")!.textContent, vedAendring);
  return new Tekstfelt(tekstnavn, input, rigt, async (tekst) => {
    const udfald = await api.kald<{ html: string }>("POST", "api/tekst/visning", { tekst });
    return udfald.ok ? udfald.svar.html : null;
  });
}

/** Everything is saved before the form is sent, so that what it says is what is there. */
async function send(e: SubmitEvent): Promise<void> {
  if (sendes) {
    return;
  }

  e.preventDefault();
  const knap = e.submitter as HTMLButtonElement | null;
  if (knap?.formAction.includes("handler=Indsend") === true && afsnit.some((a) => a.gaaTilGlemt())) {
    return;
  }

  const gemt = await Promise.all(afsnit.map((a) => a.gem()));
  const foerste = afsnit[gemt.indexOf(false)];
  if (foerste !== undefined) {
    foerste.gaaTil();
    return;
  }

  // Where nothing was to be saved, this is still within the event, and a form does not send itself while it asks whether to.
  await new Promise((videre) => window.setTimeout(videre));
  sendes = true;
  form.requestSubmit(knap !== null && knap.form === form ? knap : null);
}

function gemAlle(): void {
  if (document.visibilityState === "hidden" || navigator.onLine) {
    afsnit.filter((a) => a.uGemt).forEach((a) => void a.gem());
  }
}

function vedForbindelse(tilstand: "god" | "tabt" | "logget-ud"): void {
  if (forbindelse.dataset["tilstand"] === tilstand) {
    return;
  }

  forbindelse.dataset["tilstand"] = tilstand;
  forbindelse.replaceChildren();
  if (tilstand === "tabt") {
    forbindelse.append("Der er ingen forbindelse. Skriv bare videre: teksten huskes her i browseren og gemmes, når forbindelsen er tilbage.");
  } else if (tilstand === "logget-ud") {
    const link = document.createElement("a");
    link.href = `${rod}log-ind?retur=${encodeURIComponent(`/sager/${sag}`)}`;
    link.target = "_blank";
    link.textContent = "Log ind i et nyt vindue";
    forbindelse.append("Du er ikke længere logget ind, så teksten er kun her i browseren. ", link, ", og gå så tilbage hertil: teksten gemmes af sig selv.");
  }
}

function opdaterKolonne(): void {
  window.clearTimeout(kolonneVenter);
  kolonneVenter = window.setTimeout(async () => {
    const del = await api.del(`sager/${sag}/rediger?handler=Kolonne`);
    if (del !== null && !kolonne.contains(document.activeElement)) {
      kolonne.replaceChildren(del);
    }
  }, 800);
}

function tagDato(e: Event): void {
  const knap = (e.target as Element).closest<HTMLButtonElement>("button[data-dato]");
  if (knap !== null) {
    e.preventDefault();
    oplysninger.tilfoej(knap.dataset["dato"]!, knap.dataset["hvad"]!);
    knap.closest("li")!.remove();
    form.querySelector<HTMLElement>("#egneDatoer")!.scrollIntoView({ block: "center" });
    void afsnit.find((a) => a.navn === "oplysninger")!.gem();
  }
}

async function meld(): Promise<void> {
  const udfald = await api.kald<{ andre: string[]; versioner: Record<string, number> }>("POST", `api/sager/${sag}/skriver`);
  if (!udfald.ok) {
    return;
  }

  const tekst = udfald.svar.andre.length === 0 ? "" : `${udfald.svar.andre.join(" og ")} har også kladden åben.`;
  if (andre.textContent !== tekst) {
    andre.textContent = tekst;
  }

  const foraeldede = afsnit.filter((a) => a.navn !== "oplysninger" && (udfald.svar.versioner[a.navn] ?? 0) > a.kendtVersion);
  if (foraeldede.some((a) => !a.uGemt)) {
    const nyt = await api.kald<Sagssvar>("GET", `api/sager/${sag}`);
    if (nyt.ok) {
      await Promise.all(foraeldede.map((a) => a.opdater(nyt.svar)));
    }
  }
}

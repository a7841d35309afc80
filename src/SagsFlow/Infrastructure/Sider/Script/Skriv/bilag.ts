import type { Api } from "./kald";

/** Files: chosen or dropped, sent one by one with progress; names, marks and order are saved as they are changed. */
export class Bilagsfelt {
  private readonly liste = document.querySelector<HTMLElement>("#bilagsliste")!;
  private readonly slip = document.querySelector<HTMLElement>("#slip")!;
  private readonly valg = document.querySelector<HTMLInputElement>("#filer")!;
  private readonly intern = document.querySelector<HTMLInputElement>("#nyeinterne")!;
  private readonly fremdrift = document.querySelector<HTMLElement>("#fremdrift")!;
  private readonly status = document.querySelector<HTMLElement>("#bilagstatus")!;
  private sender = 0;

  constructor(private readonly api: Api, private readonly rod: string, private readonly sag: string, private readonly vedAendring: () => void) {
    document.querySelector<HTMLElement>("#laegbilag")!.hidden = true;
    this.valg.addEventListener("change", () => {
      void this.sendAlle([...this.valg.files!]);
      this.valg.value = "";
    });
    for (const navn of ["dragover", "dragenter"]) {
      this.slip.addEventListener(navn, (e) => {
        if ((e as DragEvent).dataTransfer?.types.includes("Files") === true) {
          e.preventDefault();
          this.slip.classList.add("slip-her");
        }
      });
    }

    this.slip.addEventListener("dragleave", () => this.slip.classList.remove("slip-her"));
    this.slip.addEventListener("drop", (e) => {
      e.preventDefault();
      this.slip.classList.remove("slip-her");
      void this.sendAlle([...e.dataTransfer!.files]);
    });

    // A file that misses the box must not replace the page, and what is written on it.
    for (const navn of ["dragover", "drop"]) {
      window.addEventListener(navn, (e) => {
        if ((e as DragEvent).dataTransfer?.types.includes("Files") === true) {
          e.preventDefault();
        }
      });
    }

    this.liste.addEventListener("change", (e) => void this.ret(e.target as HTMLInputElement));
    this.liste.addEventListener("click", (e) => void this.klik(e));
  }

  get iGang(): boolean {
    return this.sender > 0;
  }

  private async sendAlle(filer: File[]): Promise<void> {
    const intern = this.intern.checked;
    for (const fil of filer) {
      await this.send(fil, intern);
    }

    await this.opdater();
  }

  private send(fil: File, intern: boolean): Promise<void> {
    const linje = document.createElement("li");
    const navn = document.createElement("span");
    navn.id = `fil-${Date.now()}-${this.fremdrift.childElementCount}`;
    navn.textContent = fil.name;
    const maaler = document.createElement("progress");
    maaler.max = 1;
    maaler.value = 0;
    maaler.setAttribute("aria-labelledby", navn.id);
    linje.append(navn, maaler);
    this.fremdrift.append(linje);
    this.sender++;
    return new Promise((faerdig) => {
      const xhr = new XMLHttpRequest();
      const slut = (fejl: string | null): void => {
        this.sender--;
        if (fejl === null) {
          linje.remove();
          this.status.textContent = `${fil.name} er lagt på sagen.`;
        } else {
          maaler.remove();
          linje.className = "fil-fejl";
          const igen = document.createElement("button");
          igen.type = "button";
          igen.className = "button button-tertiary";
          igen.textContent = "Prøv igen";
          igen.addEventListener("click", () => {
            linje.remove();
            void this.sendAlle([fil]);
          });
          linje.append(`: ${fejl} `, igen);
          this.status.textContent = `${fil.name} blev ikke lagt på sagen.`;
        }

        faerdig();
      };
      xhr.upload.addEventListener("progress", (e) => (maaler.value = e.lengthComputable ? e.loaded / e.total : 0));
      xhr.addEventListener("error", () => slut("Forbindelsen blev afbrudt."));
      xhr.addEventListener("load", () => slut(xhr.status === 201 ? null : detalje(xhr)));
      const form = new FormData();
      form.append("intern", String(intern));
      form.append("fil", fil);
      xhr.open("POST", `${this.rod}api/sager/${this.sag}/bilag`);
      xhr.send(form);
    });
  }

  private async ret(felt: HTMLInputElement): Promise<void> {
    const id = felt.closest<HTMLElement>("[data-bilag]")?.dataset["bilag"];
    if (id !== undefined) {
      const udfald = await this.api.kald("PATCH", `api/bilag/${id}`, felt.type === "checkbox" ? { intern: felt.checked } : { navn: felt.value });
      this.status.textContent = udfald.ok ? "Bilaget er gemt." : `Bilaget er ikke gemt: ${udfald.tekst || "ingen forbindelse."}`;
    }
  }

  private async klik(e: Event): Promise<void> {
    const knap = (e.target as Element).closest<HTMLButtonElement>("button[name='goer']");
    if (knap === null) {
      return;
    }

    e.preventDefault();
    const [goer, id] = knap.value.split(":");
    const linje = knap.closest<HTMLElement>("[data-bilag]")!;
    const plads = [...linje.parentElement!.children].indexOf(linje) + 1;
    const navn = linje.querySelector<HTMLInputElement>("input[type='text']")!.value;
    if (goer === "fjern" && !window.confirm(`Fjern bilaget »${navn}« fra sagen?`)) {
      return;
    }

    const udfald = goer === "fjern" ? await this.api.kald("DELETE", `api/bilag/${id}`) : await this.api.kald("PATCH", `api/bilag/${id}`, { plads: Math.max(1, goer === "op" ? plads - 1 : plads + 1) });
    this.status.textContent = udfald.ok ? (goer === "fjern" ? `${navn} er fjernet.` : `${navn} er flyttet.`) : udfald.tekst || "Det lykkedes ikke. Prøv igen.";
    await this.opdater();
    (this.liste.querySelector<HTMLElement>(`button[value='${knap.value}']`) ?? this.valg).focus();
  }

  private async opdater(): Promise<void> {
    const del = await this.api.del(`sager/${this.sag}/rediger?handler=Bilag`);
    if (del !== null) {
      this.liste.replaceChildren(del);
    }

    this.vedAendring();
  }
}

function detalje(xhr: XMLHttpRequest): string {
  try {
    return (JSON.parse(xhr.responseText) as { detail?: string }).detail ?? "Filen blev afvist.";
  } catch {
    return xhr.status === 401 ? "Du er ikke logget ind." : "Filen blev afvist.";
  }
}

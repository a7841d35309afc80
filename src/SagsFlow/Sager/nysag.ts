import { Api } from "../Infrastructure/Sider/Script/Skriv/kald";
import { tjekOplysninger } from "../Infrastructure/Sider/Script/Skriv/oplysningstjek";
import { tilfoejTomLinje } from "../Infrastructure/Sider/Script/Skriv/oplysninger";

const form = document.querySelector<HTMLFormElement>("#nysag");
if (form !== null) {
  const vej = document.querySelector<HTMLElement>("#vej")!;
  const datoer = form.querySelector<HTMLElement>("[data-datoer]")!;
  const lukket = form.querySelector<HTMLInputElement>("#erlukket")!;
  const lukketfelter = form.querySelector<HTMLElement>("#lukketfelter")!;
  const visLukket = (): void => void (lukketfelter.hidden = !lukket.checked);
  lukket.addEventListener("change", visLukket);
  visLukket();
  datoer.addEventListener("input", () => tilfoejTomLinje(datoer));
  const rod = form.dataset["rod"]!;
  tjekOplysninger(form, new Api(rod), rod, "");
  form.addEventListener("change", (e) => {
    const navn = (e.target as HTMLInputElement).name;
    if (["workflow", "oensketforum", "oensketdato"].includes(navn)) {
      void beregn(form, vej);
    }
  });
}

/** The plan is worked out anew by the server; the newest answer counts. */
async function beregn(form: HTMLFormElement, vej: HTMLElement): Promise<void> {
  const felter = new FormData(form);
  const sti = new URL(form.dataset["vej"]!, location.href);
  for (const navn of ["workflow", "oensketforum", "oensketdato"]) {
    sti.searchParams.set(navn, String(felter.get(navn) ?? ""));
  }

  vej.dataset["spurgt"] = sti.href;
  const del = await new Api("").del(sti.href);
  if (del !== null && vej.dataset["spurgt"] === sti.href) {
    vej.replaceChildren(del);
  }
}

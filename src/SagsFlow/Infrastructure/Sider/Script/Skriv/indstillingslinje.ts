/** The line that an indstilling begins with where it is read; the server's rule (Indstilling.Linje), so that it is seen while it is written. */
const ord = /(^|[^a-zæøå])indstill(er|es)(?![a-zæøå])/i;

export function indstillingslinje(indstiller: string, indledning: string, punkter: string[]): string {
  if (indledning.trim() !== "") {
    return `Sådan begynder den: »${indledning.trim()}«`;
  }

  if (punkter.length === 0) {
    return "Et navn er nok: »indstiller, at« skrives af sig selv.";
  }

  if (punkter.some((p) => ord.test(p))) {
    return "Punkterne siger selv, hvem der indstiller.";
  }

  const navn = indstiller.trim().replace(/([\s,]+at)?[\s,:]*$/i, "");
  const hvem = navn === "" ? "Det indstilles" : ord.test(navn) ? navn : `${navn} indstiller`;
  return `Sådan begynder den: »${hvem}${/^\s*at /i.test(punkter[0]!) ? ":" : ", at"}«`;
}

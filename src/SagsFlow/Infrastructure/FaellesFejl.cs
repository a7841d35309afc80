namespace SagsFlow.Infrastructure;

/// <summary>Refusals that belong to no feature.</summary>
public static class FaellesFejl
{
    public static readonly Fejl IkkeLoggetInd = new(FejlArt.IkkeLoggetInd, "ikke-logget-ind", "Log ind for at fortsætte.");

    public static readonly Fejl NoegleGenbrugt = new(
        FejlArt.NoegleGenbrugt, "noegle-genbrugt", "Denne Idempotency-Key er allerede brugt til noget andet. Brug en ny nøgle til en ny handling.");

    public static readonly Fejl ManglerVersion = new(
        FejlArt.ManglerVersion, "mangler-if-match", "Angiv den version, du har set, i If-Match (f.eks. If-Match: \"3\"), så ingen overskriver en andens ændring.");

    public static readonly Fejl ForStor = new(FejlArt.ForStor, "for-stor", "Det, du sendte, er for stort. Del det op, eller læg store filer ved som bilag.");

    public static readonly Fejl Optaget = new(FejlArt.Utilgaengelig, "optaget", "Systemet er optaget lige nu. Prøv igen om lidt.");

    public static Fejl FindesIkke(string hvad) => new(FejlArt.FindesIkke, "findes-ikke", $"{hvad} findes ikke, eller du har ikke adgang.");

    public static Fejl Forbudt(string tekst) => new(FejlArt.Forbudt, "ingen-adgang", tekst);

    public static Fejl Foraeldet(int version) => new(
        FejlArt.Foraeldet, "foraeldet-version", $"Der er kommet en nyere version ({version}), siden du hentede den. Hent den igen, og gentag din ændring.");

    public static Fejl Input(string felt, string tekst) =>
        new(FejlArt.Input, "ugyldigt-input", tekst, new Dictionary<string, string[]>(StringComparer.Ordinal) { [felt] = [tekst] });
}

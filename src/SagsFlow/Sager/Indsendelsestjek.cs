namespace SagsFlow.Sager;

/// <summary>Something the author should look at before submitting.</summary>
/// <param name="Felt">The field it is mended in.</param>
/// <param name="Tekst">What is missing, in words.</param>
/// <param name="Kraeves">Whether it stands in the way: such a case is not fit to be sent on. The rest is a reminder.</param>
public sealed record MangelSvar(string Felt, string Tekst, bool Kraeves);

/// <summary>What a draft lacks. Every section may be missing (domain: § 3), so most of it only reminds.</summary>
public static class Indsendelsestjek
{
    /// <param name="sag">The draft as its author sees it.</param>
    /// <param name="politisk">Whether its route has a political forum, where a closed item needs a public title.</param>
    /// <param name="idag">The local day.</param>
    public static IReadOnlyList<MangelSvar> Find(SagSvar sag, bool politisk, DateOnly idag)
    {
        var mangler = new List<MangelSvar>();
        void Hvis(bool mangler1, string felt, string tekst, bool kraeves = false)
        {
            if (mangler1)
            {
                mangler.Add(new MangelSvar(felt, tekst, kraeves));
            }
        }

        var harTekst = sag.Baggrund is not null || sag.Sagsfremstilling is not null;
        Hvis(!harTekst && sag.Indstilling is not { Punkter.Count: > 0 }, "sagsfremstilling", "Sagen har ingen tekst endnu.", kraeves: true);
        Hvis(SkalIndstille(sag.Sagstype) && sag.Indstilling is not { Punkter.Count: > 0 }, "indstilling", "Indstillingen har ingen punkter.");
        Hvis(sag.Journalnummer is null, "journalnummer", "Journalnummeret mangler. Sagen kan godt indsendes uden.");
        Hvis(harTekst && sag.Baggrund is null, "baggrund", "Baggrund er tom.");
        Hvis(harTekst && sag.Sagsfremstilling is null, "sagsfremstilling", "Sagsfremstilling er tom.");
        Hvis(sag.Oekonomi is null, "oekonomi", "Økonomi er tom. Skriv »-«, hvis sagen ikke koster noget.");
        foreach (var navn in sag.Bilag.Where(b => b.Stoerrelse is null).Select(b => b.Navn))
        {
            mangler.Add(new MangelSvar("bilag", $"Filen til bilaget »{navn}« er ikke lagt op.", false));
        }

        foreach (var dato in sag.EgneDatoer.Where(d => d.Senest < idag))
        {
            mangler.Add(new MangelSvar("egneDatoer", $"Datoen {Infrastructure.Sider.Dansk.Dato(dato.Senest)} ({dato.Hvad}) er passeret.", false));
        }

        Hvis(politisk && sag.Lukket is { OffentligTitel: null }, "lukket", "En lukket sag i et politisk forum skal have en offentlig titel, før dagsordenen sendes ud.");
        return mangler;
    }

    private static bool SkalIndstille(Sagstype type) => type is Sagstype.Beslutning or Sagstype.Udkast or Sagstype.Rammesag;
}

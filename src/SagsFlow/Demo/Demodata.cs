using System.Reflection;
using SagsFlow.Brugere;
using SagsFlow.Data;

namespace SagsFlow.Demo;

/// <summary>The script, the cases and the public minutes, which are part of the program.</summary>
public sealed class Demodata
{
    private const string Forled = "Demo/";

    private readonly Dictionary<string, Demosag> _sager;
    private readonly Dictionary<DateOnly, Demomoede> _moeder;

    private Demodata(Manuskript manuskript, Dictionary<string, Demosag> sager)
    {
        Manuskript = manuskript;
        _sager = sager;
        _moeder = manuskript.Moeder.ToDictionary(m => m.Id);
    }

    public Manuskript Manuskript { get; }

    public int AntalSager => _sager.Values.Count(s => s.Sag is not null);

    public Demosag Sag(string navn) => _sager[navn];

    public Demomoede Moede(DateOnly id) => _moeder[id];

    /// <summary>A case at a meeting.</summary>
    public DemoBehandling Behandling(string sag, DateOnly moede) => _sager[sag].Behandlinger.Single(b => b.Moede == moede);

    /// <summary>Reads all of it and checks that every name in the script is one of something.</summary>
    /// <exception cref="YamlfejlException">Something is wrong; the text names file and line.</exception>
    public static Demodata Laes()
    {
        var manuskriptfil = Aabn("manuskript.yaml");
        var manuskript = manuskriptfil.Laes<Manuskript>();
        var sager = new Dictionary<string, Demosag>(StringComparer.Ordinal);
        foreach (var ressource in Ressourcer().Where(r => r.StartsWith(Forled + "sager/", StringComparison.Ordinal)))
        {
            var fil = Aabn(ressource[Forled.Length..]);
            var sag = fil.Laes<Demosag>();
            if (sag.Sag is null == sag.Punkt is null)
            {
                throw fil.Fejl("$.art", "filen skal have enten sag eller punkt");
            }

            sager.Add(Path.GetFileNameWithoutExtension(ressource), sag);
        }

        var data = new Demodata(manuskript, sager);
        data.Tjek(manuskriptfil);
        return data;
    }

    /// <summary>The lines of public minutes.</summary>
    public static IReadOnlyList<string> Referat(string navn)
    {
        using var laeser = Ressource("referater/" + navn);
        return laeser.ReadToEnd().Split('\n');
    }

    private void Tjek(Yamlfil fil)
    {
        var forrige = DateTime.MinValue;
        for (var i = 0; i < Manuskript.Forloeb.Count; i++)
        {
            var h = Manuskript.Forloeb[i];
            var sti = $"$.forloeb[{i}]";
            if (h.Tid < forrige)
            {
                throw fil.Fejl(sti + ".tid", "tiden ligger før linjen ovenfor");
            }

            forrige = h.Tid;
            if (Demobrugere.Alle.All(b => b.Brugernavn != h.Bruger))
            {
                throw fil.Fejl(sti + ".bruger", $"demobrugeren {h.Bruger} findes ikke");
            }

            TjekNavne(fil, sti, h);
        }
    }

    private void TjekNavne(Yamlfil fil, string sti, Haendelse h)
    {
        if (h.Moede is { } moede && !_moeder.ContainsKey(moede))
        {
            throw fil.Fejl(sti + ".moede", $"mødet {moede:yyyy-MM-dd} står ikke under moeder");
        }

        if (h.Moede is null && h.Art is HaendelseArt.Moede or HaendelseArt.Dagsorden or HaendelseArt.Udsend or HaendelseArt.Beslut or HaendelseArt.Ekspeder or HaendelseArt.Afslut)
        {
            throw fil.Fejl(sti, "linjen skal nævne et moede");
        }

        if (h.Sag is null && h.Art is HaendelseArt.Opret or HaendelseArt.Indsend or HaendelseArt.Godkend or HaendelseArt.Tjek or HaendelseArt.Beslut or HaendelseArt.Ekspeder)
        {
            throw fil.Fejl(sti, "linjen skal nævne en sag");
        }

        foreach (var navn in h.Sag is { } sag ? [sag, .. h.Punkter] : h.Punkter)
        {
            if (!_sager.TryGetValue(navn, out var fundet))
            {
                throw fil.Fejl(sti, $"sager/{navn}.yaml findes ikke");
            }

            if (h.Moede is { } m && fundet.Behandlinger.Count(b => b.Moede == m) != 1)
            {
                throw fil.Fejl(sti, $"sager/{navn}.yaml skal have netop én behandling den {m:yyyy-MM-dd}");
            }
        }

        if (h.Art == HaendelseArt.Beslut && Behandling(h.Sag!, h.Moede!.Value).Beslutning is null)
        {
            throw fil.Fejl(sti, $"sager/{h.Sag}.yaml har ingen beslutning den {h.Moede:yyyy-MM-dd}");
        }
    }

    private static IEnumerable<string> Ressourcer() =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(r => r.StartsWith(Forled, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static StreamReader Ressource(string navn) => new(Assembly.GetExecutingAssembly().GetManifestResourceStream(Forled + navn)
        ?? throw new DemoStoppetException($"{navn}:1: Filen findes ikke i programmet."));

    private static Yamlfil Aabn(string navn)
    {
        using var laeser = Ressource(navn);
        return new Yamlfil(navn, laeser);
    }
}

using System.Globalization;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Sager;

/// <summary>Saves what a form changed, section by section, each against the version it was made from.</summary>
internal sealed class Skemagemning(RedigerModel side, Kald kald, Func<IKommando<SagSvar>, CancellationToken, Task<Svar<SagSvar>>> udfoer)
{
    /// <param name="Fejl">Refusals of what was typed.</param>
    /// <param name="Konflikter">Sections that somebody else has changed too.</param>
    public sealed record Udfald(List<Fejl> Fejl, Dictionary<string, Afsnitskonflikt> Konflikter);

    public async Task<Udfald> GemAsync(Redigeringsskema skema, SagSvar sag, CancellationToken ct)
    {
        var udfald = new Udfald([], []);
        var noegle = side.Noegle;
        foreach (var afsnit in Afsnit.Alle.Where(skema.ErAendret))
        {
            kald.IfMatch = skema.Version(afsnit);
            side.Noegle = $"{noegle}-{afsnit}";
            var svar = await udfoer(new SkrivAfsnit(new SagId(sag.Id), afsnit, skema.Vaerdi(afsnit)), ct);
            if (svar.Fejl is { Art: FejlArt.Foraeldet })
            {
                var deres = Sagstekst.Af(Redigeringsskema.Af(sag), afsnit);
                udfald.Konflikter[afsnit] = new Afsnitskonflikt(deres, Tekstforskel.Find(deres, Sagstekst.Af(skema, afsnit)));

                // Saved again, the writer's text is to stand: they have seen what it replaces.
                skema.Versioner[afsnit] = sag.AfsnitVersioner.GetValueOrDefault(afsnit).ToString(CultureInfo.InvariantCulture);
                skema.Aftryk[afsnit] = "";
            }
            else if (svar.Fejl is { } fejl)
            {
                udfald.Fejl.Add(fejl);
            }
            else
            {
                sag = svar.Vaerdi;
                skema.ErGemt(afsnit, sag.AfsnitVersioner.GetValueOrDefault(afsnit));
            }
        }

        if (skema.ErAendret(Redigeringsskema.Oplysninger) && await GemOplysningerAsync(skema, sag, noegle, ct) is { } afvist)
        {
            udfald.Fejl.Add(afvist);
        }

        side.Noegle = noegle;
        kald.IfMatch = null;
        return udfald;
    }

    /// <summary>The case's own version is changed by every section that is saved, so what counts is whether the facts themselves were changed by somebody else.</summary>
    private async Task<Fejl?> GemOplysningerAsync(Redigeringsskema skema, SagSvar sag, string? noegle, CancellationToken ct)
    {
        var nu = Redigeringsskema.Af(sag);
        var aftryk = skema.Aftryk.GetValueOrDefault(Redigeringsskema.Oplysninger);
        if (aftryk is { Length: > 0 } && aftryk != nu.Aftryk[Redigeringsskema.Oplysninger])
        {
            skema.Aftryk[Redigeringsskema.Oplysninger] = "";
            return SagFejl.AfsnitAendret(Redigeringsskema.Oplysninger);
        }

        kald.IfMatch = sag.Version;
        side.Noegle = $"{noegle}-{Redigeringsskema.Oplysninger}";
        var body = new StamdataBody(IndholdBody.Tom(skema.Journalnummer), null, [.. skema.SomEgneDatoer().Select(d => d.Dato)], skema.SomOensket(), [.. skema.Tomme()]);
        var svar = await udfoer(new RetSag(new SagId(sag.Id), body), ct);
        if (svar.Fejl is null)
        {
            skema.ErGemt(Redigeringsskema.Oplysninger, svar.Vaerdi.Version);
        }

        return svar.Fejl;
    }
}

/// <summary>A section of a form as one text, to compare and to read.</summary>
internal static class Sagstekst
{
    public static string Af(Redigeringsskema skema, string afsnit) => afsnit == Afsnit.Indstilling ? Indstillingen(skema.SomIndstilling()) : skema.Tekst(afsnit) ?? "";

    private static string Indstillingen(IndstillingBody? i) => i is null ? "" : string.Join(
        '\n',
        new[] { i.Indstiller, i.Indledning }.OfType<string>()
            .Concat((i.Punkter ?? []).SelectMany((p, n) => (p.Underpunkter ?? []).Select((u, m) => $"   {Indstilling.Bogstav(m)}. {u.Tekst}")
                .Prepend($"{(n + 1).ToString(CultureInfo.InvariantCulture)}. {p.Tekst}"))));
}

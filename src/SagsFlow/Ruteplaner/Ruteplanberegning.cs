using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Processer;
using SagsFlow.Sager;

namespace SagsFlow.Ruteplaner;

/// <summary>A plan and what it was made for.</summary>
public sealed record Beregnet(Ruteforudsaetninger Forudsaetninger, Rute Rute, IReadOnlyList<string> Noter, IReadOnlyList<string> Antagelser);

/// <summary>Makes a plan from what is asked and what the database holds.</summary>
public sealed class Ruteplanberegning(
    Ruteplanlaegger planlaegger, ProcessCatalog processer, Forakatalog fora, Sagsstillinger stillinger, Plangrundlagslaeser laeser, TimeProvider ur)
{
    /// <summary>No calendar of meetings reaches further.</summary>
    public const int FlestAar = 10;

    /// <summary>A plan for what is asked.</summary>
    /// <param name="sag">The running case, or null.</param>
    public async Task<Svar<Beregnet>> BeregnAsync(RuteplanBody body, Sag? sag, CancellationToken ct)
    {
        var nu = LokalTid.Af(ur.GetUtcNow());
        var idag = DateOnly.FromDateTime(nu);
        var proces = sag is null ? processer.FindNewest(body.Workflow!.Trim()) : null;
        if (sag is null && proces is null)
        {
            return RuteplanFejl.UkendtWorkflow(body.Workflow!.Trim(), [.. processer.Newest.Select(e => e.Definition.Id)]);
        }

        var maal = body.Maal is { } m ? new Rutemaal(fora.Forum(m.Forum!.Trim())?.Id ?? "", m.Senest!.Value) : null;
        if (TjekDage(body, maal, idag) is { } fejl)
        {
            return fejl;
        }

        var grundlag = await laeser.LaesAsync(maal?.Senest, ct);
        var stilling = sag is null ? null : await stillinger.FindAsync(sag.Id, grundlag.Moeder, ct);
        if (sag is not null && stilling is null)
        {
            proces = processer.FindNewest(sag.Workflow) ?? throw new InvalidOperationException($"Process {sag.Workflow} is unknown.");
            return new Beregnet(
                new Ruteforudsaetninger([], proces, nu, grundlag.Moedeplan) { Start = idag }, new Rute(new Ruteforloeb([], []), true, null, new Dictionary<string, Senestetrin>(), [], [], []), ["Sagen er afsluttet."], []);
        }

        var f = new Ruteforudsaetninger(grundlag.Processer, stilling?.Processer[0].Definition ?? proces!, nu, grundlag.Moedeplan)
        {
            Start = body.Start is { } start && start > idag && stilling is null ? start : idag,
            Maal = maal,
            HoeringDage = body.Hoering ?? 0,
            Fakta = ProcessRunner.Facts(sag?.Id ?? default, sag?.CenterId ?? ""),
            Stilling = stilling,
        };
        return new Rutetolkning(planlaegger, fora).Tolk(f, body) is var tolket && tolket.Fejl is { } afvist
            ? afvist
            : new Beregnet(tolket.Vaerdi.Forudsaetninger, planlaegger.Laeg(tolket.Vaerdi.Forudsaetninger), [.. Passeret(body.Start, idag), .. tolket.Vaerdi.Noter], tolket.Vaerdi.Antagelser);
    }

    private Fejl? TjekDage(RuteplanBody body, Rutemaal? maal, DateOnly idag)
    {
        var laengst = idag.AddYears(FlestAar);
        return maal is { Forum: "" } ? RuteplanFejl.UkendtForum("maal.forum", body.Maal!.Forum!.Trim(), [.. fora.Fora.Select(x => x.Id)])
            : maal is not null && maal.Senest < idag ? RuteplanFejl.MaalPasseret(maal.Senest, idag)
            : maal is not null && maal.Senest > laengst ? RuteplanFejl.ForLangtFrem("maal.senest", maal.Senest)
            : body.Start > laengst ? RuteplanFejl.ForLangtFrem("start", body.Start.Value)
            : null;
    }

    private static IEnumerable<string> Passeret(DateOnly? start, DateOnly idag) =>
        start < idag ? [$"Start {Dansk.Dato(start.Value)} er passeret; planen regnes fra i dag, {Dansk.Dato(idag)}."] : [];
}

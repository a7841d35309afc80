using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;
using SagsFlow.Sager;

namespace SagsFlow.Opgaver;

/// <summary>What a person answers to a task.</summary>
public sealed record AfslutningBody(string? Udfald, string? Bemaerkning, string? TilbageTil, IReadOnlyDictionary<string, string>? Felter);

/// <summary>Finishes a task and lets the process go on.</summary>
public sealed record AfslutOpgave(OpgaveId Id, AfslutningBody Body) : IKommando<OpgaveSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        fejl.Tjek("udfald", Body.Udfald, Tekstregler.LaengsteKort, kraeves: true, enLinje: true);
        fejl.Tjek("bemaerkning", Body.Bemaerkning, Tekstregler.LaengsteTekst);
        foreach (var (felt, vaerdi) in Body.Felter ?? new Dictionary<string, string>())
        {
            fejl.Tjek($"felter.{felt}", vaerdi, Tekstregler.LaengsteKort);
        }
    }
}

public sealed class AfslutOpgaveHandler(Arbejde arbejde, Adgang adgang, Opgavevisning visning, Opgaveopslag opslag, ProcessRunner runner, Forakatalog fora) : IRequestHandler<AfslutOpgave, Svar<OpgaveSvar>>
{
    /// <summary>The outcome by which an author gives a case up.</summary>
    private const string Traek = "traek";

    public async Task<Svar<OpgaveSvar>> Handle(AfslutOpgave request, CancellationToken cancellationToken)
    {
        if (await opslag.FindAsync(request.Id, cancellationToken) is not { } fundet)
        {
            return await ErForelaeggelseAsync(request.Id, cancellationToken) ? OpgaveFejl.KraeverBeslutning : OpgaveFejl.FindesIkke;
        }

        var (opgave, node) = (fundet.Opgave, fundet.Node);
        if (Afvis(opgave) is { } afvist)
        {
            return afvist;
        }

        var muligheder = Opgavevisning.Udfald(node);
        if (muligheder.FirstOrDefault(u => u.Id == request.Body.Udfald) is not { } udfald)
        {
            return OpgaveFejl.UkendtUdfald(request.Body.Udfald, muligheder);
        }

        var tilbageTil = request.Body.TilbageTil ?? (udfald.TilbageTil.Count > 0 ? udfald.TilbageTil[0] : null);
        if (TjekSvar(request.Body, udfald, tilbageTil, node) is { } forkert)
        {
            return forkert;
        }

        var bemaerkning = IndholdBody.Tom(request.Body.Bemaerkning);
        await UdfoerAsync(fundet, new Valg(udfald, ErFoerste: udfald == muligheder[0], tilbageTil, bemaerkning, request.Body.Felter ?? new Dictionary<string, string>()), cancellationToken);
        return await opslag.SvarAsync(fundet, cancellationToken);
    }

    private sealed record Valg(Opgaveudfald Udfald, bool ErFoerste, string? TilbageTil, string? Bemaerkning, IReadOnlyDictionary<string, string> Felter);

    private Fejl? Afvis(Opgave opgave) =>
        opgave.Afsluttet is not null ? OpgaveFejl.AlleredeAfsluttet(opgave)
        : visning.Kan(opgave) ? null
        : opgave.TildeltTil is { } anden && Opgavevisning.HarRollen(adgang.Person, opgave) ? OpgaveFejl.HarEnAnden(anden)
        : OpgaveFejl.IkkeDin;

    private Fejl? TjekSvar(AfslutningBody body, Opgaveudfald udfald, string? tilbageTil, Node? node)
    {
        if (udfald.KraeverBemaerkning && string.IsNullOrWhiteSpace(body.Bemaerkning))
        {
            return OpgaveFejl.ManglerBemaerkning;
        }

        if (tilbageTil is not null && !udfald.TilbageTil.Contains(tilbageTil, StringComparer.Ordinal))
        {
            return OpgaveFejl.UkendtTilbageTil(tilbageTil, udfald);
        }

        var felter = node is null ? [] : Attribut.Felter(node);
        return (body.Felter?.Keys.FirstOrDefault(k => felter.All(f => f.Id != k)) is { } ukendt ? OpgaveFejl.UkendtFelt(ukendt) : null)
            ?? felter.Select(f => TjekFelt(f, body.Felter?.GetValueOrDefault(f.Id))).FirstOrDefault(f => f is not null);
    }

    private Fejl? TjekFelt(Opgavefelt felt, string? vaerdi) =>
        string.IsNullOrWhiteSpace(vaerdi) ? (felt.Kraeves ? OpgaveFejl.ManglerFelt(felt) : null)
        : felt.Type switch
        {
            "forum" when fora.Forum(vaerdi) is null => OpgaveFejl.UkendtForum(felt, vaerdi),
            "dato" when !DateOnly.TryParseExact(vaerdi, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => OpgaveFejl.UgyldigtFelt(felt, "en dato som 2025-02-25"),
            _ => null,
        };

    private async Task UdfoerAsync(Opgaveopslag.Fundet fundet, Valg valg, CancellationToken ct)
    {
        var (opgave, node) = (fundet.Opgave, fundet.Node);
        arbejde.Historik.Tilfoej(
            fundet.Sag.Kaede,
            "opgave-afsluttet",
            $"{opgave.Navn}: {valg.Udfald.Navn}{(valg.TilbageTil is null ? "" : $" (tilbage til »{fundet.Trinnavn(valg.TilbageTil)}«)")}.",
            valg.Bemaerkning,
            opgave.ForelaeggelseId);
        if (opgave.InstansId is not { } instans)
        {
            await arbejde.Store.FinishTaskAsync(opgave.Id, arbejde.Aktoer, valg.Udfald.Id, valg.Bemaerkning, arbejde.Nu, ct);
            return;
        }

        var svar = new Dictionary<string, FeelValue>(StringComparer.Ordinal) { ["udfald"] = FeelValue.Of(valg.Udfald.Id) };
        if (valg.TilbageTil is not null)
        {
            svar["tilbageTil"] = FeelValue.Of(valg.TilbageTil);
        }

        foreach (var (felt, vaerdi) in valg.Felter)
        {
            svar[felt] = FeelValue.Of(node is not null && Attribut.Felter(node).Any(f => f.Id == felt && f.Type == "forum") ? fora.Forum(vaerdi)!.Id : vaerdi);
        }

        if (node is not null)
        {
            await VirkPaaSagenAsync(fundet.Sag, opgave, node, valg, svar, ct);
        }

        await arbejde.Store.FinishTaskAsync(opgave.Id, arbejde.Aktoer, valg.Udfald.Id, valg.Bemaerkning, arbejde.Nu, ct);
        await runner.StepAsync(instans, new CompleteTask(opgave.Vent!.Value, new FeelContext(svar)), ct);
    }

    /// <summary>Submitting freezes a version; the centerchef's approval holds for that version; giving up withdraws the case.</summary>
    private async Task VirkPaaSagenAsync(Sagshoved hoved, Opgave opgave, Node node, Valg valg, Dictionary<string, FeelValue> svar, CancellationToken ct)
    {
        if (Attribut.ErSkriveopgave(node))
        {
            var sag = await SagAsync(hoved.Id, ct);
            if (valg.Udfald.Id == Traek)
            {
                sag.Trukket = arbejde.Nu;
            }
            else
            {
                var sidste = await arbejde.Db.Sagsversioner.AsNoTracking().FirstOrDefaultAsync(v => v.SagId == sag.Id && v.Nr == sag.SidsteVersion, ct);
                if (sag.Frys(sidste, arbejde.Aktoer, arbejde.Nu) is { } ny)
                {
                    arbejde.Db.Sagsversioner.Add(ny);
                }
            }

            svar["godkendt"] = FeelValue.Of(sag.GodkendtVersion is not null);
            svar["aendret"] = FeelValue.Of(sag.GodkendtVersion != sag.SidsteVersion);
        }
        else if (opgave.Rolle == "centerchef" && valg.ErFoerste && hoved.GodkendtVersion != hoved.SidsteVersion)
        {
            var sag = await SagAsync(hoved.Id, ct);
            sag.GodkendtVersion = sag.SidsteVersion;
        }
    }

    private Task<Sag> SagAsync(SagId id, CancellationToken ct) => arbejde.Db.Sager.FirstAsync(s => s.Id == id, ct);

    private async Task<bool> ErForelaeggelseAsync(OpgaveId id, CancellationToken ct)
    {
        var forelaeggelse = new ForelaeggelseId(id.Value);
        var f = await arbejde.Db.Forelaeggelser.AsNoTracking().FirstOrDefaultAsync(x => x.Id == forelaeggelse, ct);
        return f is not null && await adgang.FindSagAsync(f.SagId, ct) is { } sag && adgang.Ser(f, sag.CenterId);
    }
}

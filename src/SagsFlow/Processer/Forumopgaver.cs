using SagsFlow.Beslutninger;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Sager;

namespace SagsFlow.Processer;

/// <summary>
/// How a process meets the cases (architecture § 2): a user task with a forum is a forelæggelse. Reaching it makes that node's planned one
/// ready, or the same one again after a postponement, else a new one.
/// </summary>
public sealed class Forumopgaver(Arbejde arbejde, Sagensforelaeggelser forelaeggelser, Forakatalog fora)
{
    /// <summary>A forum task has been reached.</summary>
    public async Task AabnAsync(StoredInstance instans, CreateTask opgave, CancellationToken ct)
    {
        var forum = Attribut.Tekst(opgave.Attributes, Attribut.Forum) ?? Forelaeggelse.Politik;
        var sag = await arbejde.Db.Sager.FindAsync([instans.SagId], ct) ?? throw new InvalidOperationException($"Sag {instans.SagId} is unknown.");
        var alle = await forelaeggelser.AlleAsync(sag.Id, ct);

        var forelaeggelse = Find(alle, instans.Id, opgave.Node, forum) ?? Ny(sag, alle, forum);
        var kommerIgen = forelaeggelse.Udsat;
        forelaeggelse.ForumId = forum;
        forelaeggelse.Node = opgave.Node.Id;
        forelaeggelse.InstansId = instans.Id;
        forelaeggelse.Vent = opgave.Wait;
        forelaeggelse.Tilstand = ForelaeggelseTilstand.Klar;
        forelaeggelse.Behandling = Behandlingen(opgave.Attributes);
        if (!kommerIgen || forelaeggelse.Indhold is null)
        {
            forelaeggelse.Indhold = sag.Indhold;
            forelaeggelse.SagsversionNr = sag.SidsteVersion;
        }

        arbejde.Historik.Tilfoej(
            forelaeggelse.Kaede, "forelaeggelse-klar", $"Sagen er klar til behandling i {fora.Navn(forum)}.", forelaeggelse: forelaeggelse.Id);
    }

    /// <summary>The process took the forum task away without a decision.</summary>
    public async Task LukAsync(StoredInstance instans, long vent, CancellationToken ct)
    {
        var forelaeggelse = await FindVentendeAsync(instans, vent, ct);
        if (forelaeggelse is not null)
        {
            forelaeggelse.Tilstand = ForelaeggelseTilstand.Udgaaet;
            forelaeggelse.InstansId = null;
            forelaeggelse.Vent = null;
        }
    }

    /// <summary>A forum task belongs to another version's node. The forum it waits for stays: an agenda may have it already.</summary>
    public async Task FlytAsync(StoredInstance instans, MoveTask opgave, CancellationToken ct)
    {
        if (await FindVentendeAsync(instans, opgave.Wait, ct) is { } forelaeggelse)
        {
            forelaeggelse.Node = opgave.Node.Id;
            forelaeggelse.Behandling = Behandlingen(opgave.Attributes);
        }
    }

    /// <summary>The case's own process has ended: what was still planned will not happen.</summary>
    public async Task ProcesSluttetAsync(StoredInstance instans, Ended slut, CancellationToken ct)
    {
        var sag = await arbejde.Db.Sager.FindAsync([instans.SagId], ct);
        if (sag is null || sag.InstansId != instans.Id)
        {
            // A process that a message started beside the case's own says nothing of the case.
            return;
        }

        sag.Afsluttet = arbejde.Nu;
        foreach (var f in (await forelaeggelser.AlleAsync(sag.Id, ct)).Where(f => f.Tilstand == ForelaeggelseTilstand.Planlagt))
        {
            f.Tilstand = ForelaeggelseTilstand.Udgaaet;
        }

        arbejde.Historik.Tilfoej(sag.Kaede, "sag-afsluttet", slut.Cancelled ? "Sagen er stoppet." : slut.Error is { } fejl ? $"Sagens proces endte i fejlen »{fejl}«, som intet trin fangede." : "Sagen er afsluttet.");
    }

    /// <summary>Plans a step of the route that has not been reached.</summary>
    public Forelaeggelse Planlaeg(Sag sag, IReadOnlyCollection<Forelaeggelse> hidtil, string forum, string? node = null)
    {
        var f = Ny(sag, hidtil, forum);
        f.Node = node;
        f.OensketDato = sag.OensketMoede is { } oenske && oenske.Forum == forum && hidtil.All(h => h.ForumId != forum) ? oenske.Dato : null;
        return f;
    }

    private async Task<Forelaeggelse?> FindVentendeAsync(StoredInstance instans, long vent, CancellationToken ct) =>
        (await forelaeggelser.AlleAsync(instans.SagId, ct)).Find(f => f.InstansId == instans.Id && f.Vent == vent);

    private Forelaeggelse Ny(Sag sag, IReadOnlyCollection<Forelaeggelse> hidtil, string forum)
    {
        var ny = new Forelaeggelse
        {
            Id = NytId.Af<ForelaeggelseId>(arbejde.Nu),
            SagId = sag.Id,
            ForumId = forum,
            Raekkefoelge = hidtil.Count == 0 ? 1 : hidtil.Max(f => f.Raekkefoelge) + 1,
            Tilstand = ForelaeggelseTilstand.Planlagt,
            Lukket = sag.Lukket,
        };
        arbejde.Db.Forelaeggelser.Add(ny);
        return ny;
    }

    /// <summary>The same one after a postponement; else the one planned for this node; else the next planned one for the forum, or for politics.</summary>
    private static Forelaeggelse? Find(List<Forelaeggelse> alle, InstanceId instans, Node node, string forum) =>
        alle.FirstOrDefault(f => f.InstansId == instans && f.Node == node.Id && f.Udsat)
        ?? Foerste(alle, f => f.Node == node.Id && f.ForumId == forum)
        ?? Foerste(alle, f => f.Node is null && f.ForumId == forum)
        ?? Foerste(alle, f => f.ForumId == Forelaeggelse.Politik);

    private static Forelaeggelse? Foerste(List<Forelaeggelse> alle, Func<Forelaeggelse, bool> passer) =>
        alle.Where(f => f.Tilstand == ForelaeggelseTilstand.Planlagt && passer(f)).MinBy(f => f.Raekkefoelge);

    private static Behandling Behandlingen(IReadOnlyDictionary<string, FeelValue> attributter) =>
        Enum.TryParse<Behandling>(Attribut.Tekst(attributter, Attribut.Behandling)?.Replace("-", "", StringComparison.Ordinal), true, out var b)
            ? b
            : Behandling.Beslutter;
}

using SagsFlow.Bestillinger;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Opgaver;

namespace SagsFlow.Brugere;

/// <summary>Who is to be told; for commands and jobs, since it is read in their transaction.</summary>
public static class Modtagere
{
    /// <summary>The person a task is for, else everyone who holds its role today.</summary>
    public static async Task<IReadOnlyList<string>> ForOpgaveAsync(StepStore store, Opgave opgave, DateOnly idag, CancellationToken ct)
    {
        // Who cannot sign in does no task; the others of the role may take it over.
        if (opgave.TildeltTil is { } person && !await store.IsBlockedAsync(person, ct))
        {
            return [person];
        }

        return opgave.KendtRolle() is { } rolle ? await MedRolleAsync(store, rolle, opgave.Enhed, idag, ct) : [];
    }

    /// <summary>Everyone who holds a role today, in a unit when one is given.</summary>
    public static Task<IReadOnlyList<string>> MedRolleAsync(StepStore store, Rolle rolle, string? enhed, DateOnly idag, CancellationToken ct) =>
        store.RoleHoldersAsync(Navne.Ord(rolle), enhed, idag, ct);

    /// <summary>Who writes a case: its author while he works in its center, else those who do.</summary>
    public static async Task<IReadOnlyList<string>> ForCentretsSagAsync(StepStore store, Sager.Sag sag, DateOnly idag, CancellationToken ct)
    {
        var ansatte = await MedRolleAsync(store, Rolle.Sagsbehandler, sag.CenterId, idag, ct);
        return ansatte.Contains(sag.OprettetAf, StringComparer.Ordinal) ? [sag.OprettetAf] : ansatte;
    }

    /// <summary>The people a responsible names: users by username or name, and a center's heads, or its staff while it has no head.</summary>
    /// <param name="ansvarlig">As it was written, e.g. <c>CBA og Maria</c>.</param>
    public static async Task<IReadOnlyList<string>> ForAnsvarligAsync(StepStore store, Forakatalog katalog, string ansvarlig, DateOnly idag, CancellationToken ct)
    {
        var navne = Ansvarlige.Del(ansvarlig);
        var fundne = (await store.UsersNamedAsync([.. navne.Where(n => katalog.Center(n) is null)], ct)).ToList();
        foreach (var center in navne.Select(katalog.Center).OfType<Center>())
        {
            var chefer = await MedRolleAsync(store, Rolle.Centerchef, center.Id, idag, ct);
            fundne.AddRange(chefer.Count > 0 ? chefer : await MedRolleAsync(store, Rolle.Sagsbehandler, center.Id, idag, ct));
        }

        return fundne;
    }
}

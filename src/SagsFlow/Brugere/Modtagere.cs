using SagsFlow.Data;
using SagsFlow.Opgaver;

namespace SagsFlow.Brugere;

/// <summary>Who is to be told; for commands and jobs, since it is read in their transaction.</summary>
public static class Modtagere
{
    /// <summary>The person a task is for, else everyone who holds its role today.</summary>
    public static async Task<IReadOnlyList<string>> ForOpgaveAsync(StepStore store, Opgave opgave, DateOnly idag, CancellationToken ct)
    {
        if (opgave.TildeltTil is { } person)
        {
            return [person];
        }

        return opgave.KendtRolle() is { } rolle ? await MedRolleAsync(store, rolle, opgave.Enhed, idag, ct) : [];
    }

    /// <summary>Everyone who holds a role today, in a unit when one is given.</summary>
    public static Task<IReadOnlyList<string>> MedRolleAsync(StepStore store, Rolle rolle, string? enhed, DateOnly idag, CancellationToken ct) =>
        store.RoleHoldersAsync(Navne.Ord(rolle), enhed, idag, ct);
}

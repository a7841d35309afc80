namespace SagsFlow.Infrastructure.Login;

/// <summary>Those who may sign in by choosing their name: the demo's users, and nobody outside the demo.</summary>
public interface ILoginBrugere
{
    /// <summary>In the order they are shown; empty when sign-in by name is off.</summary>
    Task<IReadOnlyList<(string Brugernavn, string Navn, string Rolle)>> HentAsync(CancellationToken ct);

    /// <summary>Whether it is somebody who may not sign in now.</summary>
    Task<bool> ErSpaerretAsync(string brugernavn, CancellationToken ct);
}

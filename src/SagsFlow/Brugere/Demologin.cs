using SagsFlow.Infrastructure.Login;

namespace SagsFlow.Brugere;

/// <summary>The demo's people, to choose among on the sign-in page; nobody where the demo is off.</summary>
public sealed class Demologin(Driftstilstand drift) : ILoginBrugere
{
    public Task<IReadOnlyList<(string Brugernavn, string Navn, string Rolle)>> HentAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<(string, string, string)>>(drift.Demo ? [.. Demobrugere.Alle.Select(b => (b.Brugernavn, b.Navn, b.Beskrivelse))] : []);
}

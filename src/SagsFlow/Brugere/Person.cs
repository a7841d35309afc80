namespace SagsFlow.Brugere;

/// <summary>A signed-in person with the roles held today, those of chiefs they stand in for included.</summary>
/// <param name="Brugernavn">Who acts; written in the history.</param>
/// <param name="Navn">For people to read.</param>
/// <param name="Roller">Role and unit, as of today.</param>
public sealed record Person(string Brugernavn, string Navn, IReadOnlyList<(Rolle Rolle, string? Enhed)> Roller)
{
    /// <summary>The program itself, when a timer or a job acts.</summary>
    public static Person System { get; } = new("system", "SagsFlow", []);

    public bool Har(Rolle rolle, string? enhed = null) => Roller.Any(r => r.Rolle == rolle && (enhed is null || r.Enhed == enhed));

    public bool ErAdmin => Har(Rolle.Admin);

    public bool ErSekretariat => Har(Rolle.Sekretariat);

    public bool ErSekretaerFor(string forum) => Har(Rolle.ForumSekretaer, forum);

    /// <summary>Centers the person writes or approves for.</summary>
    public IReadOnlyList<string> Centre => [.. Roller.Where(r => r.Rolle is Rolle.Sagsbehandler or Rolle.Centerchef && r.Enhed is not null).Select(r => r.Enhed!).Distinct(StringComparer.Ordinal)];

    /// <summary>Forums the person is a member or the secretary of.</summary>
    public IReadOnlyList<string> Fora => [.. Roller.Where(r => r.Rolle is Rolle.ForumMedlem or Rolle.ForumSekretaer && r.Enhed is not null).Select(r => r.Enhed!).Distinct(StringComparer.Ordinal)];
}

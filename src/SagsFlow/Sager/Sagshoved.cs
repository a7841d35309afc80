using SagsFlow.Data;

namespace SagsFlow.Sager;

/// <summary>What a command on a case's process must know of the case: who may see it, and which of its texts is the newest.</summary>
/// <param name="Titel">The draft's title.</param>
/// <param name="Indsendt">It has left its center.</param>
/// <param name="SidsteVersion">The newest frozen version, 0 before the first submission.</param>
/// <param name="GodkendtVersion">The version the centerchef last approved, or null.</param>
/// <param name="Lukket">Its items begin closed.</param>
public sealed record Sagshoved(
    SagId Id,
    string? Journalnummer,
    string Titel,
    string CenterId,
    bool Indsendt,
    int SidsteVersion,
    int? GodkendtVersion,
    bool Lukket,
    IReadOnlyList<Forelaeggelseshoved> Forelaeggelser)
{
    public string Kaede => Kaeder.Sag(Id);
}

/// <summary>A forelæggelse, for the question of who may see it.</summary>
public readonly record struct Forelaeggelseshoved(string ForumId, bool Lukket);

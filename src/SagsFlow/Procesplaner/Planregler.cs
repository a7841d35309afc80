using SagsFlow.Brugere;
using SagsFlow.Infrastructure;

namespace SagsFlow.Procesplaner;

/// <summary>Checks that more than one action on plans makes.</summary>
public static class Planregler
{
    /// <summary>Plans go across centers and forums, so only the secretariat and administrators change them.</summary>
    public static bool MaaPlanlaegge(this Person person) => person.ErSekretariat || person.ErAdmin;

    /// <summary>The case of a cell is made by those who plan, and by the center that is to write it.</summary>
    public static bool MaaOpretteCellesag(this Person person, string center) => person.MaaPlanlaegge() || person.Centre.Contains(center, StringComparer.Ordinal);

    public static void TjekAnker(this Feltfejl fejl, DateOnly? anker)
    {
        if (anker is { } dag && !Procesplan.KanVaereAnker(dag))
        {
            fejl.Tilfoej("anker", "Året ligger uden for det, kalenderen kan regne med.");
        }
    }
}

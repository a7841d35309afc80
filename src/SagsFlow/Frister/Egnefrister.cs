using SagsFlow.Bestillinger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;

namespace SagsFlow.Frister;

/// <summary>Whose a deadline is to meet.</summary>
public static class Egnefrister
{
    /// <summary>
    /// Whether a deadline is a person's: named as theirs or as a role they hold there, of their center's case, or of a meeting that they run, or
    /// that they are to hand in to.
    /// </summary>
    public static bool ErFor(FristSvar frist, Person person, Forakatalog fora)
    {
        if (Ansvarlige.Omfatter(frist.Hvem, person, fora) || HarRollen(frist, person))
        {
            return true;
        }

        // A task and ordered work are those's that are named; the rest is the case's center's, or the forum's secretary's.
        return frist.Art is not (Fristart.Opgave or Fristart.Bestilling)
            && (frist.SagId is not null
                ? frist.Center is { } center && person.Centre.Contains(center, StringComparer.Ordinal)
                : frist.Forum is { } forum && person.ErSekretaerFor(forum));
    }

    private static bool HarRollen(FristSvar frist, Person person) =>
        person.Roller.Any(r => Navne.Ord(r.Rolle) == frist.Hvem && (r.Rolle is not (Rolle.Sagsbehandler or Rolle.Centerchef) || r.Enhed == frist.Center));
}

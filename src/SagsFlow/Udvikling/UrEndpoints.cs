using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;

namespace SagsFlow.Udvikling;

/// <summary>Where the demo's clock is put.</summary>
/// <param name="Nu">Local time, <c>2025-02-20T08:00</c>.</param>
public sealed record UrBody(DateTime? Nu);

/// <summary>What the clock says.</summary>
/// <param name="Nu">Local time.</param>
/// <param name="Oejeblik">The same instant in UTC.</param>
/// <param name="Fyret">How many due timers and jobs the move carried out; 0 when it was only read.</param>
public sealed record UrSvar(DateTime Nu, DateTimeOffset Oejeblik, int Fyret)
{
    public static UrSvar Af(Ur ur, int fyret) => new(LokalTid.Af(ur.GetUtcNow()), ur.GetUtcNow(), fyret);
}

/// <summary>The movable clock. These addresses exist only where the demo is on.</summary>
public static class UrEndpoints
{
    public static void MapUr(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/udvikling/ur").WithTags("Udvikling");
        api.MapGet("", (Ur ur) => UrSvar.Af(ur, 0)).WithSummary("Demoens ur").Produces<UrSvar>();
        api.MapPost("", async (UrBody body, Urflytning flytning, Kald kald, CancellationToken ct) =>
        {
            if (body.Nu is not { } nu)
            {
                return Problemer.SomResultat(FaellesFejl.Input("nu", "Angiv tiden, f.eks. 2025-02-20T08:00."));
            }

            var svar = await flytning.FlytEnGangAsync(LokalTid.TilOejeblik(nu), kald.Person.Brugernavn, kald.IdempotencyKey, ct);
            return svar.Fejl is { } fejl ? Problemer.SomResultat(fejl) : Results.Ok(svar.Vaerdi);
        }).WithSummary("Flyt uret frem; alt forfaldent udføres i rækkefølge").Produces<UrSvar>();
    }
}

using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Login;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Udvikling;

namespace SagsFlow.Administration;

/// <summary>The demo's clock: moved from here, with what it set going told in words.</summary>
public sealed class OevelseModel(IMediator mediator, Kald kald, Driftstilstand drift, Urflytning flytning, Ur ur) : Administrationsside(mediator, kald)
{
    private const string Form = "yyyy-MM-dd'T'HH:mm";

    public DateTime Nu => LokalTid.Af(ur.GetUtcNow());

    /// <summary>What was typed, when the form is shown again.</summary>
    public string? Skrevet { get; private set; }

    /// <summary>What happened when the clock was last moved; null before it was.</summary>
    public HaendelserSvar? Skete { get; private set; }

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        base.OnPageHandlerExecuting(context);
        if (!drift.Demo)
        {
            context.Result = NotFound();
        }
    }

    /// <param name="fra">Where the clock was before it was moved, in milliseconds; together with <paramref name="til"/>.</param>
    /// <param name="til">Where it was moved to.</param>
    public async Task<IActionResult> OnGetAsync(long? fra, long? til, CancellationToken ct)
    {
        if (fra is { } f && til is { } t && (await HentAsync(new HentHaendelser(f, t), ct)) is { Fejl: null } svar)
        {
            Skete = svar.Vaerdi;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? nu, int? dage, CancellationToken ct)
    {
        Skrevet = nu;
        DateTime? valgt = dage is >= 1 and <= 366 ? Nu.Date.AddDays(dage.Value).AddHours(8)
            : DateTime.TryParseExact(nu, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var typet) ? typet : null;
        if (valgt is not { } tid)
        {
            VisFejl(FaellesFejl.Input("nu", "Vælg en dato og et klokkeslæt."));
            return Page();
        }

        var fra = ur.GetUtcNow();
        var svar = await flytning.FlytEnGangAsync(LokalTid.TilOejeblik(tid), Person.Brugernavn, Noegle, ct);
        if (svar.Fejl is { } fejl)
        {
            VisFejl(fejl with { Felter = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["nu"] = [fejl.Tekst] } });
            return Page();
        }

        Kvitter($"Uret er flyttet til {Dansk.Lang(svar.Vaerdi.Nu)}.");
        return LocalRedirect($"~/administration/oevelse?fra={fra.ToUnixTimeMilliseconds()}&til={svar.Vaerdi.Oejeblik.ToUnixTimeMilliseconds()}");
    }
}

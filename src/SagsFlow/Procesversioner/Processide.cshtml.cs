using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Indgreb;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Procesversioner;

/// <summary>One process: drawn, told in Danish, and where cases wait in it.</summary>
public sealed class ProcessideModel(IMediator mediator, Kald kald) : Sidemodel(mediator, kald)
{
    public const string Begrundelsesfelt = "begrundelse";

    public ProcesstandSvar Proces { get; private set; } = null!;

    /// <summary>The names of those who published versions.</summary>
    public IReadOnlyDictionary<string, string> Navne { get; private set; } = new Dictionary<string, string>();

    /// <summary>The reason that was typed, when the form is shown again.</summary>
    public string? Begrundelse { get; private set; }

    public string Navn => Proces.Navn ?? Proces.Id;

    /// <summary>How many wait at each step, as the drawing's script reads it.</summary>
    public string Varme => Json.Tekst(Proces.Trin.ToDictionary(t => t.Node, t => t.Antal));

    public string? Feltfejl => ModelState[Begrundelsesfelt]?.Errors.FirstOrDefault()?.ErrorMessage;

    public Task<IActionResult> OnGetAsync(string id, string? version, CancellationToken ct) => VisAsync(id, version, ct);

    /// <summary>Tries again what has stopped in a case.</summary>
    public async Task<IActionResult> OnPostProevIgenAsync(string id, Guid sag, string node, string? begrundelse, CancellationToken ct)
    {
        var body = new IndgrebBody(Data.Navne.Ord(Indgrebsart.ProevIgen), node, null, null, null, null, null, null, null, null, begrundelse);
        var svar = await UdfoerAsync(new GribInd(new SagId(sag), body), ct);
        if (svar.Fejl is { } fejl)
        {
            Begrundelse = begrundelse;
            VisFejl(fejl);
            return await VisAsync(id, null, ct);
        }

        Kvitter("Det er sat i gang igen. Går det i stå på ny, står det her.");
        return LocalRedirect($"~/processer/{Uri.EscapeDataString(id)}");
    }

    /// <summary>A stretch of time in words: <c>under 1 time</c>, <c>5 timer</c>, <c>3 dage</c>.</summary>
    public static string Varighed(double timer) => timer switch
    {
        < 1 => "under 1 time",
        < 48 => Dansk.Antal((int)timer, "time", "timer"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)(timer / 24)} dage"),
    };

    private async Task<IActionResult> VisAsync(string id, string? version, CancellationToken ct)
    {
        var svar = await HentAsync(new HentProcesstand(id, version), ct);
        if (svar.Fejl is { } fejl)
        {
            return Afvis(fejl);
        }

        Proces = svar.Vaerdi;
        Navne = (await HentAsync(new HentNavne([.. Proces.Versioner.Select(v => v.UdgivetAf).OfType<string>()]), ct)).Vaerdi;
        return Page();
    }
}

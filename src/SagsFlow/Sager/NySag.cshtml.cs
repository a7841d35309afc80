using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Processer;
using SagsFlow.Ruteplaner;

namespace SagsFlow.Sager;

/// <summary>Begins a case: what it is, and how it is to go. Its text is written afterwards.</summary>
public sealed class NySagModel(IMediator mediator, Kald kald, Forakatalog fora, ProcessCatalog processer, TimeProvider ur) : Sidemodel(mediator, kald)
{
    [BindProperty]
    public NySagSkema Skema { get; set; } = new();

    public Vejvisning Vej { get; private set; } = Vejvisning.Tom;

    /// <summary>The centers that the reader writes for, and that are there today.</summary>
    public IReadOnlyList<Center> Centre => [.. fora.AabneCentre(LokalTid.Dato(ur.GetUtcNow())).Where(c => Person.Centre.Contains(c.Id, StringComparer.Ordinal))];

    public IReadOnlyList<Forum> Forumvalg => fora.Fora;

    /// <summary>The processes that begin with a text being written.</summary>
    public IReadOnlyList<(string Id, string Navn)> Veje =>
        [.. processer.Newest.Select(e => e.Definition).Where(d => d.Nodes.Any(Attribut.ErSkriveopgave)).Select(d => (d.Id, d.Name ?? d.Id)).OrderBy(d => d.Item2, Dansk.Alfabet)];

    /// <summary>What the form holds, as it was sent.</summary>
    public sealed class NySagSkema : Datoskema
    {
        public string? Titel { get; set; }

        public string? Workflow { get; set; } = "direktionssag";

        public string? Sagstype { get; set; } = "beslutning";

        public string? Center { get; set; }

        public bool ErLukket { get; set; }

        public string? LukketGrund { get; set; }

        public string? OffentligTitel { get; set; }

        public SagBody SomBody() => new()
        {
            Titel = Titel,
            Workflow = Workflow,
            Sagstype = Sagstype,
            Center = Center,
            Journalnummer = IndholdBody.Tom(Journalnummer),
            OensketMoede = SomOensket(),
            EgneDatoer = [.. SomEgneDatoer().Select(d => d.Dato)],
            Lukket = ErLukket ? new LukningBody(LukketGrund, OffentligTitel) : null,
        };
    }

    public async Task OnGetAsync(CancellationToken ct) => Vej = await BeregnAsync(Skema.Workflow, null, null, ct);

    /// <summary>The side column alone, for the script.</summary>
    public async Task<IActionResult> OnGetVejAsync(string? workflow, string? oensketforum, string? oensketdato, CancellationToken ct) =>
        Partial("/Sager/_Vej.cshtml", await BeregnAsync(workflow, oensketforum, oensketdato, ct));

    /// <summary>The form again with a new plan, for those without script.</summary>
    public async Task<IActionResult> OnPostBeregnAsync(CancellationToken ct)
    {
        Vej = await BeregnAsync(Skema.Workflow, Skema.OensketForum, Skema.OensketDato, ct);
        Skema.Hint = (await HentAsync(Skema.Tjek(null), ct)).Vaerdi.Hint;
        return Page();
    }

    public async Task<IActionResult> OnPostOpretAsync(CancellationToken ct)
    {
        var svar = await UdfoerAsync(new OpretSag(Skema.SomBody()), ct);
        if (svar.Fejl is { } fejl)
        {
            VisFejl(Datoskema.MedFormularensOrd(fejl), Skema.Feltid);
            return await OnPostBeregnAsync(ct);
        }

        Kvitter("Sagen er oprettet som kladde.");
        return LocalRedirect($"~/sager/{svar.Vaerdi.Id}/rediger");
    }

    private async Task<Vejvisning> BeregnAsync(string? workflow, string? forum, string? dato, CancellationToken ct)
    {
        var maal = IndholdBody.Tom(forum) is { } f && Dansk.LaesDag(dato) is { } senest ? new MaalBody(f, senest) : null;
        return Vejvisning.Af(await HentAsync(new BeregnRuteplan(new RuteplanBody(workflow, null, null, maal, null, null, null, null)), ct));
    }
}

using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Opgaver;
using SagsFlow.Ruteplaner;

namespace SagsFlow.Sager;

/// <summary>The editor. Whatever is pressed, what is typed is saved first, so that no button loses a sentence.</summary>
[RequestSizeLimit(StoersteForsendelse)]
[RequestFormLimits(MultipartBodyLengthLimit = StoersteForsendelse)]
public sealed class RedigerModel(IMediator mediator, Kald kald, Forakatalog fora) : Sidemodel(mediator, kald)
{
    private const long StoersteForsendelse = 60 * 1024 * 1024;
    private static readonly Side Alt = Infrastructure.Side.Af(1, Infrastructure.Side.Stoerste);
    private readonly Kald kald = kald;

    [BindProperty]
    public Redigeringsskema Skema { get; set; } = new();

    public KladdeSvar Kladde { get; private set; } = null!;

    public SagSvar Sag => Kladde.Sag;

    /// <summary>Why the text cannot be written in; null when it can.</summary>
    public Fejl? Laast { get; private set; }

    public Sidekolonne Kolonne { get; private set; } = null!;

    /// <summary>The writing task when it is the reader's to finish.</summary>
    public OpgaveSvar? Opgave { get; private set; }

    public IReadOnlyList<Forum> Forumvalg => fora.Fora;

    public IReadOnlyDictionary<string, string> Navne { get; private set; } = new Dictionary<string, string>();

    /// <summary>What others have saved in sections that the writer has changed too.</summary>
    public Dictionary<string, Afsnitskonflikt> Konflikter { get; } = [];

    /// <summary>The line of the indstilling to go on with after a button.</summary>
    public int? HerPunkt { get; private set; }

    public string? Bemaerkning { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await LaesAsync(id, ct) is { } afvist)
        {
            return afvist;
        }

        Skema = Redigeringsskema.Af(Sag);
        Skema.Hint = (await HentAsync(Skema.Tjek(id), ct)).Vaerdi.Hint;
        return Page();
    }

    /// <summary>The side column alone, for the script.</summary>
    public async Task<IActionResult> OnGetKolonneAsync(Guid id, CancellationToken ct)
    {
        if (await LaesAsync(id, ct) is { } afvist)
        {
            return afvist;
        }

        return Partial("/Sager/_Skrivekolonne.cshtml", Kolonne);
    }

    /// <summary>The list of attachments alone, for the script.</summary>
    public async Task<IActionResult> OnGetBilagAsync(Guid id, CancellationToken ct)
    {
        if (await LaesAsync(id, ct) is { } afvist)
        {
            return afvist;
        }

        return Partial("/Sager/_Skrivebilag.cshtml", this);
    }

    public async Task<IActionResult> OnPostGemAsync(Guid id, CancellationToken ct)
    {
        if (await GemAsync(id, ct) is { } afvist)
        {
            return afvist;
        }

        Kvitter("Sagen er gemt.");
        return Igen(id);
    }

    /// <summary>Saves, and finishes the writing task by the outcome that moves it on.</summary>
    public async Task<IActionResult> OnPostIndsendAsync(Guid id, string? bemaerkning, CancellationToken ct)
    {
        Bemaerkning = bemaerkning;
        if (await GemAsync(id, ct) is { } afvist)
        {
            return afvist;
        }

        if (Opgave is not { } opgave)
        {
            return await VisIgenAsync(id, OpgaveFejl.IkkeDin, ct);
        }

        if (Kladde.Mangler.Where(m => m.Kraeves).Select(m => m.Tekst).ToList() is { Count: > 0 } mangler)
        {
            return await VisIgenAsync(id, SagFejl.IkkeKlar(mangler), ct);
        }

        var svar = await UdfoerAsync(new AfslutOpgave(new OpgaveId(opgave.Id), new AfslutningBody(opgave.Udfald[0], bemaerkning, null, null)), ct);
        if (svar.Fejl is { } fejl)
        {
            return await VisIgenAsync(id, fejl, ct);
        }

        Kvitter($"{opgave.Navn}: {opgave.UdfaldMuligheder[0].Navn}.");
        return LocalRedirect($"~/sager/{id}");
    }

    /// <summary>A button of the indstilling. Nothing is saved: a point may still be empty.</summary>
    public async Task<IActionResult> OnPostPunktAsync(Guid id, string? goer, CancellationToken ct)
    {
        if (await LaesAsync(id, ct) is { } afvist)
        {
            return afvist;
        }

        var (raekker, her) = Punktflytning.Goer(Skema.Punkter(), goer ?? "");
        Skema.SaetPunkter(raekker);
        HerPunkt = her;
        ModelState.Clear();
        return Page();
    }

    /// <summary>Takes over a date that was found in the text.</summary>
    public async Task<IActionResult> OnPostDatoAsync(Guid id, string? forslag, CancellationToken ct)
    {
        if (forslag?.Split('|', 2) is [var dag, var hvad])
        {
            Skema.EgenDato.Add(dag);
            Skema.EgenHvad.Add(hvad);
            while (Skema.EgenDato.Count != Skema.EgenHvad.Count)
            {
                (Skema.EgenDato.Count < Skema.EgenHvad.Count ? Skema.EgenDato : Skema.EgenHvad).Insert(0, null);
            }
        }

        if (await GemAsync(id, ct) is { } afvist)
        {
            return afvist;
        }

        Kvitter("Datoen er føjet til sagens egne.");
        return Igen(id);
    }

    public async Task<IActionResult> OnPostLaegBilagAsync(Guid id, List<IFormFile> filer, bool nyeInterne, CancellationToken ct)
    {
        if (await GemAsync(id, ct) is { } afvist)
        {
            return afvist;
        }

        if (filer.Count == 0)
        {
            return await VisIgenAsync(id, FaellesFejl.Input("filer", "Vælg en fil først."), ct);
        }

        var noegle = Noegle;
        foreach (var (fil, nr) in filer.Select((f, i) => (f, i)))
        {
            using var bytes = new MemoryStream();
            await fil.CopyToAsync(bytes, ct);
            Noegle = $"{noegle}-fil-{nr.ToString(CultureInfo.InvariantCulture)}";
            var svar = await UdfoerAsync(new TilfoejBilag(new SagId(id), Path.GetFileName(fil.FileName), fil.ContentType, nyeInterne, bytes.ToArray()), ct);
            if (svar.Fejl is { } fejl)
            {
                return await VisIgenAsync(id, fejl, ct);
            }
        }

        Kvitter($"{Dansk.Antal(filer.Count, "bilag", "bilag")} lagt på sagen.");
        return Igen(id, "bilag");
    }

    /// <summary>A button of an attachment: <c>op</c>, <c>ned</c>, <c>gem</c> or <c>fjern</c>, and which.</summary>
    public async Task<IActionResult> OnPostBilagAsync(Guid id, string? goer, CancellationToken ct)
    {
        if (await GemAsync(id, ct) is { } afvist)
        {
            return afvist;
        }

        var dele = (goer ?? "").Split(':');
        var plads = Sag.Bilag.ToList().FindIndex(b => dele.Length == 2 && b.Id.ToString() == dele[1]);
        if (plads < 0)
        {
            return await VisIgenAsync(id, SagFejl.BilagFindesIkke, ct);
        }

        var bilag = Sag.Bilag[plads];
        IKommando<BilagSvar> kommando = dele[0] switch
        {
            "fjern" => new FjernBilag(new BilagId(bilag.Id)),
            "op" => new RetBilag(new BilagId(bilag.Id), new BilagsretBody(null, null, Math.Max(1, plads))),
            "ned" => new RetBilag(new BilagId(bilag.Id), new BilagsretBody(null, null, plads + 2)),
            _ => new RetBilag(new BilagId(bilag.Id), new BilagsretBody(Request.Form[$"bilagsnavn.{bilag.Id}"].ToString(), Request.Form.ContainsKey($"bilagintern.{bilag.Id}"), null)),
        };
        var svar = await UdfoerAsync(kommando, ct);
        if (svar.Fejl is { } fejl)
        {
            return await VisIgenAsync(id, fejl, ct);
        }

        Kvitter(dele[0] == "fjern" ? "Bilaget er taget af sagen." : "Bilaget er ændret.");
        return Igen(id, "bilag");
    }

    private LocalRedirectResult Igen(Guid id, string? sted = null) => LocalRedirect($"~/sager/{id}/rediger{(sted is null ? "" : $"#{sted}")}");

    private async Task<IActionResult> VisIgenAsync(Guid id, Fejl fejl, CancellationToken ct)
    {
        if (await LaesAsync(id, ct) is { } afvist)
        {
            return afvist;
        }

        // What was saved just now is what the writer has in front of them.
        var bemaerkning = Bemaerkning;
        Skema = Redigeringsskema.Af(Sag);
        Bemaerkning = bemaerkning;
        ModelState.Clear();
        VisFejl(Datoskema.MedFormularensOrd(fejl), Feltid);
        return Page();
    }

    /// <summary>Saves the sections that were changed; what is refused is shown again as it was typed.</summary>
    private async Task<IActionResult?> GemAsync(Guid id, CancellationToken ct)
    {
        if (await LaesAsync(id, ct) is { } afvist)
        {
            return afvist;
        }

        var gemt = await new Skemagemning(this, kald, UdfoerAsync).GemAsync(Skema, Sag, ct);
        if (gemt.Fejl.Count == 0 && gemt.Konflikter.Count == 0)
        {
            return await LaesAsync(id, ct);
        }

        ModelState.Clear();
        foreach (var fejl in gemt.Fejl)
        {
            VisFejl(Datoskema.MedFormularensOrd(fejl), Feltid);
        }

        foreach (var (afsnit, konflikt) in gemt.Konflikter)
        {
            Konflikter[afsnit] = konflikt;
            VisFejl(SagFejl.AfsnitAendret(afsnit));
        }

        return Page();
    }

    private string Feltid(string felt) => felt.StartsWith("indstilling", StringComparison.Ordinal) ? Afsnit.Indstilling : Skema.Feltid(felt);

    private async Task<IActionResult?> LaesAsync(Guid id, CancellationToken ct)
    {
        var sagId = new SagId(id);
        var svar = await HentAsync(new HentKladde(sagId), ct);
        if (svar.Fejl is { Art: FejlArt.Konflikt } laast)
        {
            Laast = laast;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        if (svar.Fejl is { } fejl)
        {
            return Afvis(fejl);
        }

        Kladde = svar.Vaerdi;
        var opgaver = await HentAsync(new HentOpgaver(Mine: true, sagId, null, Alt), ct);
        Opgave = opgaver.Vaerdi.Elementer.FirstOrDefault(o => o.Id == Kladde.Opgave && o.Kan);
        Kolonne = new Sidekolonne(
            Kladde.Mangler,
            Vejvisning.Af(await HentAsync(new HentSagsruteplan(sagId), ct)),
            [.. (await HentAsync(new HentDatoforslag(sagId, Alt), ct)).Vaerdi.Elementer.Where(d => !d.Findes).DistinctBy(d => d.Senest)]);
        Navne = (await HentAsync(new Brugere.HentNavne([.. new[] { Kladde.Retur?.Aktoer }.OfType<string>()]), ct)).Vaerdi;
        return null;
    }
}

/// <summary>What stands beside the text: what it lacks, where it can go, and which dates it names.</summary>
public sealed record Sidekolonne(IReadOnlyList<MangelSvar> Mangler, Vejvisning Vej, IReadOnlyList<DatoforslagSvar> Datoforslag);

/// <summary>A section that somebody else has saved since the writer began.</summary>
/// <param name="Deres">What is saved now.</param>
/// <param name="Stykker">What the writer's text changes in it.</param>
public sealed record Afsnitskonflikt(string Deres, IReadOnlyList<Tekststykke> Stykker);

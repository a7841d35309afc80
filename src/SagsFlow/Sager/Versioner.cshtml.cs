using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Sager;

/// <summary>Two submitted texts of a case side by side; the last two, if nothing is chosen.</summary>
public sealed class VersionerModel(IMediator mediator, Kald kald) : Sidemodel(mediator, kald)
{
    private IReadOnlyDictionary<string, string> _navne = new Dictionary<string, string>();

    public SagSvar Sag { get; private set; } = null!;

    public IReadOnlyList<VersionSvar> Versioner { get; private set; } = [];

    public int Fra { get; private set; }

    public int Til { get; private set; }

    public VersionsforskelSvar? Forskel { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, int? fra, int? til, CancellationToken ct)
    {
        var sagId = new SagId(id);
        var versioner = await HentAsync(new HentVersioner(sagId, Infrastructure.Side.Af(1, Infrastructure.Side.Stoerste)), ct);
        if (versioner.Fejl is { } fejl)
        {
            return Afvis(fejl);
        }

        Sag = (await HentAsync(new HentSag(sagId), ct)).Vaerdi;
        Versioner = versioner.Vaerdi.Elementer;
        _navne = (await HentAsync(new HentNavne([.. Versioner.Select(v => v.Af).OfType<string>()]), ct)).Vaerdi;
        if (Versioner.Count < 2)
        {
            return Page();
        }

        (Fra, Til) = (fra ?? Versioner[1].Nr, til ?? Versioner[0].Nr);
        var forskel = await HentAsync(new SammenlignVersioner(sagId, Fra, Til), ct);
        if (forskel.Fejl is { } afvist)
        {
            return Afvis(afvist);
        }

        Forskel = forskel.Vaerdi;
        return Page();
    }

    public string Navn(VersionSvar v) =>
        v.Nr == Versionsadgang.Kladde ? "Kladden nu" : $"{Kort(v.Nr)}, {Dansk.Tid(v.Tid!.Value)}, {_navne.GetValueOrDefault(v.Af!, v.Af!)}{(v.Godkendt ? ", godkendt af centerchefen" : "")}";

    public string Kort(int nr) => nr == Versionsadgang.Kladde ? "Kladden nu" : $"Version {nr.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}

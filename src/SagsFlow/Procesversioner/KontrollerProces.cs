using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Infrastructure;

namespace SagsFlow.Procesversioner;

/// <param name="Xml">A BPMN file's text.</param>
/// <param name="Proces">The process it is to be a version of; null for a new one.</param>
public sealed record KontrolBody(string? Xml, string? Proces);

/// <summary>Says what is wrong with a file, without keeping it; for administrators.</summary>
public sealed record KontrollerProces(KontrolBody Body) : IForespoergsel<KontrolSvar>;

/// <param name="Gyldig">Whether it could be published.</param>
/// <param name="Uaendret">Whether it says the same as what is in use, however it is drawn.</param>
public sealed record KontrolSvar(bool Gyldig, bool Uaendret, IReadOnlyList<ProcesfundSvar> Fund);

public sealed class KontrollerProcesHandler(Adgang adgang, Proceskontrol kontrol, Processer.ProcessCatalog processer) : IRequestHandler<KontrollerProces, Svar<KontrolSvar>>
{
    public Task<Svar<KontrolSvar>> Handle(KontrollerProces request, CancellationToken cancellationToken)
    {
        if (!adgang.Person.ErAdmin)
        {
            return Task.FromResult<Svar<KontrolSvar>>(UdgivelsesFejl.KunAdmin);
        }

        var tjekket = kontrol.Tjek(request.Body.Xml ?? "", request.Body.Proces);
        var uaendret = tjekket.ErGyldig && tjekket.Fil.Definitions.All(d => processer.FindNewest(d.Id)?.ContentHash == d.ContentHash);
        return Task.FromResult<Svar<KontrolSvar>>(new KontrolSvar(tjekket.ErGyldig, uaendret, tjekket.Svar));
    }
}

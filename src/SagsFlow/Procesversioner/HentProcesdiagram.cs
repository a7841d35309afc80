using System.Globalization;
using MediatR;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;

namespace SagsFlow.Procesversioner;

/// <summary>The BPMN file of a version of a process, as it was when it was loaded. It holds no case's text, so everybody who is signed in may read it.</summary>
/// <param name="ProcesId">The process's id in its file.</param>
/// <param name="Version">A version's number or hash; the newest when left out.</param>
public sealed record HentProcesdiagram(string ProcesId, string? Version) : IForespoergsel<ProcesdiagramSvar>;

/// <param name="Xml">The file's bytes.</param>
public sealed record ProcesdiagramSvar(string Id, string? Navn, int Version, string Hash, byte[] Xml);

public sealed class HentProcesdiagramHandler(ProcessCatalog processer) : IRequestHandler<HentProcesdiagram, Svar<ProcesdiagramSvar>>
{
    public Task<Svar<ProcesdiagramSvar>> Handle(HentProcesdiagram request, CancellationToken cancellationToken) => Task.FromResult(Find(request));

    private Svar<ProcesdiagramSvar> Find(HentProcesdiagram request)
    {
        if (Versionsopslag.Hash(processer, request.ProcesId, request.Version) is not { } hash)
        {
            return MigreringFejl.UkendtProces;
        }

        return new ProcesdiagramSvar(request.ProcesId, processer.ByHash(hash).Name, processer.VersionNr(hash), hash, processer.Xml(hash)!);
    }
}

/// <summary>Finds a version as an address names it.</summary>
internal static class Versionsopslag
{
    /// <summary>The hash of the version with this number or hash, or of the newest; null when the process has no such version.</summary>
    public static string? Hash(ProcessCatalog processer, string procesId, string? version)
    {
        var versioner = processer.Versions(procesId);
        return string.IsNullOrWhiteSpace(version) ? processer.FindNewest(procesId)?.ContentHash
            : int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var nr) ? versioner.GetValueOrDefault(nr)
            : versioner.Values.FirstOrDefault(h => h == version);
    }
}

using System.Collections.Concurrent;
using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Sager;

/// <summary>
/// Who has which draft open for writing. Only a hint, so that two writers know of each other: it is kept in memory, and forgotten when a
/// writer has not been heard of for a while.
/// </summary>
public sealed class Tilstedevaerelse
{
    private static readonly TimeSpan Husket = TimeSpan.FromSeconds(30);

    // Real time, not the demo's, which jumps.
    private static readonly TimeProvider Tid = TimeProvider.System;

    private readonly ConcurrentDictionary<(SagId Sag, string Brugernavn), (string Navn, long Set)> _set = new();

    /// <summary>Notes that a person is writing, and tells who else is.</summary>
    public IReadOnlyList<string> Meld(SagId sag, Person person)
    {
        foreach (var (noegle, (_, set)) in _set)
        {
            if (Tid.GetElapsedTime(set) > Husket)
            {
                _set.TryRemove(noegle, out _);
            }
        }

        _set[(sag, person.Brugernavn)] = (person.Navn, Tid.GetTimestamp());
        return [.. _set.Where(s => s.Key.Sag == sag && s.Key.Brugernavn != person.Brugernavn).Select(s => s.Value.Navn).Order(StringComparer.CurrentCulture)];
    }
}

/// <summary>Tells that the caller has a draft open, and asks who else has.</summary>
public sealed record MeldTilstede(SagId Id) : IForespoergsel<SkrivereSvar>;

/// <param name="Andre">The names of the others.</param>
/// <param name="Versioner">The version of each section, so that a writer sees that a section was changed before writing in it.</param>
public sealed record SkrivereSvar(IReadOnlyList<string> Andre, IReadOnlyDictionary<string, int> Versioner);

public sealed class MeldTilstedeHandler(Kladdeadgang kladder, Adgang adgang, Tilstedevaerelse tilstede) : IRequestHandler<MeldTilstede, Svar<SkrivereSvar>>
{
    public async Task<Svar<SkrivereSvar>> Handle(MeldTilstede request, CancellationToken cancellationToken)
    {
        var (sag, fejl) = await kladder.FindAsync(request.Id, _ => null, cancellationToken);
        return sag is null ? fejl! : new SkrivereSvar(tilstede.Meld(sag.Id, adgang.Person), sag.AfsnitVersioner);
    }
}

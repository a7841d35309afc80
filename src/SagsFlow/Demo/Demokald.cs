using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Infrastructure;

namespace SagsFlow.Demo;

/// <summary>Sends the API's own requests, each as the right person, in its own scope and, when it changes something, under its own key.</summary>
public sealed class Demokald(IServiceScopeFactory scopes)
{
    private int _nr;

    /// <exception cref="DemoStoppetException">The request was refused.</exception>
    public async Task<T> SendAsync<T>(string bruger, IRequest<Svar<T>> request, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var tjenester = scope.ServiceProvider;
        var kald = tjenester.GetRequiredService<Kald>();
        kald.SaetPerson(await tjenester.GetRequiredService<Personer>().FindAsync(bruger, ct) ?? throw new DemoStoppetException($"Demobrugeren {bruger} findes ikke i databasen."));
        if (request is IKommando)
        {
            kald.IdempotencyKey = $"demo-{++_nr}";
        }

        var svar = await tjenester.GetRequiredService<IMediator>().Send(request, ct);
        return svar.Fejl is { } fejl ? throw new DemoStoppetException(Tekst(request.GetType().Name, bruger, fejl)) : svar.Vaerdi;
    }

    private static string Tekst(string request, string bruger, Fejl fejl)
    {
        var felter = string.Concat((fejl.Felter ?? new Dictionary<string, string[]>()).SelectMany(f => f.Value.Select(t => $"{Environment.NewLine}  {f.Key}: {t}")));
        return $"{request} som {bruger} blev afvist ({(int)fejl.Art} {fejl.Slug}): {fejl.Tekst}{felter}";
    }
}

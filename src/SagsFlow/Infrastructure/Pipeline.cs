using MediatR;
using SagsFlow.Data;

namespace SagsFlow.Infrastructure;

/// <summary>Refuses requests from nobody, and faulty ones before anything is looked up.</summary>
public sealed class ValideringBehavior<TRequest, TResponse>(Kald kald) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : ISvar<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (!kald.ErLoggetInd && request is not IOffentlig)
        {
            return Task.FromResult(TResponse.AfFejl(FaellesFejl.IkkeLoggetInd));
        }

        if (request is IValideres valideres)
        {
            var fejl = new Feltfejl();
            valideres.Valider(fejl);
            if (fejl.Any)
            {
                return Task.FromResult(TResponse.AfFejl(fejl.SomFejl()));
            }
        }

        return next();
    }
}

/// <summary>Runs a command in one transaction, once per idempotency key; a refusal leaves nothing behind.</summary>
public sealed class TransaktionBehavior<TRequest, TResponse>(Arbejde arbejde, Kald kald) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, IKommando
    where TResponse : ISvar<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var aktoer = kald.Person.Brugernavn;
        var noegle = kald.IdempotencyKey;
        var indholdHash = noegle is null ? "" : Historikpost.Sha($"{typeof(TRequest).Name}\n{kald.IfMatch}\n{Json.Tekst(request)}");
        var gentaget = false;

        return await arbejde.UdfoerAsync(
            aktoer,
            async () =>
            {
                gentaget = false;
                if (noegle is not null && await arbejde.Store.FindCommandAsync(aktoer, noegle, cancellationToken) is { } tidligere)
                {
                    gentaget = true;
                    return (false, tidligere.ContentHash == indholdHash ? TResponse.AfJson(tidligere.Answer) : TResponse.AfFejl(FaellesFejl.NoegleGenbrugt));
                }

                var svar = await next();
                return (svar.Fejl is null, svar);
            },
            svar => noegle is null || gentaget
                ? Task.CompletedTask
                : arbejde.Store.InsertCommandAsync(aktoer, noegle, indholdHash, svar.SomJson(), arbejde.Nu, cancellationToken),
            cancellationToken);
    }
}

using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Sager;

namespace SagsFlow.Opgaver;

/// <summary>Takes a task that anyone of the caller's role may do.</summary>
public sealed record OvertagOpgave(OpgaveId Id) : IKommando<OpgaveSvar>;

public sealed class OvertagOpgaveHandler(Arbejde arbejde, Adgang adgang, Opgavevisning visning) : IRequestHandler<OvertagOpgave, Svar<OpgaveSvar>>
{
    public async Task<Svar<OpgaveSvar>> Handle(OvertagOpgave request, CancellationToken cancellationToken)
    {
        if (await visning.FindAsync(request.Id, cancellationToken) is not var (opgave, sag))
        {
            return OpgaveFejl.FindesIkke;
        }

        if (opgave.Afsluttet is not null)
        {
            return OpgaveFejl.AlleredeAfsluttet(opgave);
        }

        var person = adgang.Person;
        if (!Opgavevisning.HarRollen(person, opgave) && opgave.TildeltTil != person.Brugernavn)
        {
            return OpgaveFejl.IkkeDin;
        }

        opgave.TildeltTil = person.Brugernavn;
        arbejde.Historik.Tilfoej(sag.Kaede, "opgave-overtaget", $"{person.Navn} har overtaget »{opgave.Navn}«.", forelaeggelse: opgave.ForelaeggelseId);
        await arbejde.SkrivNuAsync(cancellationToken);
        return await visning.SvarAsync(opgave, sag, cancellationToken);
    }
}

/// <summary>Who is to have a task, and why.</summary>
public sealed record VideregivelseBody(string? Til, string? Begrundelse);

/// <summary>
/// Hands a task to another: those who may do it, to another of the same role; the secretariat any person's task to anyone with access to the
/// case, with a reason.
/// </summary>
public sealed record VideregivOpgave(OpgaveId Id, VideregivelseBody Body) : IKommando<OpgaveSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        fejl.Tjek("til", Body.Til, Tekstregler.LaengsteKort, kraeves: true, enLinje: true);
        fejl.Tjek("begrundelse", Body.Begrundelse, Tekstregler.LaengsteKort);
    }
}

public sealed class VideregivOpgaveHandler(Arbejde arbejde, Adgang adgang, Personer personer, Opgavevisning visning) : IRequestHandler<VideregivOpgave, Svar<OpgaveSvar>>
{
    public async Task<Svar<OpgaveSvar>> Handle(VideregivOpgave request, CancellationToken cancellationToken)
    {
        if (await visning.FindAsync(request.Id, cancellationToken) is not var (opgave, sag))
        {
            return OpgaveFejl.FindesIkke;
        }

        if (!visning.Kan(opgave) && !Opgavevisning.HarRollen(adgang.Person, opgave) && !adgang.Person.ErSekretariat)
        {
            return OpgaveFejl.IkkeDin;
        }

        if (opgave.Afsluttet is not null)
        {
            return OpgaveFejl.AlleredeAfsluttet(opgave);
        }

        if (await personer.FindAsync(request.Body.Til!.Trim(), cancellationToken) is not { } til)
        {
            return OpgaveFejl.UkendtPerson(request.Body.Til!);
        }

        if (Afvis(opgave, sag, til, request.Body.Begrundelse) is { } fejl)
        {
            return fejl;
        }

        opgave.TildeltTil = til.Brugernavn;
        var besked = new Besked
        {
            Id = NytId.Guid(arbejde.Nu),
            Brugernavn = til.Brugernavn,
            SagId = sag.Id,
            ForelaeggelseId = opgave.ForelaeggelseId,
            Tekst = $"{adgang.Person.Navn} har givet dig opgaven »{opgave.Navn}«.",
            Tid = arbejde.Nu,
        };
        await arbejde.Store.InsertMessageAsync(besked, cancellationToken);
        arbejde.Historik.Tilfoej(sag.Kaede, "opgave-videregivet", $"»{opgave.Navn}« er givet til {til.Navn}.", request.Body.Begrundelse, opgave.ForelaeggelseId);
        await arbejde.SkrivNuAsync(cancellationToken);
        return await visning.SvarAsync(opgave, sag, cancellationToken);
    }

    private Fejl? Afvis(Opgave opgave, Sag sag, Person til, string? begrundelse)
    {
        var indenForRollen = Opgavevisning.HarRollen(til, opgave);
        if (!indenForRollen && !adgang.Person.ErSekretariat)
        {
            return OpgaveFejl.PersonHarIkkeRollen(til.Navn);
        }

        // The secretariat moves somebody else's task: that always needs a reason.
        if (adgang.Person.ErSekretariat && !visning.Kan(opgave) && string.IsNullOrWhiteSpace(begrundelse))
        {
            return OpgaveFejl.ManglerBegrundelse;
        }

        // Only the center and the forum see what is closed; a task must not open a door.
        return sag.Lukket is not null && !til.Centre.Contains(sag.CenterId, StringComparer.Ordinal) && !til.ErSekretariat
            ? OpgaveFejl.PersonMaaIkkeSeSagen(til.Navn)
            : null;
    }
}

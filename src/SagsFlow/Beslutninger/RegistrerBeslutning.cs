using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;

namespace SagsFlow.Beslutninger;

/// <summary>Records what happened when an agenda's line was reached. It is a draft until it takes effect.</summary>
public sealed record RegistrerBeslutning(Guid PunktId, BeslutningBody Body) : IKommando<BeslutningSvar>, IValideres
{
    public void Valider(Feltfejl fejl) => Body.TjekNy(fejl);
}

public sealed class RegistrerBeslutningHandler(Arbejde arbejde, Adgang adgang, Punktopslag opslag, Beslutningstjek tjek, Beslutningsvisning visning, Forakatalog fora)
    : IRequestHandler<RegistrerBeslutning, Svar<BeslutningSvar>>
{
    public async Task<Svar<BeslutningSvar>> Handle(RegistrerBeslutning request, CancellationToken cancellationToken)
    {
        if (await opslag.FindAsync(new DagsordenspunktId(request.PunktId), cancellationToken) is not { } fundet)
        {
            return BeslutningFejl.PunktFindesIkke;
        }

        var (punkt, moede, _, _, findes) = fundet;
        if (!adgang.Person.ErSekretaerFor(moede.ForumId))
        {
            return BeslutningFejl.IkkeSekretaer(moede.ForumId);
        }

        var udkast = request.Body.Udkast(null);
        if ((Beslutningsregler.MaaRegistreres(moede, punkt, findes)
            ?? Beslutningsregler.OffentligBeslutning(udkast.OffentligBeslutning, null, punkt, fora.Forum(moede.ForumId))) is { } fejl)
        {
            return fejl;
        }

        var tilladte = await tjek.TilladteRuterAsync(fundet, cancellationToken);
        var tjekket = await tjek.TjekAsync(udkast, fundet, tilladte, cancellationToken);
        if (tjekket.Fejl is { } afvist)
        {
            return afvist;
        }

        var b = new Beslutning
        {
            Id = NytId.Af<BeslutningId>(arbejde.Nu),
            DagsordenspunktId = punkt.Id,
            SagId = punkt.SagId,
            MoedeId = moede.Id,
            ForelaeggelseId = punkt.ForelaeggelseId,
            ForumId = moede.ForumId,
            Dato = moede.Dato,
            RegistreretAf = adgang.Person.Brugernavn,
            Registreret = arbejde.Nu,
        };
        b.Skriv(tjekket.Vaerdi);
        arbejde.Db.Beslutninger.Add(b);
        arbejde.Historik.Tilfoej(b.Kaede, "beslutning-registreret", "Beslutning registreret som kladde.", forelaeggelse: b.ForelaeggelseId, punkt: b.DagsordenspunktId);
        return await visning.VisAsync(fundet, b, cancellationToken);
    }
}

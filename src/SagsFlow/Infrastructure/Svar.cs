using MediatR;

namespace SagsFlow.Infrastructure;

/// <summary>The kinds of refusal, each with its HTTP status.</summary>
public enum FejlArt
{
    Input = 400,
    IkkeLoggetInd = 401,
    Forbudt = 403,

    /// <summary>Also what is not yours to see.</summary>
    FindesIkke = 404,
    IkkeAcceptabel = 406,
    Konflikt = 409,
    Foraeldet = 412,
    ForStor = 413,
    NoegleGenbrugt = 422,
    ManglerVersion = 428,
    Utilgaengelig = 503,
}

/// <summary>An expected refusal: what is wrong and what to do, in Danish.</summary>
/// <param name="Art">Decides the HTTP status.</param>
/// <param name="Slug">Stable; the end of the problem's <c>type</c>.</param>
/// <param name="Tekst">For the user.</param>
/// <param name="Felter">For faulty input: messages by field.</param>
public sealed record Fejl(FejlArt Art, string Slug, string Tekst, IReadOnlyDictionary<string, string[]>? Felter = null)
{
    /// <summary>More that a program may want to read, such as the items a meeting cannot be closed without.</summary>
    public object? Detaljer { get; init; }
}

/// <summary>What every <see cref="Svar{T}"/> can be made of, for code that does not know T.</summary>
public interface ISvar
{
    Fejl? Fejl { get; }

    object? VaerdiSomObjekt { get; }
}

/// <summary>Lets a pipeline behaviour make an answer of a type it only knows as TResponse.</summary>
public interface ISvar<TSelf> : ISvar
{
    static abstract TSelf AfFejl(Fejl fejl);

    static abstract TSelf AfJson(string json);

    string SomJson();
}

/// <summary>What a request gave: a value, or a refusal.</summary>
public readonly record struct Svar<T> : ISvar<Svar<T>>
{
    private readonly T? _vaerdi;

    private Svar(T? vaerdi, Fejl? fejl)
    {
        _vaerdi = vaerdi;
        Fejl = fejl;
    }

    public Fejl? Fejl { get; }

    /// <summary>The value; only when there is no <see cref="Fejl"/>.</summary>
    public T Vaerdi => Fejl is null ? _vaerdi! : throw new InvalidOperationException($"Afvist: {Fejl.Tekst}");

    public object? VaerdiSomObjekt => _vaerdi;

    public static implicit operator Svar<T>(T vaerdi) => new(vaerdi, null);

    public static implicit operator Svar<T>(Fejl fejl) => new(default, fejl);

    public static Svar<T> AfFejl(Fejl fejl) => new(default, fejl);

    /// <summary>For a T that is an interface, which no conversion can be defined from.</summary>
    public static Svar<T> Af(T vaerdi) => new(vaerdi, null);

    public static Svar<T> AfJson(string json) => new(Data.Json.Laes<T>(json), null);

    public string SomJson() => Data.Json.Tekst(_vaerdi);
}

/// <summary>A request that changes something: it runs in one transaction, once per idempotency key.</summary>
public interface IKommando;

public interface IKommando<T> : IRequest<Svar<T>>, IKommando;

/// <summary>A request that only reads.</summary>
public interface IForespoergsel<T> : IRequest<Svar<T>>;

/// <summary>A request that anybody may send, signed in or not: it must tell nothing but what is published.</summary>
public interface IOffentlig;

/// <summary>A request that can say what is wrong with it before anything is looked up.</summary>
public interface IValideres
{
    /// <summary>Adds what is wrong, by field.</summary>
    void Valider(Feltfejl fejl);
}

/// <summary>Gathers what is wrong with a request, by field.</summary>
public sealed class Feltfejl
{
    private readonly Dictionary<string, List<string>> _felter = new(StringComparer.Ordinal);

    public bool Any => _felter.Count > 0;

    public void Tilfoej(string felt, string tekst)
    {
        if (!_felter.TryGetValue(felt, out var tekster))
        {
            _felter.Add(felt, tekster = []);
        }

        tekster.Add(tekst);
    }

    /// <summary>The refusal for what was gathered; the first message is its text.</summary>
    public Fejl SomFejl() => new(
        FejlArt.Input,
        "ugyldigt-input",
        _felter.Count == 1 ? _felter.First().Value[0] : $"Der er {_felter.Sum(f => f.Value.Count)} felter, der skal rettes.",
        _felter.ToDictionary(f => f.Key, f => f.Value.ToArray(), StringComparer.Ordinal));
}

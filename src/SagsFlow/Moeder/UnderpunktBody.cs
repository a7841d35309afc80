using System.Text.Json;
using System.Text.Json.Serialization;
using SagsFlow.Infrastructure;

namespace SagsFlow.Moeder;

/// <summary>A bullet as clients send it: an object, or just its title.</summary>
[JsonConverter(typeof(UnderpunktConverter))]
public sealed record UnderpunktBody
{
    public string? Titel { get; init; }

    public string? Tekst { get; init; }

    public IReadOnlyList<string?>? Gaester { get; init; }

    public IReadOnlyList<UnderpunktBilagBody>? Bilag { get; init; }

    public Guid? SagId { get; init; }

    public Guid? BestillingId { get; init; }

    public void Valider(Feltfejl fejl, string felt)
    {
        fejl.Tjek(felt + ".titel", Titel, Tekstregler.LaengsteTitel, kraeves: true, enLinje: true);
        fejl.Tjek(felt + ".tekst", Tekst, Tekstregler.LaengsteTekst);
        fejl.TjekNavne(felt + ".gaester", Gaester);
        for (var i = 0; i < (Bilag?.Count ?? 0); i++)
        {
            if (!fejl.Mangler($"{felt}.bilag[{i}]", Bilag![i]))
            {
                fejl.Tjek($"{felt}.bilag[{i}].navn", Bilag[i].Navn, Tekstregler.LaengsteKort, kraeves: true, enLinje: true);
            }
        }
    }

    public Underpunkt SomUnderpunkt() => new()
    {
        Titel = Titel!.Trim(),
        Tekst = Moedefelter.Tom(Tekst),
        Gaester = Moedefelter.Trimmet(Gaester),
        Bilag = [.. (Bilag ?? []).Select(b => new UnderpunktBilag(b.Navn!.Trim(), b.Intern))],
        SagId = SagId,
        BestillingId = BestillingId,
    };
}

/// <summary>An attachment named on a bullet; internal unless it is said to be public.</summary>
public sealed record UnderpunktBilagBody(string? Navn, bool Intern = true);

/// <summary>Takes a string for an object that only has a title.</summary>
public sealed class UnderpunktConverter : JsonConverter<UnderpunktBody>
{
    public override UnderpunktBody Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new UnderpunktBody { Titel = reader.GetString() };
        }

        var f = JsonSerializer.Deserialize<Felter>(ref reader, options)!;
        return new UnderpunktBody { Titel = f.Titel, Tekst = f.Tekst, Gaester = f.Gaester, Bilag = f.Bilag, SagId = f.SagId, BestillingId = f.BestillingId };
    }

    public override void Write(Utf8JsonWriter writer, UnderpunktBody value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Felter(value.Titel, value.Tekst, value.Gaester, value.Bilag, value.SagId, value.BestillingId), options);

    /// <summary>The object form, which must not find this converter again.</summary>
    private sealed record Felter(string? Titel, string? Tekst, IReadOnlyList<string?>? Gaester, IReadOnlyList<UnderpunktBilagBody>? Bilag, Guid? SagId, Guid? BestillingId);
}

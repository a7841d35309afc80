namespace SagsFlow.Processer.Beskrivelse;

/// <summary>A process told to a caseworker.</summary>
/// <param name="Titel">Its name.</param>
/// <param name="Begyndelse">What starts it, and where it goes first.</param>
/// <param name="Trin">Its steps, in the order they are first reached.</param>
/// <param name="Frister">Its deadlines, step by step.</param>
public sealed record Procesbeskrivelse(string Titel, string Begyndelse, IReadOnlyList<Trin> Trin, IReadOnlyList<Fristraekke> Frister);

/// <summary>A numbered step.</summary>
public sealed record Trin(int Nummer, string Navn, IReadOnlyList<Saetning> Saetninger);

/// <summary>A sentence of a step; <paramref name="Niveau"/> 1 and above stand under the one before.</summary>
public sealed record Saetning(int Niveau, string Tekst);

/// <summary>A deadline: the step it belongs to, how long, counted from what, and what happens then.</summary>
public sealed record Fristraekke(string Trin, string Frist, string RegnesFra, string Hvad);

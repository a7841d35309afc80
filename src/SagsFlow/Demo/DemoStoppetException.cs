namespace SagsFlow.Demo;

/// <summary>The demo cannot go on; the message is Danish and for the one who ran it.</summary>
public sealed class DemoStoppetException(string tekst) : Exception(tekst);

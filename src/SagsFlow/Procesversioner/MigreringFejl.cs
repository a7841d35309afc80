using SagsFlow.Infrastructure;

namespace SagsFlow.Procesversioner;

/// <summary>Every refusal about versions of processes.</summary>
public static class MigreringFejl
{
    public static readonly Fejl KunAdmin = FaellesFejl.Forbudt("Kun en administrator kan flytte sager til en anden version af deres proces.");

    public static readonly Fejl UkendtProces = FaellesFejl.FindesIkke("Processen");

    public static readonly Fejl SammeVersion = FaellesFejl.Input("til", "Sagerne er allerede på den version. Angiv to forskellige versioner.");

    public static Fejl UkendtVersion(string felt, int nr, IEnumerable<int> kendte) =>
        FaellesFejl.Input(felt, $"Processen har ingen version {nr}. Den har: {string.Join(", ", kendte)}.");

    public static Fejl Ubrugelig(IReadOnlyList<FundSvar> fund) => FaellesFejl.Input("noder", fund.First(f => f.Forhindrer).Tekst) with { Detaljer = fund };
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SagsFlow.Aarshjul;
using SagsFlow.Beslutninger;
using SagsFlow.Bestillinger;
using SagsFlow.Brugere;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Frister;
using SagsFlow.Kalenderfeed;
using SagsFlow.Mail;
using SagsFlow.Moeder;
using SagsFlow.Opgaver;
using SagsFlow.Processer;
using SagsFlow.Procesplaner;
using SagsFlow.Referater;
using SagsFlow.Ruteplaner;
using SagsFlow.Sager;
using SagsFlow.Soegning;

namespace SagsFlow.Data;

/// <summary>
/// The domain's rows. JSON columns hold immutable values: replace one to change it, never alter it in place, since
/// change is seen by reference.
/// </summary>
public sealed class SagDbContext(DbContextOptions<SagDbContext> options) : DbContext(options)
{
    public DbSet<Sag> Sager => Set<Sag>();

    public DbSet<Sagsversion> Sagsversioner => Set<Sagsversion>();

    public DbSet<Bilag> Bilag => Set<Bilag>();

    public DbSet<Bilagsfil> Bilagsfiler => Set<Bilagsfil>();

    public DbSet<Forelaeggelse> Forelaeggelser => Set<Forelaeggelse>();

    public DbSet<Moede> Moeder => Set<Moede>();

    public DbSet<Fristaendring> Fristaendringer => Set<Fristaendring>();

    public DbSet<Referatstand> Referater => Set<Referatstand>();

    public DbSet<Dagsordensudgave> Dagsordensudgaver => Set<Dagsordensudgave>();

    public DbSet<Dagsordenspunkt> Dagsordenspunkter => Set<Dagsordenspunkt>();

    public DbSet<Punktinvitation> Punktinvitationer => Set<Punktinvitation>();

    public DbSet<Kommentar> Kommentarer => Set<Kommentar>();

    public DbSet<Beslutning> Beslutninger => Set<Beslutning>();

    public DbSet<Beslutningsrettelse> Beslutningsrettelser => Set<Beslutningsrettelse>();

    public DbSet<Bestilling> Bestillinger => Set<Bestilling>();

    public DbSet<Opgave> Opgaver => Set<Opgave>();

    public DbSet<Bruger> Brugere => Set<Bruger>();

    public DbSet<Rolletildeling> Rolletildelinger => Set<Rolletildeling>();

    public DbSet<Stedfortraeder> Stedfortraedere => Set<Stedfortraeder>();

    public DbSet<ApiNoegle> ApiNoegler => Set<ApiNoegle>();

    public DbSet<Besked> Beskeder => Set<Besked>();

    public DbSet<UdgaaendeMail> Mails => Set<UdgaaendeMail>();

    public DbSet<Kalendernoegle> Kalendernoegler => Set<Kalendernoegle>();

    public DbSet<Mailbesked> Mailbeskeder => Set<Mailbesked>();

    public DbSet<Instans> Instanser => Set<Instans>();

    public DbSet<Driftsstop> Driftsstop => Set<Driftsstop>();

    public DbSet<Procesplan> Procesplaner => Set<Procesplan>();

    public DbSet<Plansag> Plansager => Set<Plansag>();

    public DbSet<Aarshjulsforekomst> Aarshjulsforekomster => Set<Aarshjulsforekomst>();

    public DbSet<Soegetekst> Soegetekster => Set<Soegetekst>();

    public DbSet<Sagsplantrin> Sagsplantrin => Set<Sagsplantrin>();

    public DbSet<IkkeNaaet> IkkeNaaede => Set<IkkeNaaet>();

    public DbSet<Historikraekke> Historik => Set<Historikraekke>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        Id<SagId>(configurationBuilder);
        Id<ForelaeggelseId>(configurationBuilder);
        Id<MoedeId>(configurationBuilder);
        Id<DagsordenspunktId>(configurationBuilder);
        Id<BeslutningId>(configurationBuilder);
        Id<BestillingId>(configurationBuilder);
        Id<OpgaveId>(configurationBuilder);
        Id<BilagId>(configurationBuilder);
        Id<InstanceId>(configurationBuilder);
        Ord<Sagstype>(configurationBuilder);
        Ord<ForelaeggelseTilstand>(configurationBuilder);
        Ord<Behandling>(configurationBuilder);
        Ord<PunktTilstand>(configurationBuilder);
        Ord<Udfald>(configurationBuilder);
        Ord<Rolle>(configurationBuilder);
        Ord<Moedefristart>(configurationBuilder);
        Ord<Forekomstaendring>(configurationBuilder);
        Ord<Mailtilstand>(configurationBuilder);
        Ord<Soegeart>(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<OejeblikConverter>();
        configurationBuilder.Properties<DateTime>().HaveConversion<LokalTidConverter>();
        configurationBuilder.Properties<DateOnly>().HaveConversion<DatoConverter>();
        configurationBuilder.Properties<TimeOnly>().HaveConversion<KlokkeslaetConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Tabel<Sag>(modelBuilder, "sag", e => e.Id, e =>
        {
            Dokument(e.Property(x => x.Indhold));
            Dokument(e.Property(x => x.AfsnitVersioner));
            Dokument(e.Property(x => x.Lukket));
            Dokument(e.Property(x => x.EgneDatoer));
            Dokument(e.Property(x => x.OensketMoede));
        });
        Tabel<Sagsversion>(modelBuilder, "sagsversion", e => new { e.SagId, e.Nr }, e => Dokument(e.Property(x => x.Indhold)));
        Tabel<Bilag>(modelBuilder, "bilag", e => e.Id);
        Tabel<Bilagsfil>(modelBuilder, "bilagsfil", e => e.BilagId);
        Tabel<Forelaeggelse>(modelBuilder, "forelaeggelse", e => e.Id, e =>
        {
            Dokument(e.Property(x => x.Indhold));
            Dokument(e.Property(x => x.Lukket));
        });
        Tabel<Moede>(modelBuilder, "moede", e => e.Id, e =>
        {
            e.Ignore(x => x.Status).Ignore(x => x.Dato);
            Dokument(e.Property(x => x.Deltagere));
        });
        Tabel<Fristaendring>(modelBuilder, "fristaendring", e => e.Id);
        Tabel<Referatstand>(modelBuilder, "referat", e => e.MoedeId, e =>
        {
            Dokument(e.Property(x => x.Underskrivere));
            Dokument(e.Property(x => x.Indhold));
        });
        Tabel<Dagsordensudgave>(modelBuilder, "dagsordensudgave", e => new { e.MoedeId, e.Nr }, e => Dokument(e.Property(x => x.Punkter)));
        Tabel<Dagsordenspunkt>(modelBuilder, "dagsordenspunkt", e => e.Id, e =>
        {
            e.Ignore(x => x.ErFastPunkt);
            Dokument(e.Property(x => x.Indhold));
            Dokument(e.Property(x => x.Gaester));
            Dokument(e.Property(x => x.Underpunkter));
            Dokument(e.Property(x => x.Lukket));
        });
        Tabel<Punktinvitation>(modelBuilder, "punktinvitation", e => e.Id);
        Tabel<Beslutning>(modelBuilder, "beslutning", e => e.Id, e =>
        {
            e.Ignore(x => x.ErKladde);
            Dokument(e.Property(x => x.Punkter));
            Dokument(e.Property(x => x.UdskudtTil));
            Dokument(e.Property(x => x.Ruter));
            Dokument(e.Property(x => x.Bestillinger));
            Dokument(e.Property(x => x.Protokol));
            Dokument(e.Property(x => x.Tilfoejelser));
            Dokument(e.Property(x => x.Virkning));
        });
        Tabel<Beslutningsrettelse>(modelBuilder, "beslutningsrettelse", e => new { e.BeslutningId, e.Version }, e =>
        {
            Dokument(e.Property(x => x.Punkter));
            Dokument(e.Property(x => x.UdskudtTil));
            Dokument(e.Property(x => x.Ruter));
            Dokument(e.Property(x => x.Bestillinger));
        });
        Tabel<Bestilling>(modelBuilder, "bestilling", e => e.Id, e =>
        {
            e.Ignore(x => x.Status);
            Dokument(e.Property(x => x.Tilbagemeldinger));
        });
        Tabel<Opgave>(modelBuilder, "opgave", e => e.Id);
        Tabel<Kommentar>(modelBuilder, "kommentar", e => e.Id);
        Tabel<Bruger>(modelBuilder, "bruger", e => e.Brugernavn);
        Tabel<Rolletildeling>(modelBuilder, "rolletildeling", e => e.Id);
        Tabel<Stedfortraeder>(modelBuilder, "stedfortraeder", e => e.Id);
        Tabel<ApiNoegle>(modelBuilder, "api_noegle", e => e.Hash);
        Tabel<Besked>(modelBuilder, "besked", e => e.Id, e => e.Ignore(x => x.KanVente));
        Tabel<UdgaaendeMail>(modelBuilder, "mail", e => e.Id);
        Tabel<Kalendernoegle>(modelBuilder, "kalendernoegle", e => e.Id);
        Tabel<Mailbesked>(modelBuilder, "mail_besked", e => e.BeskedId);
        Tabel<Instans>(modelBuilder, "process_instance", e => e.Id);
        Tabel<Driftsstop>(modelBuilder, "incident", e => new { e.InstansId, e.Nummer });
        Tabel<Procesplan>(modelBuilder, "procesplan", e => e.Id, e => Dokument(e.Property(x => x.Indhold)));
        Tabel<Plansag>(modelBuilder, "plansag", e => new { e.PlanId, e.Celle });
        Tabel<Aarshjulsforekomst>(modelBuilder, "aarshjulsforekomst", e => new { e.Regel, e.Aar, e.Nr });
        Tabel<Soegetekst>(modelBuilder, "soegetekst", e => e.Id);
        modelBuilder.Entity<Soegetraef>(e =>
        {
            e.HasNoKey().ToView(null);
            e.Property(x => x.Id).HasColumnName("id");
            e.Property(x => x.Rang).HasColumnName("rang");
        });
        Tabel<Sagsplantrin>(modelBuilder, "sagsplan_trin", e => new { e.SagId, e.Nr });
        Tabel<IkkeNaaet>(modelBuilder, "ikke_naaet", e => new { e.SagId, e.Noegle });
        Tabel<Historikraekke>(modelBuilder, "historik", e => new { e.Kaede, e.Nr });
    }

    private static void Tabel<T>(ModelBuilder b, string navn, System.Linq.Expressions.Expression<Func<T, object?>> noegle, Action<EntityTypeBuilder<T>>? mere = null)
        where T : class
    {
        var e = b.Entity<T>();
        e.ToTable(navn).HasKey(noegle);
        mere?.Invoke(e);
        foreach (var p in e.Metadata.GetProperties())
        {
            p.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            p.SetColumnName(Navne.Snake(p.Name));
        }

        // The chain is derived from the row, never stored.
        if (typeof(IPaaKaede).IsAssignableFrom(typeof(T)))
        {
            e.Ignore(nameof(IPaaKaede.Kaede));
        }

        if (typeof(IVersioneret).IsAssignableFrom(typeof(T)))
        {
            e.Property<int>(nameof(IVersioneret.Version)).IsConcurrencyToken();
        }
    }

    private static void Id<T>(ModelConfigurationBuilder c)
        where T : struct, IId<T> => c.Properties<T>().HaveConversion<IdConverter<T>>();

    private static void Ord<T>(ModelConfigurationBuilder c)
        where T : struct, Enum => c.Properties<T>().HaveConversion<OrdConverter<T>>();

    private static void Dokument<T>(PropertyBuilder<T> p) => p.HasConversion(
        new ValueConverter<T, string>(v => Dokumenttekst.Skriv(v), s => Dokumenttekst.Laes<T>(s)),
        new ValueComparer<T>((a, b) => ReferenceEquals(a, b), v => v == null ? 0 : 1, v => v));

    /// <summary>
    /// The text a document was read from or is stored as. A case's text is copied to each forelæggelse and written to both the row and the
    /// history; since the value cannot change, it is put into words once.
    /// </summary>
    private static class Dokumenttekst
    {
        private static readonly ConditionalWeakTable<object, string> Tekster = [];

        public static string Skriv<T>(T value) => value is null ? Json.Tekst(value) : Tekster.GetValue(value, v => Json.Tekst((T)v));

        public static T Laes<T>(string tekst)
        {
            var value = Json.Laes<T>(tekst);
            if (value is not null)
            {
                Tekster.AddOrUpdate(value, tekst);
            }

            return value;
        }
    }

    private sealed class IdConverter<T>() : ValueConverter<T, Guid>(v => v.Value, v => Lav(v))
        where T : struct, IId<T>
    {
        private static T Lav(Guid v) => T.Af(v);
    }

    private sealed class OrdConverter<T>() : ValueConverter<T, string>(v => Navne.Ord(v), s => Laes(s))
        where T : struct, Enum
    {
        private static T Laes(string s) => Navne.TryLaes<T>(s, out var v) ? v : throw new FormatException($"{s} is not a {typeof(T).Name}.");
    }

    private sealed class OejeblikConverter() : ValueConverter<DateTimeOffset, long>(v => v.ToUnixTimeMilliseconds(), v => DateTimeOffset.FromUnixTimeMilliseconds(v));

    private sealed class LokalTidConverter() : ValueConverter<DateTime, string>(v => LokalTid.Skriv(v), s => Laes(s))
    {
        private static DateTime Laes(string s) => LokalTid.TryLaes(s, out var t) ? t : throw new FormatException(s);
    }

    private sealed class DatoConverter() : ValueConverter<DateOnly, string>(
        v => v.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        s => DateOnly.ParseExact(s, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None));

    private sealed class KlokkeslaetConverter() : ValueConverter<TimeOnly, string>(
        v => v.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        s => TimeOnly.ParseExact(s, "HH:mm", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None));
}

/// <summary>Names as the database and JSON spell them.</summary>
public static class Navne
{
    private static readonly ConcurrentDictionary<string, string> Snakes = new(StringComparer.Ordinal);

    /// <summary>A property's name as the column's; there are only so many, and each history row has some.</summary>
    public static string Snake(string navn) => Snakes.GetOrAdd(navn, System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName);

    /// <summary>
    /// Reads an enum's word as JSON and addresses write it, whatever its case. Unlike <see cref="Enum.TryParse{TEnum}(string, out TEnum)"/> it
    /// takes neither numbers nor several words.
    /// </summary>
    public static bool TryLaes<T>(string? ord, out T vaerdi)
        where T : struct, Enum
    {
        vaerdi = default;
        return ord is not null && Ordene<T>.Vaerdier.TryGetValue(ord, out vaerdi);
    }

    /// <summary>An enum's word as the database, JSON and addresses write it.</summary>
    public static string Ord<T>(T vaerdi)
        where T : struct, Enum => Ordene<T>.Ord[vaerdi];

    public static string Kebab(string navn) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(navn);

    private static class Ordene<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Ord = Enum.GetValues<T>().ToDictionary(v => v, v => Kebab(v.ToString()));

        public static readonly Dictionary<string, T> Vaerdier = Ord.ToDictionary(p => p.Value, p => p.Key, StringComparer.OrdinalIgnoreCase);
    }
}

using System.Text;

namespace SagsFlow.Demo;

/// <summary>What has become of loading the demo from the page.</summary>
public enum Demotilstand
{
    IkkeBegyndt,
    IGang,
    Faerdig,
    Stoppet,
}

/// <param name="Spillet">How many of the script's lines have been played.</param>
/// <param name="IAlt">How many there are.</param>
/// <param name="Senest">What happened last, a line; closed cases are named as on the agenda.</param>
/// <param name="Fejl">Why it stopped.</param>
public sealed record DemostandSvar(Demotilstand Tilstand, int Spillet, int IAlt, string? Senest, string? Fejl);

/// <summary>Loads the demo while the program serves. It is begun once in the program's life, and only into a database where nothing has happened.</summary>
public sealed class Demoindlaesning(IServiceScopeFactory scopes, Demospil spil, ILogger<Demoindlaesning> log) : BackgroundService
{
    private readonly TaskCompletionSource _begyndt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile DemostandSvar _stand = new(Demotilstand.IkkeBegyndt, 0, 0, null, null);

    public DemostandSvar Stand => _stand;

    /// <summary>Begins; a second call does nothing.</summary>
    public void Begynd()
    {
        if (_begyndt.TrySetResult())
        {
            _stand = _stand with { Tilstand = Demotilstand.IGang };
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _begyndt.Task.WaitAsync(stoppingToken);
        try
        {
            var data = Demodata.Laes();
            _stand = _stand with { IAlt = data.Manuskript.Forloeb.Count };
            await using var ud = new Linjeskriver(linje => _stand = _stand with { Senest = linje });
            await spil.SpilAsync(data, new Demokald(scopes), ud, n => _stand = _stand with { Spillet = n }, stoppingToken);
            _stand = _stand with { Tilstand = Demotilstand.Faerdig };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A demo that fails must not take the server with it.
            log.LogError(e, "The demo stopped");
            _stand = _stand with { Tilstand = Demotilstand.Stoppet, Fejl = e is DemoStoppetException ? e.Message : "Fejlen står i loggen." };
        }
    }

    /// <summary>Tells of each whole line; only what happened has a time, the lines under it are details.</summary>
    private sealed class Linjeskriver(Action<string> linje) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
        }

        public override Task WriteLineAsync(string? value)
        {
            if (value is { Length: > 0 } && char.IsAsciiDigit(value[0]))
            {
                linje(string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            }

            return Task.CompletedTask;
        }
    }
}

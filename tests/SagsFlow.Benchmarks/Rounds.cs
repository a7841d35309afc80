using System.Diagnostics;

namespace SagsFlow.Benchmarks;

/// <summary>Takes times of several ways to do the same, in turns, and shows them beside the first one.</summary>
internal sealed class Rounds(string title, string unit)
{
    private readonly List<(string Name, List<double> PerSecond, List<double> Cpu, double? Goal)> _rows = [];

    /// <summary>Adds what one round of a row did.</summary>
    /// <param name="row">The row's name; the first one added is what the others are held against.</param>
    /// <param name="count">How many were done.</param>
    /// <param name="work">Does them.</param>
    /// <param name="goal">The least share of the first row's speed.</param>
    /// <param name="warmUp">Whether the time is left out.</param>
    public async Task AddAsync(string row, int count, Func<Task> work, double? goal = null, bool warmUp = false)
    {
        using var self = Process.GetCurrentProcess();
        var cpu = self.TotalProcessorTime;
        var begun = Stopwatch.GetTimestamp();
        await work();
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        self.Refresh();
        cpu = self.TotalProcessorTime - cpu;
        if (warmUp)
        {
            return;
        }

        var at = _rows.FindIndex(r => r.Name == row);
        if (at < 0)
        {
            at = _rows.Count;
            _rows.Add((row, [], [], goal));
        }

        _rows[at].PerSecond.Add(count / seconds);
        _rows[at].Cpu.Add(cpu.TotalMicroseconds / count);
    }

    /// <summary>The middle measurement of a row.</summary>
    public double Median(string row) => Median(_rows.Find(r => r.Name == row).PerSecond);

    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine($"{title,-58} {unit,12} {"lowest",9} {"highest",9} {"CPU µs",8} {"share",7} {"goal",6}");
        var first = Median(_rows[0].PerSecond);
        foreach (var (name, measured, cpu, goal) in _rows)
        {
            var median = Median(measured);
            var share = median / first;
            var verdict = goal is { } g ? $"{g,6:P0} {(share >= g ? "met" : "MISSED")}" : "";
            Console.WriteLine($"{name,-58} {median,12:N0} {measured.Min(),9:N0} {measured.Max(),9:N0} {Median(cpu),8:N0} {share,7:P0} {verdict}");
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}

using SagsFlow.Benchmarks;
#if !POSTGRESQL
using SagsFlow.Data;

SystemSqlite.Brug();
#endif
Dictionary<string, Func<Task>> known = new(StringComparer.Ordinal)
{
    ["kernel"] = KernelBenchmark.RunAsync,
    ["indlaesning"] = () =>
    {
        LoadBenchmark.Run();
        return Task.CompletedTask;
    },
#if !POSTGRESQL
    ["trin"] = StepBenchmark.RunAsync,
    ["timere"] = TimerBenchmark.RunAsync,
    ["beslutning"] = DecisionBenchmark.RunAsync,
    ["start"] = StartBenchmark.RunAsync,
    ["ruteplan"] = PlanBenchmark.RunAsync,
    ["sider"] = PageBenchmark.RunAsync,
    ["vaegt"] = PageWeight.RunAsync,
    ["genplan"] = ReplanBenchmark.RunAsync,
#endif
};

if (args.FirstOrDefault(a => !known.ContainsKey(a)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"{unknown} is unknown. Usage: dotnet run -c Release --project tests/SagsFlow.Benchmarks -- [{string.Join('|', known.Keys)}]; nothing means all.");
    return 2;
}

foreach (var name in args.Length == 0 ? [.. known.Keys] : args)
{
    await known[name]();
}

return 0;

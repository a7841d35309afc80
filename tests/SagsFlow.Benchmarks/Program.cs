using SagsFlow.Benchmarks;

switch (args)
{
    case ["kernel"]:
        KernelBenchmark.Run();
        return 0;
    default:
        Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/SagsFlow.Benchmarks -- kernel");
        return 2;
}

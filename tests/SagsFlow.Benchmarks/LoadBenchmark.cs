using System.Diagnostics;
using System.Text;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Tests.Bpmn;

namespace SagsFlow.Benchmarks;

/// <summary>How long it takes to read and check a large model, and what a file made to hurt costs before it is refused.</summary>
internal static class LoadBenchmark
{
    private const int Rounds = 15;

    public static void Run()
    {
        (string Name, string Xml)[] files =
        [
            ("2,000 tasks in a row", LargeModels.Chain()),
            ("2,000 nodes, 200 sub-processes deep", LargeModels.Nested()),
            ("refused: 300,000 elements", $"{Open}{Many("<dataObject/>", 300_000)}</process></definitions>"),
            ("refused: a million attributes", $"{Open[..^1]}{string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $" a{i}=''"))}/></definitions>"),
            ("refused: 10,000 elements deep", Open + Many("<subProcess>", 10_000)),
            ("refused: 19 MB of text in one name", $"{Open[..^1]} name=\"{new string('x', 19 * 1024 * 1024)}\"/></definitions"),
        ];

        Console.WriteLine($"{"Reading a file",-38} {"ms",9} {"lowest",9} {"highest",9} {"file MB",9} {"alloc. MB",9}");
        foreach (var (name, xml) in files)
        {
            var bytes = Encoding.UTF8.GetBytes(xml);
            if (BpmnReader.Read(bytes, name).IsValid == name.StartsWith("refused", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"{name}: not as it should be.");
            }

            var times = new List<double>();
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            for (var round = 0; round < Rounds; round++)
            {
                var begun = Stopwatch.GetTimestamp();
                BpmnReader.Read(bytes, name);
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }

            var each = (GC.GetAllocatedBytesForCurrentThread() - allocated) / Rounds / 1048576.0;
            times.Sort();
            Console.WriteLine($"{name,-38} {times[Rounds / 2],9:N1} {times[0],9:N1} {times[^1],9:N1} {bytes.Length / 1048576.0,9:N1} {each,9:N1}");
        }
    }

    private const string Open = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"><process id="p" isExecutable="true">""";

    private static string Many(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}

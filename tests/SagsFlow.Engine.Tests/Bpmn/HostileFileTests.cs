using System.Diagnostics;
using System.Text;
using SagsFlow.Engine.Bpmn;

namespace SagsFlow.Engine.Tests.Bpmn;

/// <summary>Files made to hurt, and files in every encoding.</summary>
public class HostileFileTests
{
    /// <summary>What a refusal may allocate beside the file itself.</summary>
    private const long MostMegabytes = 100;

    private static string Refusal(byte[] content)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        var reading = BpmnReader.Read(content, "f");
        Assert.InRange(clock.ElapsedMilliseconds, 0, 20_000);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 1024 / 1024, 0, MostMegabytes);
        Assert.False(reading.IsValid);
        return reading.Findings[0].Code;
    }

    private static string Refusal(string xml) => Refusal(Encoding.UTF8.GetBytes(xml));

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"xx\"><!ENTITY y \"&x;&x;&x;&x;\">]><a>&y;</a>")]
    [InlineData("<?xml version=\"1.0\"?>\n<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>")]
    [InlineData("<!-- <x> --><!DOCTYPE a><a/>")]
    public void Read_Dtd_IsRefusedAtOnce(string xml) => Assert.Equal("dtd", Refusal(xml));

    [Fact]
    public void Read_WordsOfADtdInTextAndComments_AreNothing()
    {
        var reading = BpmnFile.Read(BpmnFile.Process("""
            <!-- <!DOCTYPE a> --->
            """.Replace("--->", "-->", StringComparison.Ordinal) + """
            <documentation><![CDATA[<!DOCTYPE a> ]] > ]]></documentation><?pi <!DOCTYPE a> ?>
            <startEvent id="s" name="&lt;!DOCTYPE > '"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/>
            """));
        Assert.True(reading.Findings.Count == 0, BpmnFile.Show(reading));
    }

    [Fact]
    public void Read_HundredMegabytes_IsRefused() => Assert.Equal("for-stor", Refusal(new byte[100 * 1024 * 1024]));

    [Fact]
    public void Read_DepthOfTenThousand_IsRefused()
    {
        Assert.Equal("for-dyb", Refusal(new StringBuilder().Insert(0, "<a>", 10_000).ToString()));
        Assert.Equal("for-dyb", Refusal(BpmnFile.Process(new StringBuilder().Insert(0, "<subProcess>", 10_000).ToString())));
    }

    [Fact]
    public void Read_AMillionAttributes_IsRefused()
    {
        var xml = new StringBuilder(BpmnFile.Open[..^1]);
        for (var i = 0; i < 1_000_000; i++)
        {
            xml.Append($" a{i}=''");
        }

        Assert.Equal("for-mange-attributter", Refusal(xml.Append("/>").ToString()));
    }

    [Fact]
    public void Read_MoreElementsThanAnyModelHas_IsRefused() =>
        Assert.Equal("for-stor", Refusal(BpmnFile.Process(new StringBuilder().Insert(0, "<dataObject/>", 300_000).ToString())));

    [Fact]
    public void Read_AFaultEverywhere_StopsCounting()
    {
        var reading = BpmnFile.Read(BpmnFile.Process(new StringBuilder().Insert(0, "<usertask/>", 50_000).ToString()));
        Assert.Equal(501, reading.Findings.Count);
        Assert.Equal("for-mange-fund", reading.Findings[^1].Code);
    }

    [Fact]
    public void Read_AnyPrefixOfAFile_NeverThrows()
    {
        var bytes = Encoding.UTF8.GetBytes(BpmnFile.Process("""<startEvent id="s" name="æ"/><!-- c --><userTask id="t"><documentation><![CDATA[x]]></documentation></userTask>"""));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.False(BpmnReader.Read(bytes.AsMemory(0, length), "f").IsValid);
        }
    }

    [Fact]
    public void Read_RandomDamage_NeverThrows()
    {
        var whole = Encoding.UTF8.GetBytes(BpmnFile.Process(Small));
        var random = new Random(20261120);
        var broken = 0;
        for (var round = 0; round < 3_000; round++)
        {
            var bytes = (byte[])whole.Clone();
            for (var i = random.Next(1, 5); i > 0; i--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            broken += BpmnReader.Read(bytes, "f").IsValid ? 0 : 1;
        }

        Assert.InRange(broken, 1_000, 3_000);
    }

    private const string Small = """<startEvent id="s" name="Begynd på ny"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/>""";

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-32", true)]
    [InlineData("iso-8859-1", false)]
    [InlineData("windows-1252", false)]
    [InlineData("iso-8859-15", false)]
    [InlineData("ibm850", false)]
    [InlineData("IBM037", false)]
    public void Read_DeclaredEncoding_IsRead(string name, bool withMark)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        var xml = $"<?xml version=\"1.0\" encoding=\"{name}\"?>" + BpmnFile.Process(Small);
        byte[] bytes = [.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(xml)];
        var reading = BpmnReader.Read(bytes, "f");
        Assert.True(reading.IsValid, BpmnFile.Show(reading));
        Assert.Equal("Begynd på ny", reading.Definitions[0].NodesById["s"].Name);
    }

    [Fact]
    public void Read_NoDeclaration_IsUtf8() => Assert.Equal("Begynd på ny", BpmnFile.Definition(BpmnFile.Process(Small)).NodesById["s"].Name);

    [Fact]
    public void Read_BytesThatAreNotTheEncoding_SaysWhere()
    {
        var bytes = Encoding.Latin1.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\n<a b='på'/>");
        var finding = Assert.Single(BpmnReader.Read(bytes, "f").Findings);
        Assert.Equal(("forkert-kodning", 3), (finding.Code, finding.Line));
    }

    [Theory]
    [InlineData("klingon", "ukendt-kodning")]
    [InlineData("utf-7", "ukendt-kodning")]
    [InlineData("utf-16", "forkert-kodning")]
    public void Read_EncodingThatCannotBe_IsRefused(string name, string code) =>
        Assert.Equal(code, Refusal($"<?xml version=\"1.0\" encoding=\"{name}\"?><a/>"));

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void Read_EmptyFile_SaysSo(string text) => Assert.Equal("tom-fil", Refusal(text));
}

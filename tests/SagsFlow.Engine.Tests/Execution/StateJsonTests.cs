using System.Text;
using System.Text.Json;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;

namespace SagsFlow.Engine.Tests.Execution;

public class StateJsonTests
{
    [Fact]
    public void WriteTo_SmallState_IsSmallAndVersioned()
    {
        var model = new Model().Start().User("a").Boundary("t", "a", "PT1H").Path("s", "a");
        var instance = new Instance(model.Build()).Start(("b", 1), ("a", true));
        Assert.Equal(
            "{\"v\":1,\"h\":\"hash\",\"q\":2,\"s\":[{\"v\":{\"a\":true,\"b\":1}}],\"w\":[{\"n\":1,\"k\":\"u\",\"a\":\"a\"},{\"n\":2,\"k\":\"t\",\"a\":\"t\",\"d\":1738573200000,\"o\":1,\"b\":1738569600000}]}",
            Instance.Json(instance.State!));
    }

    [Fact]
    public void WriteAll_Events_AreSmall()
    {
        var model = new Model().Start().User("a").End().Path("s", "a", "e");
        var instance = new Instance(model.Build()).Start();
        Assert.Equal("[{\"e\":\"start\",\"h\":\"hash\"},{\"e\":\"flow\",\"f\":\"f0\"},{\"e\":\"open\",\"n\":1,\"k\":\"u\",\"a\":\"a\"}]", Instance.Json(instance.Last.Events));
        instance.Complete("a", ("x", 1));
        Assert.Equal(
            "[{\"e\":\"close\",\"n\":1,\"a\":\"a\",\"h\":\"d\"},{\"e\":\"set\",\"a\":\"a\",\"v\":{\"x\":1}},{\"e\":\"flow\",\"f\":\"f1\"},{\"e\":\"end\"}]",
            Instance.Json(instance.Last.Events));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"v\":2,\"h\":\"x\",\"q\":0,\"s\":[{}]}")]
    [InlineData("{\"v\":1,\"h\":\"x\",\"q\":0,\"s\":[]}")]
    [InlineData("{\"v\":1,\"h\":\"x\",\"q\":\"0\",\"s\":[{}]}")]
    [InlineData("{\"v\":1,\"h\":\"x\",\"q\":1,\"s\":[{}],\"w\":[{\"n\":1,\"k\":\"z\",\"a\":\"a\"}]}")]
    [InlineData("{\"v\":1,\"h\":\"x\",\"q\":1,\"s\":[{}],\"w\":[{\"n\":1,\"k\":\"t\",\"a\":\"a\",\"c\":[1]}]}")]
    [InlineData("{\"v\":1,\"h\":\"x\",\"q\":1,\"s\":[{}],\"i\":[{\"n\":1,\"a\":\"a\",\"c\":\"c\",\"x\":\"x\",\"p\":9}]}")]
    public void Read_WhatIsNoState_IsRefused(string json) =>
        Assert.ThrowsAny<JsonException>(() => ProcessState.Read(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[{\"e\":\"ukendt\"}]")]
    [InlineData("[{\"e\":\"flow\"}]")]
    [InlineData("[{\"e\":\"close\",\"n\":1,\"a\":\"a\",\"h\":\"z\"}]")]
    public void ReadAll_WhatAreNoEvents_IsRefused(string json)
    {
        using var document = JsonDocument.Parse(json);
        Assert.ThrowsAny<JsonException>(() => ProcessEvent.ReadAll(document.RootElement));
    }

    [Fact]
    public void Fold_WholeHistory_GivesTheState()
    {
        var model = new Model().Start().User("a").Boundary("t", "a", "R/PT1H", interrupting: false, TimerKind.Cycle).User("b").End().Path("s", "a", "b", "e");
        var instance = new Instance(model.Build());
        var history = new List<ProcessEvent>();
        Action[] steps = [() => instance.Start(), () => instance.Fire("t"), () => instance.Fire("t"), () => instance.Complete("a"), () => instance.Complete("b")];
        foreach (var step in steps)
        {
            step();
            history.AddRange(instance.Last.Events);
            Assert.Equal(Instance.Json(instance.State!), Instance.Json(ProcessState.Fold(null, history)));
        }
    }

    [Fact]
    public void Fold_EventsThatDoNotFollow_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => ProcessState.Fold(null, []));
        Assert.Throws<ArgumentException>(() => ProcessState.Fold(null, [new WaitClosed(1, "a", WaitEnd.Done)]));
    }
}

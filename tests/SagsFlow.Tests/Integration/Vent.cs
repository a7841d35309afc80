namespace SagsFlow.Tests.Integration;

internal static class Vent
{
    /// <summary>Waits for what the program does by itself.</summary>
    public static Task PaaAsync(Func<bool> sket) => PaaAsync(() => Task.FromResult(sket()));

    /// <summary>The same, asked over HTTP.</summary>
    public static async Task PaaAsync(Func<Task<bool>> sket)
    {
        for (var i = 0; !await sket(); i++)
        {
            Assert.True(i < 600, "It did not happen within a minute.");
            await Task.Delay(100);
        }
    }
}

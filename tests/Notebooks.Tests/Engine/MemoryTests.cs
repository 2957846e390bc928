using System.Globalization;

namespace Notebooks.Tests.Engine;

/// <summary>What a long session costs.</summary>
public sealed class MemoryTests(TestSession session) : IClassFixture<TestSession>
{
    [Fact]
    public async Task Three_hundred_cells_leave_less_than_100_MB_in_use()
    {
        for (var i = 0; i < 300; i++)
        {
            await session.RunOkAsync(string.Create(CultureInfo.InvariantCulture, $"var x{i} = {i}; x{i}"));
        }

        var megabytes = int.Parse((await session.RunOkAsync("GC.GetTotalMemory(forceFullCollection: true) >> 20")).Text!, CultureInfo.InvariantCulture);
        Assert.InRange(megabytes, 1, 99);
    }
}

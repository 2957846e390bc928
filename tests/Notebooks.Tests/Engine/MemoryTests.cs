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

    [Fact]
    public async Task Forty_questions_between_cells_take_less_than_100_MB()
    {
        await session.RunOkAsync("var kept = 1;");
        await session.CompleteAsync("", 0);
        var before = await WorkingSetAsync();

        for (var i = 0; i < 40; i++)
        {
            await session.RunOkAsync("kept++;");
            await session.CompleteAsync("kept.", 5);
        }

        Assert.InRange(await WorkingSetAsync() - before, -1000, 99);
    }

    private async Task<int> WorkingSetAsync() =>
        int.Parse((await session.RunOkAsync("GC.Collect(); Environment.WorkingSet >> 20")).Text!, CultureInfo.InvariantCulture);
}

using Notebooks.Engine.Protocol;

namespace Notebooks.Tests.Engine;

public class StreamTests(TestSession session) : IClassFixture<TestSession>
{
    [Fact]
    public async Task Printed_text_displays_and_the_result_come_in_the_order_they_were_made()
    {
        var cell = await session.RunOkAsync("""
            Console.Write("a");
            display(1);
            Console.WriteLine("b");
            Console.Error.Write("c");
            Console.Write("d");
            display(2);
            Console.Write("e");
            3
            """);

        Assert.Equal(
            ["stdout: a", "display: 1", "stdout: b\n", "stderr: c", "stdout: d", "display: 2", "stdout: e", "result: 3"],
            cell.Story());
    }

    [Fact]
    public async Task A_hundred_thousand_lines_arrive_complete_and_in_order()
    {
        var cell = await session.RunOkAsync("for (var i = 0; i < 100_000; i++) Console.WriteLine(i);");

        Assert.Equal(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i}\n")), cell.Stdout);
    }

    [Fact]
    public async Task A_very_long_line_arrives_whole()
    {
        var cell = await session.RunOkAsync("Console.Write(new string('x', 20_000_000)); Console.Write('!');");

        Assert.Equal(20_000_001, cell.Stdout.Length);
        Assert.EndsWith("x!", cell.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_many_threads_is_complete()
    {
        var cell = await session.RunOkAsync("Parallel.For(0, 2000, i => Console.WriteLine($\"line {i}\"));");

        Assert.Equal(
            Enumerable.Range(0, 2000).Select(i => $"line {i}").Order(StringComparer.Ordinal),
            cell.Stdout.TrimEnd('\n').Split('\n').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Characters_beyond_the_basic_plane_survive_being_printed_in_halves()
    {
        var cell = await session.RunOkAsync("for (var i = 0; i < 5000; i++) foreach (var half in \"😀é\") Console.Write(half);");

        Assert.Equal(string.Concat(Enumerable.Repeat("😀é", 5000)), cell.Stdout);
    }

    [Theory]
    [InlineData("Console.Write(\"\\u001e{}\\n\");", "\u001e{}\n")]
    [InlineData("Console.Write(\"\\u0000\\u001b[31mred\\u001b[0m\\\"\\\\\\t\");", "\0\u001b[31mred\u001b[0m\"\\\t")]
    [InlineData("Console.Write(\"a\\rb\\r\\nc\");", "a\rb\r\nc")]
    public async Task Control_characters_arrive_as_they_are(string code, string expected)
    {
        Assert.Equal(expected, (await session.RunOkAsync(code)).Stdout);
    }

    [Fact]
    public async Task Every_way_to_print_goes_to_the_stream()
    {
        var cell = await session.RunOkAsync("""
            Console.Write('a'); Console.Write(1); Console.Write(1.5); Console.Write(true); Console.Write("{0:0.0}", 2);
            Console.Write(new[] { 'x', 'y' }); Console.Out.Write("s".AsSpan()); await Console.Out.WriteAsync("z");
            Console.WriteLine(); Console.WriteLine((object)null); await Console.Out.WriteLineAsync("end");
            """);

        Assert.Equal("a11.5True2.0xysz\n\nend\n", cell.Stdout);
    }

    [Fact]
    public async Task Text_written_past_the_console_is_shown_too()
    {
        var cell = await session.RunOkAsync("""
            var raw = Console.OpenStandardOutput();
            raw.Write("straight\n"u8);
            raw.Flush();
            """);

        Assert.Equal("straight\n", cell.Stdout);
    }

    [Fact]
    public async Task Printing_from_a_thread_that_outlives_its_cell_harms_nothing()
    {
        await session.RunOkAsync("""
            var printed = new TaskCompletionSource();
            var go = new TaskCompletionSource();
            var late = Task.Run(async () => { await go.Task; Console.Write("late"); printed.SetResult(); });
            """);

        Assert.Equal("late", (await session.RunOkAsync("go.SetResult(); await printed.Task;")).Stdout);
    }

    [Fact]
    public async Task A_program_that_a_cell_starts_does_not_read_the_cells_to_come()
    {
        var reader = OperatingSystem.IsWindows() ? "findstr.exe\", \"x" : "cat";
        var cell = await session.RunAsync(
            $"using (var reader = System.Diagnostics.Process.Start(\"{reader}\")) {{ reader.WaitForExit(); }}", TimeSpan.FromSeconds(20));

        Assert.Equal(CellEnd.Completed, cell.Outcome.End);
        Assert.Equal("2", (await session.RunOkAsync("1 + 1")).Text);
    }
}

using Notebooks.Engine.Protocol;

namespace Notebooks.Tests.Engine;

/// <summary>Loops and lambdas, into which the engine puts checkpoints: nothing else may be seen of them.</summary>
public sealed class LoopTests(TestSession session) : IClassFixture<TestSession>
{
    [Theory]
    [InlineData("int F() { int x; while (true) { x = 1; break; } return x; }\nF()", "1")]
    [InlineData("int F() { int x; do { x = 2; } while (x < 0); return x; }\nF()", "2")]
    [InlineData("int F() { int x; do x = 3; while (x < 0); return x; }\nF()", "3")]
    [InlineData("int F() { for (var i = 0; ; i++) if (i * i > 50) return i; }\nF()", "8")]
    [InlineData("int F() { while (true) if (DateTime.Now.Year > 2000) return 4; }\nF()", "4")]
    [InlineData("int F(int n) { while (true) { if (n > 9) { return n; } n++; } }\nF(5)", "10")]
    [InlineData("int F() { var sum = 0; foreach (var x in new[] { 1, 2 }) foreach (var (a, b) in new[] { (3, 4) }) sum += x * a * b; return sum; }\nF()", "36")]
    [InlineData("int F() { Span<int> xs = stackalloc int[3]; foreach (ref var x in xs) x = 2; var sum = 0; foreach (var x in xs) sum += x; return sum; }\nF()", "6")]
    [InlineData("IEnumerable<int> F() { for (var i = 0; i < 3; i++) yield return i; }\nstring.Join(\",\", F())", "0,1,2")]
    [InlineData("async Task<int> F() { var n = 0; await foreach (var x in G()) { n += x; } return n; }\nasync IAsyncEnumerable<int> G() { for (var i = 0; i < 4; i++) { await Task.Yield(); yield return i; } }\nawait F()", "6")]
    [InlineData("var total = 0; for (int i = 0; i < 3; i++) for (int j = 0; j < 4; j++) for (int k = 0; k < 5; k++) total += Math.Max(j, k); total", "150")]
    [InlineData("Func<int, int> f = x => { return x + 1; }; Func<int, int, int> g = (x, y) => { return x * y; }; f(g(2, 3))", "7")]
    [InlineData("Func<Task<int>> f = async () => { await Task.Yield(); return 8; }; await f()", "8")]
    [InlineData("System.Linq.Expressions.Expression<Func<int, int>> f = x => x + 1; f.ToString()", "x => (x + 1)")]
    [InlineData("var i = 0;\nwhile (i < 9) // to nine\n#if true\n{ /* up */ i++; }\n#else\n{ }\n#endif\ni", "9")]
    [InlineData("var i = 0; while (i < 9)\n#pragma warning disable CS0168\n{ int unused; i++; }\n#pragma warning restore CS0168\ni", "9")]
    [InlineData("switch (3) { case 3: for (;;) { break; } goto default; default: break; }\n\"switched\"", "switched")]
    [InlineData("var global = 1; var Notebooks = 2; var Checkpoint = 3; var sum = 0; foreach (var x in new[] { global, Notebooks, Checkpoint }) { sum += x; } sum", "6")]
    public async Task Loops_mean_what_they_say(string code, string expected)
    {
        var cell = await session.RunOkAsync(code);

        Assert.Equal(expected, cell.Text);
        Assert.Equal("", cell.Stderr);
    }

    [Theory]
    [InlineData("for (;;) { missing(); }", 1, 12)]
    [InlineData("while (true) missing();", 1, 14)]
    [InlineData("do { } while (missing);", 1, 15)]
    [InlineData("foreach (var x in missing) { }", 1, 19)]
    [InlineData("Action f = () => { missing(); };", 1, 20)]
    [InlineData("foreach (var x in new[] { 1 })\n{\n    throw new Exception();\n}", 3, 5)]
    [InlineData("for (;;) throw new Exception();", 1, 10)]
    [InlineData("Action f = () => { throw new Exception(); }; f();", 1, 20)]
    [InlineData("do { int.Parse(\"x\"); } while (true);", 1, 6)]
    public async Task Errors_stand_where_the_author_sees_them(string code, int line, int column)
    {
        var error = await session.RunFailingAsync(code);

        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public async Task A_finalizer_with_a_loop_survives_an_interrupt()
    {
        await session.RunOkAsync("class Finalized { ~Finalized() { for (var i = 0L; i < 1000; i++) { } } }\nvoid Drop() => new Finalized();");

        var cell = await session.RunInterruptedAsync("Console.Write(\"running\");\nwhile (true) { Drop(); GC.Collect(); }");

        Assert.True(cell.IsInterrupted, cell.ToString());
        Assert.Equal(CellEnd.Completed, (await session.RunAsync("GC.Collect(); GC.WaitForPendingFinalizers();")).Outcome.End);
    }
}

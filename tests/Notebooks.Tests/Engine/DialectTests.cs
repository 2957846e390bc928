namespace Notebooks.Tests.Engine;

/// <summary>The C# of a cell is .NET Interactive's: script mode, C# 14, its default usings.</summary>
public class DialectTests(TestSession session) : IClassFixture<TestSession>
{
    [Theory]
    [InlineData("Math.Abs(-1)")]
    [InlineData("new StringBuilder().Length")]
    [InlineData("new ArrayList().Count")]
    [InlineData("new List<int>().Count")]
    [InlineData("Task.FromResult(0).Result")]
    [InlineData("Enumerable.Range(0, 1).First()")]
    public async Task The_default_usings_are_there(string expression)
    {
        Assert.Equal(expression == "Math.Abs(-1)" ? "1" : "0", (await session.RunOkAsync(expression)).Text);
    }

    [Theory]
    [InlineData("File.Exists(\"x\")")]
    [InlineData("new System.Threading.CancellationToken(); new CancellationToken()")]
    [InlineData("new HttpClient()")]
    public async Task Other_namespaces_are_not_imported(string code)
    {
        var error = await session.RunFailingAsync(code);

        Assert.Matches("CS0103|CS0246", error.Message);
    }

    [Theory]
    [InlineData("int[] xs = [1, .. new[] { 2, 3 }]; xs.Length", "3")]
    [InlineData("class Box(int size) { public int Size => size; }\nnew Box(4).Size", "4")]
    [InlineData("unsafe { int x = 6; int* p = &x; *p = 7; display(*p); }\n7", "7")]
    [InlineData("record struct Pair(int A, int B);\nnew Pair(1, 2) with { B = 3 }", "Pair { A = 1, B = 3 }")]
    [InlineData("class Named { public string Name { get => field ?? \"none\"; set; } }\nnew Named().Name", "none")]
    [InlineData("static int Plus(this int x, int y) => x + y;\n1.Plus(2)", "3")]
    [InlineData("{ Span<int> s = stackalloc int[3]; display(s.Length); }\n3", "3")]
    [InlineData("var text = \"\"\"\n    raw \"text\"\n    \"\"\";\ntext", "raw \"text\"")]
    public async Task Modern_CSharp_works(string code, string expected)
    {
        Assert.Equal(expected, (await session.RunOkAsync(code)).Text);
    }

    [Theory]
    [InlineData("namespace N { }", "CS7021")]
    [InlineData("static class E { public static int Twice(this int x) => 2 * x; }", "CS1109")]
    [InlineData("Span<int> span = new int[3];", "CS8345")]
    [InlineData("file class Hidden { }", "CS9")]
    [InlineData("using var stream = new System.IO.MemoryStream();", "CS")]
    [InlineData("new int[3].AsSpan()", "CS0029")]
    public async Task What_a_script_cannot_hold_is_a_compile_error(string code, string id)
    {
        Assert.Contains(id, (await session.RunFailingAsync(code)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Symbols_of_target_frameworks_are_not_defined()
    {
        Assert.Equal("none", (await session.RunOkAsync("#if NET10_0_OR_GREATER || NET || DEBUG\n\"some\"\n#else\n\"none\"\n#endif")).Text);
    }

    [Fact]
    public async Task A_warning_goes_to_stderr_with_its_place_and_fails_nothing()
    {
        var cell = await session.RunOkAsync("var fine = 1;\n#warning careful\nfine");

        Assert.Equal("1", cell.Text);
        Assert.Equal($"{cell.Name} (2,10): warning CS1030: #warning: 'careful'\n", cell.Stderr);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public async Task Line_ends_of_any_kind_will_do(string end)
    {
        Assert.Equal("3", (await session.RunOkAsync($"var a1 = 1;{end}var a2 = 2;{end}a1 + a2{end}")).Text);
    }

    [Fact]
    public async Task Reading_input_is_an_error_that_says_nobody_is_there()
    {
        foreach (var read in new[] { "Console.ReadLine()", "Console.Read()", "Console.In.ReadToEnd()", "await Console.In.ReadLineAsync()" })
        {
            var error = await session.RunFailingAsync(read);

            Assert.Equal("System.InvalidOperationException", error.Name);
            Assert.Contains("no input to read", error.Message, StringComparison.Ordinal);
        }
    }
}

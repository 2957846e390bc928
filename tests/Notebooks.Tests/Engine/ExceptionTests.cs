namespace Notebooks.Tests.Engine;

public class ExceptionTests(TestSession session) : IClassFixture<TestSession>
{
    [Fact]
    public async Task An_exception_shows_its_message_and_the_users_frames_with_lines_and_nobody_elses()
    {
        await session.RunOkAsync("int Divide(int a, int b)\n{\n    return a / b;\n}");
        var cell = await session.RunAsync("int zero = 0;\n\nint Outer() =>\n    Divide(1, zero);\nOuter()");

        Assert.Equal("System.DivideByZeroException", cell.Error.Name);
        Assert.Equal("Attempted to divide by zero.", cell.Error.Message);
        Assert.Equal(
            [
                "System.DivideByZeroException: Attempted to divide by zero.",
                "   at Divide in cell 1, line 3",
                $"   at Outer in {cell.Name}, line 4",
                $"   at {cell.Name}, line 5",
            ],
            cell.Error.Traceback.Select(line => line.Replace(FirstCell(cell.Error.Traceback[1]), "cell 1", StringComparison.Ordinal)));
        Assert.Equal(4, cell.Error.Line);
    }

    [Theory]
    [InlineData("class Thrower { public void Go() => throw new Exception(\"x\"); }\nnew Thrower().Go();", "Thrower.Go")]
    [InlineData("class Ctor { public Ctor() { throw new Exception(\"x\"); } }\nnew Ctor();", "new Ctor")]
    [InlineData("async Task Later() { await Task.Yield(); throw new Exception(\"x\"); }\nawait Later();", "Later")]
    [InlineData("void Outside() { void Inside() => throw new Exception(\"x\"); Inside(); }\nOutside();", "Inside")]
    [InlineData("T Generic<T>() => throw new Exception(\"x\");\nGeneric<int>();", "Generic")]
    [InlineData("IEnumerable<int> Lazily() { yield return 1; throw new Exception(\"x\"); }\nforeach (var i in Lazily()) { }", "Lazily")]
    public async Task Frames_name_methods_as_they_are_written(string code, string method)
    {
        var cell = await session.RunAsync(code);

        Assert.Equal($"   at {method} in {cell.Name}, line 1", cell.Error.Traceback[1]);
    }

    [Theory]
    [InlineData("new[] { 3, 1 }.Select(i => 1 / (i - i)).ToList();")]
    [InlineData("new List<object> { new object(), new object() }.Sort();")]
    [InlineData("int.Parse(\"no\");")]
    [InlineData("await Task.Run(() => int.Parse(\"no\"));")]
    [InlineData("await Task.WhenAll(Task.Run(() => int.Parse(\"no\")));")]
    [InlineData("Parallel.For(0, 2, i => throw new Exception(\"x\"));")]
    [InlineData("dynamic d = 1; d.Nothing();")]
    [InlineData("Activator.CreateInstance(typeof(string), 1, 2, 3);")]
    public async Task No_frame_of_the_runtime_or_the_engine_is_shown(string code)
    {
        var cell = await session.RunAsync("\n" + code);
        var frames = cell.Error.Traceback.Where(line => line.StartsWith("   at ", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(frames);
        Assert.All(frames, frame => Assert.Equal($"   at {cell.Name}, line 2", frame));
    }

    [Fact]
    public async Task Inner_exceptions_are_told_with_their_places()
    {
        var cell = await session.RunAsync("try\n{\n    int.Parse(\"no\");\n}\ncatch (Exception e)\n{\n    throw new InvalidOperationException(\"outer\", e);\n}");

        Assert.Equal("System.InvalidOperationException: outer", cell.Error.Traceback[0]);
        Assert.Equal($"   at {cell.Name}, line 7", cell.Error.Traceback[1]);
        Assert.StartsWith(" ---> System.FormatException: ", cell.Error.Traceback[2], StringComparison.Ordinal);
        Assert.Equal($"   at {cell.Name}, line 3", cell.Error.Traceback[3]);
    }

    [Fact]
    public async Task Lines_count_from_the_start_of_the_cell_also_after_directives()
    {
        var error = await session.RunFailingAsync("#!time\n// a comment\n\nthrow new Exception(\"x\");");

        Assert.Equal(4, error.Line);
    }

    [Fact]
    public async Task An_exception_in_an_imported_file_names_the_file_and_its_line()
    {
        session.Write("thrower.csx", "// first\nvoid FromFile()\n{\n    throw new Exception(\"from file\");\n}\n");
        await session.RunOkAsync("#!import thrower.csx");

        var cell = await session.RunAsync("\nFromFile();");

        Assert.Equal("   at FromFile in thrower.csx, line 4", cell.Error.Traceback[1]);
        Assert.Equal($"   at {cell.Name}, line 2", cell.Error.Traceback[2]);
        Assert.Equal(2, cell.Error.Line);
    }

    [Fact]
    public async Task An_exception_whose_message_throws_is_still_reported()
    {
        var error = await session.RunFailingAsync("class Odd : Exception { public override string Message => throw new Exception(\"again\"); }\nthrow new Odd();");

        Assert.Contains("Odd", error.Name, StringComparison.Ordinal);
        Assert.Equal("2", (await session.RunOkAsync("1 + 1")).Text);
    }

    [Fact]
    public async Task A_type_of_the_user_is_named_as_the_user_named_it()
    {
        var error = await session.RunFailingAsync("class OwnException : Exception { }\nthrow new OwnException();");

        Assert.Equal("OwnException", error.Name);
    }

    private static string FirstCell(string frame) => frame[(frame.IndexOf(" in ", StringComparison.Ordinal) + 4)..frame.IndexOf(", line", StringComparison.Ordinal)];
}

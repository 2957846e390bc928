using System.Text;
using Notebooks.Engine.Documents;

namespace Notebooks.Tests.Documents;

public class NotebookFormatTests
{
    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \r\n\t", "empty")]
    [InlineData("[]", "expected a JSON object, got a list")]
    [InlineData("null", "expected a JSON object, got nothing")]
    [InlineData("3", "expected a JSON object, got a number")]
    [InlineData("\"text\"", "expected a JSON object, got text")]
    [InlineData("{}", "no 'nbformat'; expected 4")]
    [InlineData("""{"nbformat": 3, "worksheets": []}""", "format 3 cannot be read; expected 4; 'jupyter nbconvert")]
    [InlineData("""{"nbformat": 5, "cells": []}""", "format 5 cannot be read; expected 4")]
    [InlineData("""{"nbformat": "4", "cells": []}""", "format \"4\" cannot be read; expected 4")]
    [InlineData("""{"nbformat": 4}""", "'cells' must be a list, got nothing")]
    [InlineData("""{"nbformat": 4, "cells": {}}""", "'cells' must be a list, got an object")]
    [InlineData("""{"nbformat": 4, "cells": [], "metadata": []}""", "'metadata' must be an object, got a list")]
    [InlineData("""{"nbformat": 4, "cells": [1]}""", "cell 1: expected an object, got a number")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "raw"}, {"cell_type": "heading"}]}""", "cell 2: 'cell_type' must be code, markdown or raw, got \"heading\"")]
    [InlineData("""{"nbformat": 4, "cells": [{"source": ""}]}""", "cell 1: 'cell_type' must be code, markdown or raw, got nothing")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "raw", "source": [1]}]}""", "cell 1: 'source' must be text or a list of lines")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "raw", "metadata": null}]}""", "cell 1: 'metadata' must be an object, got nothing")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "code", "outputs": ""}]}""", "cell 1: 'outputs' must be a list, got text")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "code", "outputs": [{}]}]}""", "cell 1: output 1 must be an object with an 'output_type'")]
    [InlineData("{\"nbformat\": 4,\n \"cells\": [],\n \"é\": oops}", "not valid JSON at line 3, position 7")]
    [InlineData("{\"nbformat\": 4,\n \"cells\": [", "not valid JSON at line 2")]
    [InlineData("{\n<<<<<<< HEAD\n \"cells\": []\n=======", "line 2, position 1: a merge conflict was left in the file")]
    [InlineData("""{"nbformat": 4, "cells": [], "metadata": {"a": 1, "a": 2}}""", "'a'")]
    [InlineData("""{"nbformat": 4, "cells": [], "metadata": {"a": NaN}}""", "not valid JSON at line 1, position 48")]
    public void What_is_not_a_notebook_is_refused_in_one_line_that_says_why(string json, string reason)
    {
        var error = Assert.Throws<NotebookFormatException>(() => NotebookDocument.Parse(json, "folder/a.ipynb"));

        Assert.StartsWith("folder/a.ipynb: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal("folder/a.ipynb", error.FileName);
    }

    [Fact]
    public void Text_in_another_encoding_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.ipynb"], NotebookDocument.Create().ToJson(), Encoding.Unicode);

        var error = Assert.Throws<NotebookFormatException>(() => NotebookDocument.Load(folder["a.ipynb"]));

        Assert.Contains("not UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_refused_by_name()
    {
        using var folder = new TemporaryFolder();

        var missing = Assert.Throws<NotebookFormatException>(() => NotebookDocument.Load(folder["no.ipynb"]));
        var directory = Assert.Throws<NotebookFormatException>(() => NotebookDocument.Load(folder.Path));

        Assert.Equal($"{folder["no.ipynb"]}: there is no such file", missing.Message);
        Assert.Equal($"{folder.Path}: a folder; expected a notebook file", directory.Message);
    }

    [Fact]
    public void JSON_nested_beyond_reason_is_refused_not_a_crash()
    {
        var json = $$"""{"nbformat": 4, "cells": [], "a": {{new string('[', 100_000)}}{{new string(']', 100_000)}} }""";

        Assert.Throws<NotebookFormatException>(() => NotebookDocument.Parse(json, "test"));
    }

    [Fact]
    public void Broken_files_of_every_kind_are_refused_or_read_and_never_crash()
    {
        var whole = File.ReadAllText(RoundTripTests.Data("format-4.5.ipynb"));
        var random = new Random(1);
        for (var i = 0; i < 3_000; i++)
        {
            var start = random.Next(whole.Length);
            var length = random.Next(Math.Min(40, whole.Length - start));
            var broken = random.Next(3) switch
            {
                0 => whole[..start],
                1 => whole.Remove(start, length),
                _ => whole.Insert(start, whole.Substring(random.Next(whole.Length - length), length)),
            };

            try
            {
                var document = NotebookDocument.Parse(broken, "test");
                Assert.Equal(document.ToJson(), document.Clone().ToJson());
                Assert.All(document.Cells, cell => Assert.NotNull(cell.Source));
            }
            catch (NotebookFormatException error)
            {
                Assert.DoesNotContain('\n', error.Message);
            }
        }
    }
}

using System.Text.Json.Nodes;

namespace Pooling.Figures.Tests;

public class FromJsonTests
{
    [Fact]
    public void A_figure_of_another_library_keeps_all_it_has()
    {
        const string Json =
            """{"data":[{"type":"heatmap","z":[[1,2],[3,4]],"new":{"a":[true,null]}}],"layout":{"title":{"text":"T"}},"frames":[{"name":"f"}]}""";
        Figure figure = Figure.FromJson(Json);
        Assert.Equal(Json, figure.ToJson());
        Assert.Equal(Json, Figure.FromJson(figure.ToJson()).ToJson());
    }

    [Fact]
    public void Titles_of_old_figures_become_objects()
    {
        Figure figure = Figure.FromJson("""{"data":[],"layout":{"title":"T","xaxis":{"title":"x"},"yaxis2":{"title":{"text":"y"}}}}""");
        Assert.Equal(
            """{"title":{"text":"T"},"xaxis":{"title":{"text":"x"}},"yaxis2":{"title":{"text":"y"}}}""",
            figure.Layout.ToJsonString());
    }

    [Theory]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":[],"layout":null,"frames":null}""")]
    public void Layout_and_frames_may_be_missing(string json)
    {
        Figure figure = Figure.FromJson(json);
        Assert.Empty(figure.Layout);
        Assert.Empty(figure.Frames);
        _ = new SvgReader(figure.ToSvg());
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{", "not JSON")]
    [InlineData("[]", "got an array")]
    [InlineData("null", "got null")]
    [InlineData("3", "got a number")]
    [InlineData("{}", "it has no 'data'")]
    [InlineData("""{"data":{}}""", "'data' is an object")]
    [InlineData("""{"data":[1]}""", "not a trace")]
    [InlineData("""{"data":[null]}""", "not a trace")]
    [InlineData("""{"data":[],"layout":[]}""", "'layout' is an array")]
    [InlineData("""{"data":[],"frames":"x"}""", "'frames' is a string")]
    public void What_is_no_figure_is_refused_with_a_reason(string json, string reason)
    {
        ArgumentException error = Assert.Throws<ArgumentException>("plotlyFigureJson", () => Figure.FromJson(json));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_refused() => Assert.Throws<ArgumentNullException>(() => Figure.FromJson(null!));

    [Fact]
    public void A_heatmap_has_its_categories_along_its_axes_and_row_0_at_the_bottom()
    {
        SvgReader svg = Draw("""
            {"data":[{"type":"heatmap","z":[[1,2],[3,4]],"x":["A","B"],"y":["low","high"],
              "colorscale":[[0,"#000000"],[1,"#ffffff"]],"texttemplate":"%{z}"}]}
            """);
        Assert.Equal(["1", "2", "3", "4"], svg.Cells.OrderByDescending(cell => cell.Y).ThenBy(cell => cell.X).Select(cell => svg.TextIn(cell).Value));
        Assert.Equal(["#000000", "#555555", "#aaaaaa", "#ffffff"], svg.Cells.Select(cell => cell.Color));
        SvgReader.Label low = svg.Texts.Single(text => text.Value == "low");
        SvgReader.Label high = svg.Texts.Single(text => text.Value == "high");
        Assert.True(low.Y > high.Y);
        Assert.True(svg.Texts.Single(text => text.Value == "A").X < svg.Texts.Single(text => text.Value == "B").X);
    }

    [Theory]
    [InlineData("f8", 8)]
    [InlineData("f4", 4)]
    [InlineData("i2", 2)]
    [InlineData("u1", 1)]
    public void Binary_arrays_are_read(string type, int size)
    {
        byte[] bytes =
        [
            .. Enumerable.Range(1, 6).SelectMany(value => (size, type[0]) switch
            {
                (8, _) => BitConverter.GetBytes((double)value),
                (4, _) => BitConverter.GetBytes((float)value),
                (2, _) => BitConverter.GetBytes((short)value),
                _ => [(byte)value],
            }),
        ];
        string data = Convert.ToBase64String(bytes);
        SvgReader svg = Draw(
            $$"""{"data":[{"type":"heatmap","z":{"dtype":"{{type}}","bdata":"{{data}}","shape":"2, 3"},"texttemplate":"%{z}"}]}""");
        Assert.Equal(["1", "2", "3", "4", "5", "6"], svg.Cells.OrderByDescending(cell => cell.Y).ThenBy(cell => cell.X).Select(cell => svg.TextIn(cell).Value));
    }

    [Fact]
    public void Named_scales_and_a_middle_are_understood()
    {
        SvgReader svg = Draw("""{"data":[{"type":"heatmap","z":[[-1,0,4]],"colorscale":"Greys","zmid":0}]}""");
        Assert.Equal(["#606060", "#808080", "#ffffff"], svg.Cells.Select(cell => cell.Color));
    }

    [Fact]
    public void A_line_goes_through_its_points()
    {
        SvgReader svg = Draw(
            """{"data":[{"x":[0,1,2],"y":[0,10,5],"mode":"lines"}],"layout":{"width":300,"height":200,"margin":{"l":50,"r":50,"t":50,"b":50},"xaxis":{"range":[0,2]},"yaxis":{"range":[0,10]}}}""");
        Assert.Contains(svg.Elements("path"), path => (string)path.Attribute("d")! == "M50 150L150 50L250 100");
    }

    [Fact]
    public void Bars_stand_on_zero_and_reach_to_their_value()
    {
        SvgReader svg = Draw(
            """{"data":[{"type":"bar","x":["a","b"],"y":[5,10],"marker":{"color":"#123456"}}],"layout":{"width":300,"height":200,"margin":{"l":50,"r":50,"t":50,"b":50},"yaxis":{"range":[0,10]}}}""");
        (double Top, double Bottom)[] bars =
        [
            .. svg.Elements("rect").Where(rect => (string?)rect.Attribute("fill") == "#123456")
                .Select(rect => ((double)rect.Attribute("y")!, (double)rect.Attribute("y")! + (double)rect.Attribute("height")!)),
        ];
        Assert.Equal([(100, 150), (50, 150)], bars);
    }

    [Fact]
    public void A_histogram_counts()
    {
        SvgReader svg = Draw(
            """{"data":[{"type":"histogram","x":[1,1,1,2,3,3],"xbins":{"start":0.5,"size":1},"marker":{"color":"#123456"}}],"layout":{"yaxis":{"range":[0,6]}}}""");
        double[] heights = [.. svg.Elements("rect").Where(rect => (string?)rect.Attribute("fill") == "#123456").Select(rect => (double)rect.Attribute("height")!)];
        Assert.Equal([3, 1, 2], heights.Select(height => (int)Math.Round(height / heights[1])));
    }

    [Fact]
    public void Subplots_lie_in_the_domains_of_their_axes()
    {
        SvgReader svg = Draw("""
            {"data":[{"type":"heatmap","z":[[1]]},{"type":"heatmap","z":[[1]],"xaxis":"x2","yaxis":"y2"}],
             "layout":{"width":400,"height":200,"margin":{"l":0,"r":0,"t":0,"b":0},"xaxis":{"domain":[0,0.4],"visible":false},
               "yaxis":{"visible":false},"xaxis2":{"domain":[0.5,1],"visible":false},"yaxis2":{"visible":false,"anchor":"x2"}}}
            """);
        Assert.Equal(2, svg.Cells.Length);
        Assert.True(svg.Cells[0].X + svg.Cells[0].Width <= svg.Cells[1].X);
    }

    [Fact]
    public void What_needs_plotly_is_said_in_words()
    {
        SvgReader svg = Draw("""{"data":[{"type":"scatter3d","x":[1],"y":[1],"z":[1]},{"type":"pie","values":[1,2]}]}""");
        Assert.Contains(svg.Texts, text => text.Value.Contains("scatter3d", StringComparison.Ordinal) && text.Value.Contains("plotly.js", StringComparison.Ordinal));
        Assert.Contains(svg.Texts, text => text.Value.Contains("pie", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_of_several_traces_are_explained()
    {
        SvgReader svg = Draw("""{"data":[{"y":[1,2],"name":"train"},{"y":[2,1],"name":"test"}],"layout":{"title":{"text":"Loss<br><b>by epoch</b>"},"xaxis":{"title":"epoch"}}}""");
        string[] texts = [.. svg.Texts.Select(text => text.Value)];
        Assert.All((string[])["train", "test", "Loss", "by epoch", "epoch"], text => Assert.Contains(text, texts));
    }

    [Fact]
    public void A_picture_never_fetches_anything()
    {
        SvgReader svg = Draw("""{"data":[{"type":"image","source":"https://example.org/tracker.png"}]}""");
        Assert.Empty(svg.Elements("image"));
    }

    /// <summary>Whatever stands in a figure, the picture is well formed and nothing is thrown.</summary>
    [Fact]
    public void Damaged_figures_still_make_a_picture()
    {
        string[] figures =
        [
            Figure.SlidingWindow(Tensors.ArticleImage, new MaxPooling2D(2)).ToJson(),
            Figure.Heatmap(Tensors.Noise(70, 70)).ToJson(),
            """{"data":[{"type":"heatmap","z":[[1,2],[3,4]],"x":["A","B"],"y":[1,2],"texttemplate":"%{z:.2f}","showscale":true}],"layout":{"xaxis":{"type":"category","tickvals":[0],"ticktext":["t"]}}}""",
            """{"data":[{"y":[1,2,3],"mode":"lines+markers+text","text":["a","b","c"],"fill":"tozeroy","marker":{"color":[1,2,3],"size":[4,5,6],"showscale":true,"symbol":"cross"}}],"layout":{"yaxis":{"type":"log"},"annotations":[{"x":1,"y":2,"text":"here","ax":3}],"shapes":[{"type":"path","path":"M0,0L1,1Z"},{"type":"circle","x0":0,"x1":1,"y0":0,"y1":1}]}}""",
            """{"data":[{"type":"bar","x":["2024-01-01","2025-01-01"],"y":[1,2],"text":["p","q"]},{"type":"histogram","x":[1,2,2]},{"type":"bar","y":[3,4]}],"layout":{"barmode":"stack","legend":{"orientation":"h"},"margin":{"l":1}}}""",
            """{"data":[{"type":"image","z":[[[1,2,3],[4,5,6]]]},{"type":"contour","z":[[1,2],[3,4]],"coloraxis":"coloraxis"}],"layout":{"coloraxis":{"colorscale":"Jet","colorbar":{"title":"t"}}}}""",
        ];
        string[] replacements =
        [
            "null", "true", "\"\"", "\"x\"", "\"-1\"", "0", "-1", "1e300", "-1e300", "1e-300", "[]", "{}", "[[]]", "[null]",
            "[1,2]", "[\"a\",3]", "[[1],[2,3]]", "\"NaN\"", "\"2024-02-30\"", "{\"dtype\":\"f8\",\"bdata\":\"AAAA\"}",
        ];
        var random = new Random(11);
        for (int i = 0; i < 3000; i++)
        {
            JsonNode figure = JsonNode.Parse(figures[i % figures.Length])!;
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                Damage(figure, random, JsonNode.Parse(replacements[random.Next(replacements.Length)]));
            }

            string json = figure.ToJsonString();
            try
            {
                Figure damaged = Figure.FromJson(json);
                _ = new SvgReader(damaged.ToSvg());
                Assert.NotEmpty(damaged.ToString());
            }
            catch (ArgumentException error) when (error.ParamName == "plotlyFigureJson")
            {
                // Refused, which is fine.
            }
            catch (Exception error)
            {
                Assert.Fail($"{error}\n{json}");
            }
        }
    }

    private static void Damage(JsonNode node, Random random, JsonNode? replacement)
    {
        while (true)
        {
            JsonNode? child;
            if (node is JsonObject { Count: > 0 } members)
            {
                string name = members.ElementAt(random.Next(members.Count)).Key;
                child = members[name];
                if (child is null or JsonValue || random.Next(4) == 0)
                {
                    members[name] = replacement;
                    return;
                }
            }
            else if (node is JsonArray { Count: > 0 } elements)
            {
                int index = random.Next(elements.Count);
                child = elements[index];
                if (child is null or JsonValue || random.Next(4) == 0)
                {
                    elements[index] = replacement;
                    return;
                }
            }
            else
            {
                return;
            }

            node = child;
        }
    }

    private static SvgReader Draw(string json) => new(Figure.FromJson(json).ToSvg());
}

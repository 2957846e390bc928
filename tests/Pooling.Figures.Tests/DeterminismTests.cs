using System.Globalization;
using System.Numerics.Tensors;

namespace Pooling.Figures.Tests;

public class DeterminismTests
{
    public static TheoryData<string> Cultures => ["de-DE", "fa-IR", "sv-SE", "tr-TR", ""];

    [Theory]
    [MemberData(nameof(Cultures))]
    public void The_same_bytes_come_out_in_every_culture_and_on_every_run(string culture)
    {
        string expected = In("en-US", Everything);
        Assert.Equal(expected, In(culture, Everything));
    }

    private static string In(string culture, Func<string> make)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            return make();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Everything()
    {
        Tensor<float> signed = Tensors.Of([-1.5f, 2.25f, float.NaN, float.NegativeInfinity, 1e-5f, 1e9f], 2, 3);
        Figure[] figures =
        [
            Figure.Heatmap(signed, "Signed"),
            Figure.Heatmap(Tensors.Noise(70, 70)),
            Figure.Pooling(Tensors.Noise(1, 5, 5, 2), new AveragePooling2D(3, 2, Padding.Same)),
            Figure.SlidingWindow(Tensors.Noise(1, 5, 5, 1), new AveragePooling2D(2, 1)),
            Figure.FeatureMaps(Tensors.Noise(5, 5, 6)),
            Figure.Image(Tensors.Noise(40, 30, 3)),
            Figure.FromJson("""{"data":[{"y":[1.5,-2.25,1000000.5]},{"type":"bar","x":["2024-01-01","2024-03-01"],"y":[1,2],"xaxis":"x2"}]}"""),
        ];
        return string.Join('\n', figures.Select(figure => figure.ToJson() + figure.ToSvg() + figure.ToHtml() + figure)) +
            TensorView.ToText(signed) + TensorView.ToHtml(signed);
    }
}

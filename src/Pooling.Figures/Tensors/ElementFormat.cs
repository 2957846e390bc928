using System.Globalization;
using System.Runtime.InteropServices;

namespace Pooling.Figures;

/// <summary>One format for all elements that stand together, the same in every culture.</summary>
internal static class ElementFormat
{
    private const int MostDecimals = 4;

    public static Func<object, string> For(IEnumerable<object> elements)
    {
        double[] fractions = [.. elements.Where(IsFloating).Select(ToDouble).Where(double.IsFinite)];
        bool needsPowers = fractions.Any(
            value => Math.Abs(value) >= 1e8 || (value != 0 && Math.Abs(value) < 0.5 * Math.Pow(10, -MostDecimals)));
        string format = needsPowers ? "0.####e+00" : "F" + Decimals(fractions).ToString(CultureInfo.InvariantCulture);
        return element =>
            IsFloating(element) ? Format(ToDouble(element), format)
            : element is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture)
            : element.ToString() ?? "";
    }

    /// <summary>As many decimals as the number that has most of them needs.</summary>
    private static int Decimals(double[] values)
    {
        for (int decimals = 0; decimals < MostDecimals; decimals++)
        {
            if (values.All(value => Math.Round(value, decimals) == Math.Round(value, MostDecimals)))
            {
                return decimals;
            }
        }

        return MostDecimals;
    }

    private static string Format(double value, string format) =>
        double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value) ? (value > 0 ? "∞" : "-∞")
        : value == 0 && double.IsNegative(value) ? "-" + 0.0.ToString(format, CultureInfo.InvariantCulture)
        : value.ToString(format, CultureInfo.InvariantCulture);

    private static bool IsFloating(object element) =>
        element is float or double or Half or decimal or NFloat;

    /// <summary>The number that the element's shortest text says: 0.1 for the float nearest to it.</summary>
    private static double ToDouble(object element)
    {
        string text = ((IFormattable)element).ToString(null, CultureInfo.InvariantCulture);
        return double.Parse(text, CultureInfo.InvariantCulture);
    }
}

using System.Globalization;
using System.Numerics;

namespace Pooling.Conformance.Cases;

/// <summary>Where a result first differs from what it ought to be.</summary>
internal static class Mismatch
{
    /// <summary>Compares shapes, then elements.</summary>
    /// <param name="what">What messages call the result.</param>
    /// <param name="got">The result.</param>
    /// <param name="want">What it ought to be.</param>
    /// <param name="agree">Whether the element at a place agrees: what was got, what was wanted, the place.</param>
    /// <returns>What differs, or null.</returns>
    public static string? Find<T>(string what, PlainTensor<T> got, PlainTensor<T> want, Func<T, T, int, bool> agree)
        where T : INumber<T>
    {
        if (!got.Shape.SequenceEqual(want.Shape))
        {
            return $"{what}: got the shape {Shapes.Text(got.Shape)}, wanted {Shapes.Text(want.Shape)}";
        }

        for (int i = 0; i < want.Data.Length; i++)
        {
            if (!agree(got.Data[i], want.Data[i], i))
            {
                return $"{what} at {Shapes.Text(Shapes.Coordinates(i, want.Shape))} (element {i}): "
                    + $"got {Text(got.Data[i])}, wanted {Text(want.Data[i])}";
            }
        }

        return null;
    }

    private static string Text<T>(T value)
        where T : INumber<T> => value.ToString(null, CultureInfo.InvariantCulture);
}

using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Figures;

/// <summary>Reads the values of tensors for drawing.</summary>
internal static class Values
{
    /// <summary>The elements in row-major order, as the nearest doubles.</summary>
    public static double[] Read<T>(Tensor<T> tensor)
        where T : INumber<T>
    {
        T[] elements = new T[checked((int)tensor.FlattenedLength)];
        tensor.FlattenTo(elements);
        return Array.ConvertAll(elements, double.CreateSaturating);
    }

    /// <summary>The lengths of the axes.</summary>
    /// <exception cref="ArgumentException">There are no elements.</exception>
    public static int[] Lengths<T>(Tensor<T> tensor, string argument)
    {
        ArgumentNullException.ThrowIfNull(tensor, argument);
        int[] lengths = new int[tensor.Rank];
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = checked((int)tensor.Lengths[i]);
        }

        return tensor.FlattenedLength > 0
            ? lengths
            : throw new ArgumentException(
                $"Expected a tensor with elements, but its shape is {Shape(lengths)}.", argument);
    }

    /// <summary>The tensor as a matrix: its two axes that are longer than 1, whatever its rank.</summary>
    /// <exception cref="ArgumentException">More than two axes are longer than 1.</exception>
    public static Plane ReadMatrix<T>(Tensor<T> tensor, string argument)
        where T : INumber<T>
    {
        int[] lengths = Lengths(tensor, argument);
        int[] sizes = lengths.Length == 2 ? lengths : [.. lengths.Where(length => length > 1)];
        (int rows, int columns) = sizes switch
        {
            [] => (1, 1),
            [var length] => (1, length),
            [var height, var width] => (height, width),
            _ => throw new ArgumentException(
                "Expected a matrix, a tensor with at most two axes longer than 1, " +
                $"but its shape is {Shape(lengths)}. Figure.FeatureMaps draws several channels.",
                argument),
        };
        return new Plane(rows, columns, Read(tensor));
    }

    /// <summary>A shape as text, such as <c>(1, 4, 4, 1)</c>.</summary>
    public static string Shape(IEnumerable<int> lengths) => $"({string.Join(", ", lengths)})";
}

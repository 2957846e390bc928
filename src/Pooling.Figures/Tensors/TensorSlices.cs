using System.Globalization;
using System.Numerics.Tensors;

namespace Pooling.Figures;

/// <summary>Cuts a tensor into matrices, and leaves out the middle of what is too long.</summary>
internal sealed class TensorSlices
{
    private const int LongestAxis = 16;
    private const int ShownAtEnds = 6;
    private const int MostSlices = 12;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(string)] = "string",
    };

    private readonly IReadOnlyTensor _tensor;
    private readonly nint[] _lengths;

    public TensorSlices(IReadOnlyTensor tensor)
    {
        _tensor = tensor;
        _lengths = tensor.Lengths.ToArray();
        bool isEmpty = tensor.FlattenedLength == 0;
        Caption = $"{ElementType(tensor)} ({string.Join(", ", _lengths)}){(isEmpty ? ", no elements" : "")}";
        Slices = isEmpty ? [] : Cut();
    }

    /// <summary>The type and the shape, such as <c>float (1, 4, 4, 1)</c>.</summary>
    public string Caption { get; }

    /// <summary>The matrices.</summary>
    public TensorSlice[] Slices { get; }

    private TensorSlice[] Cut()
    {
        (int rowAxis, int columnAxis) = MatrixAxes();
        nint?[] rows = Shown(rowAxis < 0 ? 1 : _lengths[rowAxis]);
        nint?[] columns = Shown(columnAxis < 0 ? 1 : _lengths[columnAxis]);
        nint[]?[] indices = [.. SliceIndices(rowAxis, columnAxis)];

        // All numbers first: they share one format.
        object?[][][] elements = new object?[indices.Length][][];
        for (int i = 0; i < indices.Length; i++)
        {
            elements[i] = indices[i] is { } index ? Matrix(index, rowAxis, columnAxis, rows, columns) : [];
        }

        Func<object, string> format = ElementFormat.For(
            elements.SelectMany(matrix => matrix).SelectMany(row => row).OfType<object>());
        var slices = new TensorSlice[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            string label = indices[i] is not { } index ? "..." : Label(index, rowAxis, columnAxis);
            string?[][] cells =
            [
                .. elements[i].Select(row => row.Select(element => element is null ? null : format(element)).ToArray()),
            ];
            slices[i] = new TensorSlice(label, cells);
        }

        return slices;
    }

    /// <summary>The axes that are the rows and the columns of a slice; -1 for none.</summary>
    private (int Rows, int Columns) MatrixAxes()
    {
        int rank = _lengths.Length;
        if (rank < 3)
        {
            return (rank - 2, rank - 1);
        }

        bool isVector = _lengths[^3] == 1 && _lengths[^2] == 1;
        return isVector ? (rank - 2, rank - 1) : (rank - 3, rank - 2);
    }

    /// <summary>The first index of each slice; null for those that are left out.</summary>
    private IEnumerable<nint[]?> SliceIndices(int rowAxis, int columnAxis)
    {
        int[] axes = [.. Enumerable.Range(0, _lengths.Length).Where(axis => axis != rowAxis && axis != columnAxis)];
        nint count = axes.Aggregate((nint)1, (product, axis) => product * _lengths[axis]);
        foreach (nint? number in Shown(count, MostSlices, MostSlices / 2))
        {
            if (number is not { } rest)
            {
                yield return null;
                continue;
            }

            nint[] index = new nint[_lengths.Length];
            foreach (int axis in axes.Reverse())
            {
                (rest, index[axis]) = nint.DivRem(rest, _lengths[axis]);
            }

            yield return index;
        }
    }

    private object?[][] Matrix(nint[] index, int rowAxis, int columnAxis, nint?[] rows, nint?[] columns)
    {
        object?[][] matrix = new object?[rows.Length][];
        for (int row = 0; row < rows.Length; row++)
        {
            matrix[row] = new object?[columns.Length];
            for (int column = 0; column < columns.Length; column++)
            {
                if (rows[row] is { } r && columns[column] is { } c)
                {
                    SetIndex(index, rowAxis, r);
                    SetIndex(index, columnAxis, c);
                    matrix[row][column] = _tensor[index];
                }
            }
        }

        return matrix;
    }

    private string Label(nint[] index, int rowAxis, int columnAxis)
    {
        if (_lengths.Length < 3)
        {
            return "";
        }

        bool isVector = columnAxis == _lengths.Length - 1;
        IEnumerable<string> parts = index.Select((value, axis) =>
            axis == columnAxis || (axis == rowAxis && !isVector) ? ":"
            : axis == rowAxis ? "0"
            : value.ToString(CultureInfo.InvariantCulture));
        return $"[{string.Join(", ", parts)}]";
    }

    /// <summary>The positions along an axis that are shown; null in the middle where some are left out.</summary>
    private static nint?[] Shown(nint length, int most = LongestAxis, int ends = ShownAtEnds) =>
        length <= most
            ? [.. Enumerable.Range(0, (int)length).Select(i => (nint?)i)]
            :
            [
                .. Enumerable.Range(0, ends).Select(i => (nint?)i),
                null,
                .. Enumerable.Range(0, ends).Select(i => (nint?)(length - ends + i)),
            ];

    private static void SetIndex(nint[] index, int axis, nint value)
    {
        if (axis >= 0)
        {
            index[axis] = value;
        }
    }

    private static string ElementType(IReadOnlyTensor tensor)
    {
        Type type = tensor.GetType().GenericTypeArguments is [var element, ..] ? element : typeof(object);
        return Keywords.GetValueOrDefault(type, type.Name);
    }
}

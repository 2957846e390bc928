using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>Rows of <see cref="double"/>, written in the type of a tensor's elements.</summary>
internal readonly ref struct NarrowedRows<T>(Rows<T> rows, Scratch<double> row) : IOutputRows<double>
    where T : INumber<T>
{
    private readonly Rows<T> _rows = rows;
    private readonly Scratch<double> _row = row;

    /// <inheritdoc/>
    public ref double Origin => ref Unsafe.NullRef<double>();

    /// <inheritdoc/>
    public bool WritesInPlace => false;

    /// <inheritdoc/>
    public bool IsStack => false;

    /// <inheritdoc/>
    public Span<double> Open(RowPlace place) => _row.Span;

    /// <inheritdoc/>
    public void Commit(RowPlace place)
    {
        TensorPrimitives.ConvertSaturating<double, T>(_row.Span, _rows.Open(place));
        _rows.Commit(place);
    }
}

using System.Numerics;
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
    public Span<double> Open(RowPlace place) => _row.Span;

    /// <inheritdoc/>
    public void Commit(RowPlace place)
    {
        Span<T> target = _rows.Open(place);
        ReadOnlySpan<double> row = _row.Span;
        for (int i = 0; i < row.Length; i++)
        {
            target[i] = T.CreateSaturating(row[i]);
        }

        _rows.Commit(place);
    }
}

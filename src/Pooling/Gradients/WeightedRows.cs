using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>Rows of weights, multiplied with the gradient of the output at their place: what windows give to elements.</summary>
internal readonly ref struct WeightedRows<T, TWeight>(
    SourceRows<T> gradOutput, Scratch<TWeight> row, PlaneShares<TWeight> shares) : IOutputRows<TWeight>
    where T : INumber<T>
    where TWeight : IMultiplyOperators<TWeight, double, TWeight>
{
    private readonly SourceRows<T> _gradOutput = gradOutput;
    private readonly Scratch<TWeight> _row = row;
    private readonly PlaneShares<TWeight> _shares = shares;

    /// <inheritdoc/>
    public ref TWeight Origin => ref Unsafe.NullRef<TWeight>();

    /// <inheritdoc/>
    public bool WritesInPlace => false;

    /// <inheritdoc/>
    public bool IsStack => false;

    /// <inheritdoc/>
    public Span<TWeight> Open(RowPlace place) => _shares.Open(place, _row);

    /// <inheritdoc/>
    public void Commit(RowPlace place)
    {
        Span<TWeight> row = _shares.Open(place, _row);
        ReadOnlySpan<T> gradient = _gradOutput.Read(place);
        for (int i = 0; i < row.Length; i++)
        {
            row[i] *= double.CreateSaturating(gradient[i]);
        }

        _shares.Commit(place, row);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>Rows of weighted gradients, turned into gradients of the elements at their place.</summary>
internal readonly ref struct ChainRows<T, TAccumulator, TWeight, TOperator>(
    TOperator op, SourceRows<T> input, Rows<T> gradInput, Scratch<TWeight> row) : IOutputRows<TWeight>
    where T : INumber<T>
    where TOperator : struct, IDifferentiableOperator<TAccumulator, TWeight>
{
    private readonly SourceRows<T> _input = input;
    private readonly Rows<T> _gradInput = gradInput;
    private readonly Scratch<TWeight> _row = row;

    /// <inheritdoc/>
    public ref TWeight Origin => ref Unsafe.NullRef<TWeight>();

    /// <inheritdoc/>
    public bool WritesInPlace => false;

    /// <inheritdoc/>
    public bool IsStack => false;

    /// <inheritdoc/>
    public Span<TWeight> Open(RowPlace place) => _row.Span;

    /// <inheritdoc/>
    public void Commit(RowPlace place)
    {
        ReadOnlySpan<T> elements = _input.Read(place);
        Span<T> gradient = _gradInput.Open(place);
        ReadOnlySpan<TWeight> row = _row.Span;
        for (int i = 0; i < row.Length; i++)
        {
            gradient[i] = T.CreateSaturating(op.Chain(double.CreateSaturating(elements[i]), row[i]));
        }

        _gradInput.Commit(place);
    }
}

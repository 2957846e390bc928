using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>Rows of weights, multiplied with the gradient of the output at their place.</summary>
internal readonly ref struct WeightedRows<T, TWeight>(Rows<TWeight> weights, SourceRows<T> gradOutput) : IOutputRows<TWeight>
    where T : INumber<T>
    where TWeight : IMultiplyOperators<TWeight, double, TWeight>
{
    private readonly Rows<TWeight> _weights = weights;
    private readonly SourceRows<T> _gradOutput = gradOutput;

    /// <inheritdoc/>
    public ref TWeight Origin => ref Unsafe.NullRef<TWeight>();

    /// <inheritdoc/>
    public bool WritesInPlace => false;

    /// <inheritdoc/>
    public Span<TWeight> Open(RowPlace place) => _weights.Open(place);

    /// <inheritdoc/>
    public void Commit(RowPlace place)
    {
        Span<TWeight> row = _weights.Open(place);
        ReadOnlySpan<T> gradient = _gradOutput.Read(place);
        for (int i = 0; i < row.Length; i++)
        {
            row[i] *= double.CreateSaturating(gradient[i]);
        }
    }
}

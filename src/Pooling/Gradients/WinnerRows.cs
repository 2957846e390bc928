using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>Rows of winners, each of which gets the gradient of the output it has won.</summary>
internal readonly ref struct WinnerRows<T, TSum>(
    ScatteredGradient<T, TSum> gradient, SourceRows<T> gradOutput, WinnerSearch<T> winners, Scratch<T> row, Scratch<long> numbers)
    : IOutputRows<T>
    where T : INumber<T>
    where TSum : INumber<TSum>
{
    private readonly ScatteredGradient<T, TSum> _gradient = gradient;
    private readonly SourceRows<T> _gradOutput = gradOutput;
    private readonly WinnerSearch<T> _winners = winners;
    private readonly Scratch<T> _row = row;
    private readonly Scratch<long> _numbers = numbers;

    /// <inheritdoc/>
    public ref T Origin => ref Unsafe.NullRef<T>();

    /// <inheritdoc/>
    public bool WritesInPlace => false;

    /// <inheritdoc/>
    public bool IsStack => false;

    /// <inheritdoc/>
    public Span<T> Open(RowPlace place) => _row.Span;

    /// <inheritdoc/>
    public void Commit(RowPlace place)
    {
        _winners.Find(place, _row.Span, start: 0, _numbers.Span);
        _gradient.Add(place.Batch, place.Channel, _numbers.Span, _gradOutput.Read(place));
    }
}

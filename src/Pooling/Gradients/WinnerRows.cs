using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>Rows of winners, each of which gets the gradient of the output it has won.</summary>
internal readonly ref struct WinnerRows<T>(
    ScatteredGradient<T> gradient, SourceRows<T> gradOutput, Volume output, WinnerSearch<T> winners, Scratch<T> row) : IOutputRows<T>
    where T : INumber<T>
{
    private readonly ScatteredGradient<T> _gradient = gradient;
    private readonly SourceRows<T> _gradOutput = gradOutput;
    private readonly Volume _output = output;
    private readonly WinnerSearch<T> _winners = winners;
    private readonly Scratch<T> _row = row;

    /// <inheritdoc/>
    public ref T Origin => ref Unsafe.NullRef<T>();

    /// <inheritdoc/>
    public bool WritesInPlace => false;

    /// <inheritdoc/>
    public Span<T> Open(RowPlace place) => _row.Span;

    /// <inheritdoc/>
    public void Commit(RowPlace place)
    {
        ReadOnlySpan<T> gradient = _gradOutput.Read(place);
        ReadOnlySpan<nint> winners = _winners.Find(place, _row.Span);
        int inner = (int)_output.Inner.Length;
        for (int i = 0; i < winners.Length; i++)
        {
            _gradient.Add(place.Channel + (i % inner), winners[i], double.CreateSaturating(gradient[i]));
        }

        bool isLastOfSample = place.Channel == _output.Channels.Length - 1
            && place.Depth == _output.Depth.Length - 1
            && place.Height == _output.Height.Length - 1;
        if (isLastOfSample)
        {
            _gradient.Write(place.Batch);
        }
    }
}

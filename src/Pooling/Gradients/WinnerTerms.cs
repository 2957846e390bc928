using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>The gradient of a max: each window gives its output's to its winner, and nothing to others.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCode">A signed integer as wide.</typeparam>
/// <typeparam name="TExtreme">Which element wins.</typeparam>
internal readonly ref struct WinnerTerms<T, TCode, TExtreme> : IGradientTerms<T>
    where T : INumber<T>
    where TCode : INumber<TCode>
    where TExtreme : struct, IExtreme<T>
{
    private readonly WindowWinners<T, T, TCode, TExtreme> _search;
    private readonly SourceRows<T> _gradOutput;
    private readonly int _length;
    private readonly Scratch<TCode> _winners;
    private readonly Scratch<T> _gradients;
    private readonly Scratch<T> _values;
    private readonly Scratch<TCode> _codes;

    /// <param name="search">Finds winners.</param>
    /// <param name="gradOutput">The gradient of the output.</param>
    /// <param name="block">Where windows are kept.</param>
    public WinnerTerms(WindowWinners<T, T, TCode, TExtreme> search, SourceRows<T> gradOutput, in GradientBlock block)
    {
        _search = search;
        _gradOutput = gradOutput;
        _length = (int)gradOutput.Volume.RowLength;
        _winners = new Scratch<TCode>(block.Length);
        _gradients = new Scratch<T>(block.Length);
        _values = new Scratch<T>(checked((nint)search.BlockRows * _length) + Vector<T>.Count);
        _codes = new Scratch<TCode>(GradientBlock.MostTerms);
    }

    /// <inheritdoc/>
    public void Clear(nint offset, nint length) => _winners.Span.Slice((int)offset, (int)length).Fill(-TCode.One);

    /// <inheritdoc/>
    public void Move(nint from, nint to, nint length)
    {
        _winners.Span.Slice((int)from, (int)length).CopyTo(_winners.Span[(int)to..]);
        _gradients.Span.Slice((int)from, (int)length).CopyTo(_gradients.Span[(int)to..]);
    }

    /// <inheritdoc/>
    public void Fill(RowPlace place, nint end, nint offset, nint pitch)
    {
        if (place.Depth == 0)
        {
            _search.Prepare(place.Batch, place.Channel, place.Height);
        }

        KeptCodes<TCode> writer = new(ref _winners.Span[(int)offset], pitch);
        _search.Find(place, end, ref MemoryMarshal.GetReference(_values.Span), _length, writer);
        LineCopy.Rows(
            ref _gradOutput.First(place),
            _gradOutput.Volume.Height.Stride,
            ref _gradients.Span[(int)offset],
            pitch,
            end - place.Height,
            _length);
        for (nint row = 0; _length < Vector<T>.Count && row < end - place.Height; row++)
        {
            // What has been written over the end of a row is no window.
            Clear(offset + (row * pitch) + _length, nint.Min(Vector<T>.Count, pitch) - _length);
        }
    }

    /// <inheritdoc/>
    public void Sum(
        nint offset,
        ReadOnlySpan<nint> taps,
        ReadOnlySpan<nint> positions,
        nint runs,
        nint sourceStep,
        nint length,
        ref T results,
        nint resultStep)
    {
        Span<TCode> codes = _codes.Span[..taps.Length];
        for (int tap = 0; tap < codes.Length; tap++)
        {
            codes[tap] = TCode.CreateTruncating(positions[tap]);
        }

        ref TCode winners = ref Unsafe.Add(ref MemoryMarshal.GetReference(_winners.Span), offset);
        ref T gradients = ref Unsafe.Add(ref MemoryMarshal.GetReference(_gradients.Span), offset);

        WinnerSums.Sum(ref winners, ref gradients, taps, taps, codes, runs, sourceStep, sourceStep, length, ref results, resultStep);
    }

    public void Dispose()
    {
        _winners.Dispose();
        _gradients.Dispose();
        _values.Dispose();
        _codes.Dispose();
    }
}

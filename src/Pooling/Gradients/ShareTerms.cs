using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>The gradient of an average: each window gives the same share of its output's to all its elements.</summary>
/// <typeparam name="T">The type of the elements: float or double.</typeparam>
internal readonly ref struct ShareTerms<T> : IGradientTerms<T>
    where T : INumber<T>
{
    private readonly SourceRows<T> _gradOutput;
    private readonly Divisor _divisor;
    private readonly PlaneReduction _plane;
    private readonly AxisRuns _heights;
    private readonly AxisRuns _widths;
    private readonly int _length;
    private readonly Scratch<T> _shares;
    private readonly Scratch<T> _factors;

    /// <param name="plan">The windows.</param>
    /// <param name="divisor">What averages divide by.</param>
    /// <param name="gradOutput">The gradient of the output.</param>
    /// <param name="block">Where windows are kept.</param>
    public ShareTerms(PoolingPlan plan, Divisor divisor, SourceRows<T> gradOutput, in GradientBlock block)
    {
        _gradOutput = gradOutput;
        _divisor = divisor;
        _plane = plan.Of(0, 0);
        _heights = _plane.Heights;
        _widths = _plane.Widths;
        _length = (int)gradOutput.Volume.RowLength;
        _shares = new Scratch<T>(block.Length + Vector<T>.Count);
        _factors = new Scratch<T>(_length);
    }

    /// <inheritdoc/>
    public void Clear(nint offset, nint length) => _shares.Span.Slice((int)offset, (int)length).Clear();

    /// <inheritdoc/>
    public void Move(nint from, nint to, nint length) =>
        _shares.Span.Slice((int)from, (int)length).CopyTo(_shares.Span[(int)to..]);

    /// <inheritdoc/>
    public void Fill(RowPlace place, nint end, nint offset, nint pitch)
    {
        _plane.Depth.Sources(place.Depth, out WindowCount depthCount);
        foreach (TargetRun rows in _heights.All)
        {
            nint first = nint.Max(rows.First, place.Height);
            nint last = nint.Min(rows.End, end);
            if (first < last)
            {
                FindFactors(depthCount * rows.Count);
                Multiply(
                    ref _gradOutput.First(place with { Height = first }),
                    _gradOutput.Volume.Height.Stride,
                    ref _shares.Span[(int)(offset + ((first - place.Height) * pitch))],
                    pitch,
                    last - first);
            }
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
        nint resultStep) =>
        Sum(ref Unsafe.Add(ref MemoryMarshal.GetReference(_shares.Span), offset), taps, runs, sourceStep, length, ref results, resultStep);

    public void Dispose()
    {
        _heights.Dispose();
        _widths.Dispose();
        _shares.Dispose();
        _factors.Dispose();
    }

    private void FindFactors(WindowCount rowCount)
    {
        int inner = _length / _widths.All[^1].End;
        foreach (TargetRun run in _widths.All)
        {
            nint by = _divisor.Of(rowCount * run.Count);
            _factors.Span[(run.First * inner)..(run.End * inner)].Fill(by == 0 ? T.Zero : T.CreateSaturating(1.0 / by));
        }
    }

    private void Multiply(ref T gradients, nint gradientStep, ref T shares, nint pitch, nint rows)
    {
        for (nint row = 0; row < rows; row++)
        {
            TensorPrimitives.Multiply(
                MemoryMarshal.CreateReadOnlySpan(in Unsafe.Add(ref gradients, row * gradientStep), _length),
                _factors.Span,
                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref shares, row * pitch), _length));
        }
    }

    private static void Sum(
        ref T shares, ReadOnlySpan<nint> taps, nint runs, nint sourceStep, nint length, ref T results, nint resultStep)
    {
        switch (VectorWidth.ForRun<T>(length, taps))
        {
            case 512:
                Sum<Vector512<T>, Width512<T>>(ref shares, taps, runs, sourceStep, length, ref results, resultStep);
                break;
            case 256:
                Sum<Vector256<T>, Width256<T>>(ref shares, taps, runs, sourceStep, length, ref results, resultStep);
                break;
            default:
                Sum<Vector128<T>, Width128<T>>(ref shares, taps, runs, sourceStep, length, ref results, resultStep);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sum<TVector, TWidth>(
        ref T shares, ReadOnlySpan<nint> taps, nint runs, nint sourceStep, nint length, ref T results, nint resultStep)
        where TWidth : struct, IWidth<TVector, T>
    {
        int count = TWidth.Count;
        for (nint run = 0; run < runs; run++)
        {
            nint i = 0;
            for (; i <= length - (2 * count); i += 2 * count)
            {
                TVector a = TWidth.Create(T.Zero);
                TVector b = a;
                foreach (nint tap in taps)
                {
                    ref T share = ref Unsafe.Add(ref shares, i + tap);
                    a = TWidth.Add(a, TWidth.Load(ref share));
                    b = TWidth.Add(b, TWidth.Load(ref Unsafe.Add(ref share, count)));
                }

                TWidth.Store(a, ref Unsafe.Add(ref results, i));
                TWidth.Store(b, ref Unsafe.Add(ref results, i + count));
            }

            for (; i < length; i += count)
            {
                // The last vector has some of the one before once more, and comes to the same.
                i = nint.Max(0, nint.Min(i, length - count));
                TVector sum = TWidth.Create(T.Zero);
                foreach (nint tap in taps)
                {
                    sum = TWidth.Add(sum, TWidth.Load(ref Unsafe.Add(ref shares, i + tap)));
                }

                TWidth.Store(sum, ref Unsafe.Add(ref results, i));
            }

            shares = ref Unsafe.Add(ref shares, sourceStep);
            results = ref Unsafe.Add(ref results, resultStep);
        }
    }
}

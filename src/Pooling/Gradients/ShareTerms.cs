using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
    private readonly Scratch<double> _shares;
    private readonly Scratch<double> _factors;

    /// <param name="plan">The windows.</param>
    /// <param name="divisor">What averages divide by.</param>
    /// <param name="gradOutput">The gradient of the output.</param>
    /// <param name="block">Where windows are kept.</param>
    public ShareTerms(in PoolingPlan plan, Divisor divisor, SourceRows<T> gradOutput, in GradientBlock block)
    {
        _gradOutput = gradOutput;
        _divisor = divisor;
        _plane = plan.Of(0, 0);
        _heights = new AxisRuns(_plane.Height);
        _widths = new AxisRuns(_plane.Width);
        _length = (int)gradOutput.Volume.RowLength;
        _shares = new Scratch<double>(block.Length + Vector<T>.Count);
        _factors = new Scratch<double>(_length);
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
            _factors.Span[(run.First * inner)..(run.End * inner)].Fill(by == 0 ? 0 : 1.0 / by);
        }
    }

    private void Multiply(ref T gradients, nint gradientStep, ref double shares, nint pitch, nint rows)
    {
        int count = Vector<T>.Count;
        ref double factors = ref MemoryMarshal.GetReference(_factors.Span);
        for (nint row = 0; row < rows; row++)
        {
            int i = 0;
            for (; i <= _length - count; i += count)
            {
                Vector<T> some = Vector.LoadUnsafe(ref gradients, (nuint)i);
                if (typeof(T) == typeof(float))
                {
                    int half = Vector<double>.Count;
                    Vector.Widen(some.As<T, float>(), out Vector<double> lower, out Vector<double> upper);
                    (lower * Vector.LoadUnsafe(ref factors, (nuint)i)).StoreUnsafe(ref shares, (nuint)i);
                    (upper * Vector.LoadUnsafe(ref factors, (nuint)(i + half))).StoreUnsafe(ref shares, (nuint)(i + half));
                }
                else
                {
                    (some.As<T, double>() * Vector.LoadUnsafe(ref factors, (nuint)i)).StoreUnsafe(ref shares, (nuint)i);
                }
            }

            for (; i < _length; i++)
            {
                Unsafe.Add(ref shares, i) = double.CreateTruncating(Unsafe.Add(ref gradients, i)) * Unsafe.Add(ref factors, i);
            }

            gradients = ref Unsafe.Add(ref gradients, gradientStep);
            shares = ref Unsafe.Add(ref shares, pitch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(
        ref double shares, ReadOnlySpan<nint> taps, nint runs, nint sourceStep, nint length, ref T results, nint resultStep)
    {
        int count = Vector<T>.Count;
        int half = Vector<double>.Count;
        for (nint run = 0; run < runs; run++)
        {
            for (nint i = 0; i < length; i += count)
            {
                // The last vector has some of the one before once more, and comes to the same.
                i = nint.Max(0, nint.Min(i, length - count));
                Vector<double> lower = Vector<double>.Zero;
                Vector<double> upper = Vector<double>.Zero;
                foreach (nint tap in taps)
                {
                    ref double share = ref Unsafe.Add(ref shares, i + tap);
                    lower += Vector.LoadUnsafe(ref share);
                    if (typeof(T) == typeof(float))
                    {
                        upper += Vector.LoadUnsafe(ref share, (nuint)half);
                    }
                }

                Vector<T> sum = typeof(T) == typeof(float) ? Vector.Narrow(lower, upper).As<float, T>() : lower.As<double, T>();
                sum.StoreUnsafe(ref Unsafe.Add(ref results, i));
            }

            shares = ref Unsafe.Add(ref shares, sourceStep);
            results = ref Unsafe.Add(ref results, resultStep);
        }
    }
}

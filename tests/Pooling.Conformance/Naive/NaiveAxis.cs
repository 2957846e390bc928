using Pooling.Conformance.Cases;

namespace Pooling.Conformance.Naive;

/// <summary>One window along one axis: the positions <c>First</c>, <c>First + Step</c>, ... in all <c>Count</c>.</summary>
internal readonly record struct NaiveAxisWindow(int First, int Step, int Count);

/// <summary>The windows along one axis, by their definition.</summary>
internal sealed class NaiveAxis
{
    private NaiveAxis(int length, NaiveAxisWindow[] windows, int paddingBefore = 0, int paddingAfter = 0)
    {
        Length = length;
        Windows = windows;
        PaddingBefore = paddingBefore;
        PaddingAfter = paddingAfter;
    }

    /// <summary>The length of the input.</summary>
    public int Length { get; }

    public NaiveAxisWindow[] Windows { get; }

    public int PaddingBefore { get; }

    public int PaddingAfter { get; }

    /// <summary>The windows along one axis of one plane.</summary>
    /// <param name="spec">The windows along all axes.</param>
    /// <param name="axis">The spatial axis.</param>
    /// <param name="spatial">The spatial size of the input.</param>
    /// <param name="plane">The number of the plane: batch times channels, plus channel.</param>
    public static NaiveAxis Of(WindowSpec spec, int axis, int[] spatial, int plane) => spec switch
    {
        SlidingSpec sliding => Sliding(sliding, axis, spatial[axis]),
        AdaptiveSpec adaptive => Adaptive(adaptive.OutputSize[axis], spatial[axis]),
        GlobalSpec => new NaiveAxis(spatial[axis], [new NaiveAxisWindow(0, 1, spatial[axis])]),
        FractionalSpec fractional => Fractional(
            fractional.PoolSize[axis],
            fractional.OutputSize[axis],
            spatial[axis],
            fractional.Samples[(plane * spatial.Length) + axis]),
        RegionsSpec regions => Regions(regions.Bounds[axis], regions.Overlapping),
        _ => throw new ArgumentException($"Expected known windows, but got {spec}.", nameof(spec)),
    };

    private static NaiveAxis Sliding(SlidingSpec spec, int axis, int length)
    {
        int stride = spec.Strides[axis];
        int reach = (spec.Dilation[axis] * (spec.PoolSize[axis] - 1)) + 1;
        int before;
        int after;
        int windows;
        if (spec.Padding.Kind is PaddingKind.SameUpper or PaddingKind.SameLower)
        {
            windows = (length + stride - 1) / stride;
            int total = Math.Max(0, ((windows - 1) * stride) + reach - length);
            bool oddAtEnd = spec.Padding.Kind == PaddingKind.SameUpper;
            before = oddAtEnd ? total / 2 : (total + 1) / 2;
            after = total - before;
        }
        else
        {
            bool padded = spec.Padding.Kind == PaddingKind.Explicit;
            before = padded ? spec.Padding.Begin[axis] : 0;
            after = padded ? spec.Padding.End[axis] : 0;
            double steps = (length + before + after - reach) / (double)stride;
            windows = (int)(spec.CeilMode ? Math.Ceiling(steps) : Math.Floor(steps)) + 1;
            if (spec.CeilMode && (windows - 1) * stride >= length + before)
            {
                windows--;
            }
        }

        return new NaiveAxis(
            length,
            [
                .. Enumerable.Range(0, Math.Max(windows, 0)).Select(
                    window => new NaiveAxisWindow((window * stride) - before, spec.Dilation[axis], spec.PoolSize[axis])),
            ],
            before,
            after);
    }

    private static NaiveAxis Adaptive(int windows, int length) => new(
        length,
        [
            .. Enumerable.Range(0, windows).Select(window =>
            {
                int start = window * length / windows;
                int end = (((window + 1) * length) + windows - 1) / windows;
                return new NaiveAxisWindow(start, 1, end - start);
            }),
        ]);

    private static NaiveAxis Fractional(int size, int windows, int length, double sample)
    {
        double step = (length - size) / (double)(windows - 1);
        return new NaiveAxis(
            length,
            [
                .. Enumerable.Range(0, windows).Select(window =>
                {
                    int start = window == windows - 1
                        ? length - size
                        : (int)Math.Floor((window + sample) * step) - (int)Math.Floor(sample * step);
                    return new NaiveAxisWindow(start, 1, size);
                }),
            ]);
    }

    private static NaiveAxis Regions(int[] bounds, bool overlapping) => new(
        bounds[^1],
        [
            .. Enumerable.Range(0, bounds.Length - 1).Select(region =>
            {
                bool takesNext = overlapping && region < bounds.Length - 2;
                return new NaiveAxisWindow(bounds[region], 1, bounds[region + 1] - bounds[region] + (takesNext ? 1 : 0));
            }),
        ]);
}

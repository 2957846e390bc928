namespace Pooling.Benchmarks;

/// <summary>What the library is to reach, as far as the rows of a table tell.</summary>
/// <param name="table">The table.</param>
internal sealed class Goals(ResultTable table)
{
    // The last cache of the machines that the figures are from, and what counts as tiny and as worth two threads.
    private const long Cache = 32 << 20;
    private const long TinyElements = 1024;
    private const int TinyLength = 8;
    private const long Parallel = 8_000_000;

    private readonly Dictionary<(string Key, string Layout), double> _ours = table.Rows
        .Where(row => row.Ours.HasValue)
        .GroupBy(row => (row.Case.Key, row.Layout))
        .ToDictionary(group => group.Key, group => group.Last().Ours!.Value);

    /// <summary>All goals.</summary>
    public IEnumerable<Goal> All()
    {
        yield return AtLeast(1, "no row behind the best peer of its layout", table.Compared, row => row.Ratio);
        yield return new Goal(
            "geometric mean of best peer over ours at least 3",
            3,
            IsUpperBound: false,
            table.GeometricMean is { } mean ? [("all rows", mean)] : []);
        yield return AtMost(1.5, "windows over 3x3 at stride 1 in at most 1.5 times the time of 3x3", Rows(IsDense), OverSmallWindow);
        yield return AtLeast(10, "10 times faster than the best peer at 31x31, stride 1", Rows(timed => IsDense(timed) && timed.Kernel is [31, 31]), row => row.Ratio);
        yield return AtLeast(
            0.9,
            "90% of a copy's bytes a second, inputs over the cache and windows up to 3x3",
            Rows(timed => timed.HasPeers && timed.InputBytes > Cache && timed.Kernel.All(size => size <= 3)),
            row => row.ShareOfCopy);
        yield return AtMost(1, "tiny inputs under a microsecond", Rows(IsTiny), row => row.Ours);
        yield return AtMost(2, "indices in at most twice the forward time", Rows(timed => timed.Direction == CaseDirection.Indices), OverForward);
        yield return AtMost(2, "backward in at most twice the forward time", Rows(timed => timed.Direction == CaseDirection.Backward), OverForward);
        yield return AtLeast(3, "bytes at 3 times the elements a second of float", Rows(timed => timed.DType == CaseDType.UInt8), OfFloat);
        yield return AtLeast(
            1.7, "two threads 1.7 times as fast as one, inputs over 8 MB", TwoThreads(timed => timed.InputBytes > Parallel), row => row.OnOneThread / row.Ours);

        // What has no reason to differ still differs by the noise of two timings.
        yield return AtLeast(
            0.95, "two threads never slower than one, smaller inputs", TwoThreads(timed => timed.InputBytes <= Parallel), row => row.OnOneThread / row.Ours);
    }

    private static Goal AtLeast(double bound, string text, IEnumerable<ResultRow> rows, Func<ResultRow, double?> value) =>
        new(text, bound, IsUpperBound: false, Values(rows, value));

    private static Goal AtMost(double bound, string text, IEnumerable<ResultRow> rows, Func<ResultRow, double?> value) =>
        new(text, bound, IsUpperBound: true, Values(rows, value));

    private static (string Row, double Value)[] Values(IEnumerable<ResultRow> rows, Func<ResultRow, double?> value) =>
        [.. rows.Select(row => (row.Name, Value: value(row))).Where(named => named.Value.HasValue).Select(named => (named.Name, named.Value!.Value))];

    private static bool IsDense(PoolingCase timed) =>
        timed.HasPeers && timed.Strides.All(stride => stride == 1) && timed.Kernel.All(size => size > 3);

    private static bool IsTiny(PoolingCase timed) =>
        timed.HasPeers && timed.InputElements <= TinyElements && timed.Shape[2..].All(length => length <= TinyLength);

    private IEnumerable<ResultRow> Rows(Func<PoolingCase, bool> chosen) => table.Rows.Where(row => chosen(row.Case));

    private IEnumerable<ResultRow> TwoThreads(Func<PoolingCase, bool> chosen) => table.Threads == 2 ? Rows(chosen) : [];

    /// <summary>Our time over that of a window of 3 on the same input, whatever its padding.</summary>
    private double? OverSmallWindow(ResultRow row)
    {
        int[] three = [.. row.Case.Kernel.Select(_ => 3)];
        return row.Ours / (Ours(row, row.Case with { Kernel = three, Pad = [.. three.Select(_ => 1)] })
            ?? Ours(row, row.Case with { Kernel = three, Pad = [.. three.Select(_ => 0)] }));
    }

    private double? OverForward(ResultRow row) => row.Ours / Ours(row, row.Case with { Direction = CaseDirection.Forward });

    /// <summary>The time of floats over ours: both have as many elements.</summary>
    private double? OfFloat(ResultRow row) => Ours(row, row.Case with { DType = CaseDType.Float32 }) / row.Ours;

    private double? Ours(ResultRow row, PoolingCase other) =>
        _ours.TryGetValue((other.Key, row.Layout), out double microseconds) ? microseconds : null;
}

using System.Globalization;

namespace Pooling.Benchmarks;

/// <summary>All results, a row for each case and layout, and what they come to.</summary>
internal sealed class ResultTable
{
    private readonly string[] _peers;

    /// <summary>Lays results side by side.</summary>
    /// <param name="cases">The cases; results of others are left out.</param>
    /// <param name="results">The results, of any number of threads; of several of the same, the median counts.</param>
    /// <param name="threads">The number of threads of the rows.</param>
    public ResultTable(IEnumerable<PoolingCase> cases, IReadOnlyCollection<Measurement> results, int threads)
    {
        Threads = threads;
        _peers =
        [
            .. results.Where(result => result.Threads == threads).Select(result => result.Peer)
                .Except([Measurement.Ours, Measurement.Copy]).Order(StringComparer.Ordinal),
        ];
        Rows =
        [
            .. cases.SelectMany(
                _ => (string[])[Measurement.First, Measurement.Last],
                (timed, layout) => Row(timed, layout, [.. results.Where(result => result.Id == timed.Id)], results)),
        ];
    }

    /// <summary>How many threads everybody had.</summary>
    public int Threads { get; }

    /// <summary>The rows, in the order of the cases.</summary>
    public IReadOnlyList<ResultRow> Rows { get; }

    /// <summary>The rows that have a peer.</summary>
    public IEnumerable<ResultRow> Compared => Rows.Where(row => row.BestPeer is not null);

    /// <summary>The geometric mean of the ratios; null where nothing is compared.</summary>
    public double? GeometricMean =>
        Compared.Any() ? Math.Exp(Compared.Average(row => Math.Log(Math.Max(row.Ratio!.Value, 1e-9)))) : null;

    /// <summary>Writes the table.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"case",-24} {"layout",-14} {"us",11} {"GB/s",7} {"of copy",7}  {"best peer",-12} {"its us",11} {"ratio",7}"));
        foreach (ResultRow row in Rows)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Case.Id,-24} {row.Layout,-14} {Text(row.Ours, "0.00"),11} {Text(row.Bandwidth, "0.00"),7} "
                + $"{Text(row.ShareOfCopy, "0%"),7}  {row.BestPeer?.Peer.Split(' ')[0] ?? "-",-12} "
                + $"{Text(row.BestPeer?.Microseconds, "0.00"),11} {Text(row.Ratio, "0.00"),7}"));
        }

        output.WriteLine($"peers: {(_peers.Length == 0 ? "none" : string.Join(", ", _peers))}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"threads {Threads}; a plain copy of as many bytes as each row moves: {Copies()}"));
        if (Compared.MinBy(row => row.Ratio) is { } worst)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"geometric mean {GeometricMean:0.00}, worst {worst.Ratio:0.00} ({worst.Name}), "
                + $"rows behind a peer: {Compared.Count(row => row.Ratio < 1)} of {Compared.Count()}"));
        }
    }

    private static string Text(double? number, string format) => number?.ToString(format, CultureInfo.InvariantCulture) ?? "-";

    private string Copies()
    {
        double[] copies = [.. Rows.Select(row => row.CopyBandwidth).OfType<double>()];
        return copies.Length == 0 ? "not timed" : string.Create(CultureInfo.InvariantCulture, $"{copies.Min():0.0} to {copies.Max():0.0} GB/s");
    }

    private ResultRow Row(PoolingCase timed, string layout, Measurement[] ofCase, IEnumerable<Measurement> all)
    {
        Measurement[] inLayout = [.. ofCase.Where(result => result.Layout == layout)];
        return new ResultRow(
            timed,
            layout,
            Ours(inLayout, Threads),
            Ours(inLayout, 1),
            Peers(inLayout).MinBy(result => result.Microseconds),
            CopyBandwidth(ofCase) ?? CopyBandwidth(all));
    }

    private IEnumerable<Measurement> Peers(IEnumerable<Measurement> inLayout) => inLayout
        .Where(result => result.Peer != Measurement.Ours && result.Threads == Threads)
        .GroupBy(result => result.Peer, (_, same) => same.First() with { Microseconds = same.Select(result => result.Microseconds).Median()!.Value });

    private static double? Ours(IEnumerable<Measurement> results, int threads) => results
        .Where(result => result.Peer == Measurement.Ours && result.Threads == threads)
        .Select(result => result.Microseconds)
        .Median();

    private static double? CopyBandwidth(IEnumerable<Measurement> results) =>
        results.Select(result => result.CopyBandwidth).OfType<double>().Median();
}

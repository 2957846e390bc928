namespace Pooling.Benchmarks;

/// <summary>What is known of a case in a layout.</summary>
/// <param name="Case">The case.</param>
/// <param name="Layout">Where the channels are.</param>
/// <param name="Ours">This library's time in microseconds; null where it was not timed.</param>
/// <param name="OnOneThread">The same with one thread.</param>
/// <param name="BestPeer">The fastest peer in the same layout; null where there is none.</param>
/// <param name="CopyBandwidth">What a plain copy reads and writes, in billions of bytes a second; null if unknown.</param>
internal sealed record ResultRow(
    PoolingCase Case, string Layout, double? Ours, double? OnOneThread, Measurement? BestPeer, double? CopyBandwidth)
{
    /// <summary>Best peer's time over ours: above 1, ours is faster; 0 where ours is missing.</summary>
    public double? Ratio => BestPeer is null ? null : Ours is { } ours ? BestPeer.Microseconds / ours : 0;

    /// <summary>Bytes read once and written once, in billions a second.</summary>
    public double? Bandwidth => Case.MovedBytes / Ours / 1e3;

    /// <summary><see cref="Bandwidth"/> over that of a copy.</summary>
    public double? ShareOfCopy => Bandwidth / CopyBandwidth;

    /// <summary>Which row it is.</summary>
    public string Name => $"{Case.Id} {Layout}";
}

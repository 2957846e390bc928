using FsCheck;
using FsCheck.Fluent;

namespace Pooling.Tests;

/// <summary>A random pooling: shapes, window, data format, and how the tensors lie in memory.</summary>
public sealed record RandomConfiguration(
    int Rank, bool ChannelsLast, int Batch, int Channels, int[] Spatial, int[] Size, int[] Stride, bool Same, int Seed)
{
    public int[] InputShape =>
        ChannelsLast ? [Batch, .. Spatial, Channels] : [Batch, Channels, .. Spatial];

    public DataFormat DataFormat => ChannelsLast ? DataFormat.ChannelsLast : DataFormat.ChannelsFirst;

    public Padding Padding => Same ? Padding.Same : Padding.Valid;

    public PoolingWindow Window => Rank switch
    {
        1 => PoolingWindow.Create1D(Size[0], Stride[0], Padding),
        2 => PoolingWindow.Create2D((Size[0], Size[1]), new Size2D(Stride[0], Stride[1]), Padding),
        _ => PoolingWindow.Create3D(
            (Size[0], Size[1], Size[2]), new Size3D(Stride[0], Stride[1], Stride[2]), Padding),
    };

    public static Arbitrary<RandomConfiguration> Arbitrary => Arb.From(
        from rank in Gen.Choose(1, 3)
        from channelsLast in Gen.Elements(true, false)
        from batch in Gen.Choose(0, 3)
        from channels in Gen.Frequency((2, Gen.Choose(1, 3)), (1, Gen.Choose(4, 19)))
        from same in Gen.Elements(true, false)
        from spatial in Gen.Choose(1, rank == 1 ? 40 : rank == 2 ? 11 : 6).ArrayOf(rank)
        from anySize in Gen.Choose(1, 7).ArrayOf(rank)
        from stride in Gen.Choose(1, 4).ArrayOf(rank)
        from seed in Gen.Choose(0, int.MaxValue)
        let size = same ? anySize : [.. anySize.Zip(spatial, Math.Min)]
        select new RandomConfiguration(rank, channelsLast, batch, channels, spatial, size, stride, same, seed));

    public override string ToString() =>
        $"{(ChannelsLast ? "channels last" : "channels first")} ({string.Join(", ", InputShape)}), {Window}, seed {Seed}";
}

using System.Globalization;

namespace Pooling.Benchmarks;

/// <summary>A pooling to be timed, as the files of cases have it.</summary>
/// <param name="Id">What it is called.</param>
/// <param name="Op">The operation; averages leave padding out.</param>
/// <param name="Shape">Batch, channels and spatial axes, whatever the data format.</param>
/// <param name="Kernel">The window along each spatial axis.</param>
/// <param name="Strides">How far apart windows start.</param>
/// <param name="Pad">The padding at both sides of each spatial axis.</param>
/// <param name="DType">The type of the elements.</param>
/// <param name="Direction">What is computed.</param>
internal sealed record PoolingCase(
    string Id,
    CaseOperation Op,
    int[] Shape,
    int[] Kernel,
    int[] Strides,
    int[] Pad,
    CaseDType DType = CaseDType.Float32,
    CaseDirection Direction = CaseDirection.Forward)
{
    /// <summary>Whether it is what the peers are timed on: a forward pass in single precision.</summary>
    public bool HasPeers => DType == CaseDType.Float32 && Direction == CaseDirection.Forward;

    /// <summary>How many elements the input has.</summary>
    public long InputElements => Count(Shape);

    /// <summary>How many bytes the input has.</summary>
    public long InputBytes => InputElements * ElementSize;

    /// <summary>
    /// How many bytes a pass must move: each input read once, each output written once. Indices are 64 bits wide.
    /// The gradient of a max reads the input and the output's gradient, that of an average the latter alone.
    /// </summary>
    public long MovedBytes
    {
        get
        {
            long output = Count(CreateWindow().ComputeOutputShape(InputShape(DataFormat.ChannelsFirst), DataFormat.ChannelsFirst));
            long elements = InputElements + output;
            return Direction switch
            {
                CaseDirection.Indices => (elements * ElementSize) + (output * sizeof(long)),
                CaseDirection.Backward when Op == CaseOperation.Max => (elements + InputElements) * ElementSize,
                _ => elements * ElementSize,
            };
        }
    }

    private int ElementSize => DType switch
    {
        CaseDType.UInt8 => 1,
        CaseDType.Float16 => 2,
        CaseDType.Float32 => 4,
        _ => 8,
    };

    /// <summary>The window.</summary>
    public SlidingWindow CreateWindow() => PoolingWindow.Create(Kernel, Strides, Padding.Explicit(Pad, Pad));

    /// <summary>The shape of the input in a data format.</summary>
    public nint[] InputShape(DataFormat dataFormat)
    {
        nint[] spatial = [.. Shape[2..].Select(length => (nint)length)];
        return dataFormat == DataFormat.ChannelsFirst ? [Shape[0], Shape[1], .. spatial] : [Shape[0], .. spatial, Shape[1]];
    }

    /// <summary>What is timed, without the name: the same in two cases that differ in nothing else.</summary>
    public string Key => string.Join(' ', [Name(Op), Name(DType), Name(Direction), .. Numbers()]);

    /// <summary>The case as peers read it: name, operation, rank, shape, window, strides and padding.</summary>
    public string ToPeerLine() => HasPeers
        ? string.Join(' ', [Id, Name(Op), Text(Kernel.Length), .. Numbers()])
        : throw new InvalidOperationException($"No peer is timed on {Id}, which is not a forward pass in float32.");

    private static string Name<T>(T value)
        where T : struct, Enum => Enum.GetName(value)!.ToLowerInvariant();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Count(IEnumerable<int> shape) => shape.Aggregate(1L, (count, length) => checked(count * length));

    private static long Count(IEnumerable<nint> shape) => shape.Aggregate(1L, (count, length) => checked(count * length));

    private IEnumerable<string> Numbers() => Shape.Concat(Kernel).Concat(Strides).Concat(Pad).Select(Text);
}

using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>Operations on regions with memory of the caller's, however it is laid out.</summary>
public class RoiMemoryTests
{
    private const int Batch = 2;
    private const int Channels = 3;
    private const int Height = 6;
    private const int Width = 5;
    private const int Regions = 2;

    private static readonly float[] ChannelsFirst =
        [.. Enumerable.Range(0, Batch * Channels * Height * Width).Select(i => i * 37 % 101 / 8f)];

    private static readonly float[] MaxRois = [1, 0, 0, 3, 5, 0, 1, 2, 4, 4];

    private static readonly float[] AlignRois = [0.3f, 0.2f, 3.1f, 5, 1, 2, 4, 4.4f];

    private static readonly long[] BatchIndices = [1, 0];

    private delegate void Operation(
        in ReadOnlyTensorSpan<float> input, DataFormat dataFormat, in TensorSpan<float> destination);

    private delegate void BackwardOperation(
        in ReadOnlyTensorSpan<float> input,
        in ReadOnlyTensorSpan<float> gradOutput,
        DataFormat dataFormat,
        in TensorSpan<float> gradInput);

    [Fact]
    public void Max_is_the_same_in_either_data_format_and_any_layout() => SameInAnyLayout(RoiMax, RoiMaxBackward);

    [Fact]
    public void Align_is_the_same_in_either_data_format_and_any_layout() => SameInAnyLayout(RoiAlign, RoiAlignBackward);

    [Fact]
    public void Operations_allocate_nothing_once_warm()
    {
        float[] output = new float[Regions * Channels * 4];
        float[] gradInput = new float[ChannelsFirst.Length];

        void Run()
        {
            ReadOnlyTensorSpan<float> input = new(ChannelsFirst, [Batch, Channels, Height, Width]);
            TensorSpan<float> destination = new(output, [Regions, Channels, 2, 2]);
            TensorSpan<float> gradient = new(gradInput, [Batch, Channels, Height, Width]);
            RoiMax(input, DataFormat.ChannelsFirst, destination);
            RoiMaxBackward(input, destination, DataFormat.ChannelsFirst, gradient);
            RoiAlign(input, DataFormat.ChannelsFirst, destination);
            RoiAlignBackward(input, destination, DataFormat.ChannelsFirst, gradient);
        }

        // A collection may empty the array pool at any time, so the least of several calls counts.
        long least = long.MaxValue;
        for (int call = 0; call < 20; call++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void A_destination_that_is_broadcast_or_overlaps_an_input_is_refused()
    {
        float[] memory = [.. ChannelsFirst];

        ArgumentException broadcast = Assert.Throws<ArgumentException>("destination", () => RoiMax(
            new ReadOnlyTensorSpan<float>(memory, [Batch, Channels, Height, Width]),
            DataFormat.ChannelsFirst,
            new TensorSpan<float>(new float[8], [Regions, Channels, 2, 2], [4, 0, 2, 1])));
        ArgumentException overlap = Assert.Throws<ArgumentException>("destination", () => RoiAlign(
            new ReadOnlyTensorSpan<float>(memory, [Batch, Channels, Height, Width]),
            DataFormat.ChannelsFirst,
            new TensorSpan<float>(memory, [Regions, Channels, 2, 2])));
        ArgumentException gradient = Assert.Throws<ArgumentException>("gradInput", () => RoiAlignBackward(
            new ReadOnlyTensorSpan<float>(memory, [Batch, Channels, Height, Width]),
            new ReadOnlyTensorSpan<float>(new float[24], [Regions, Channels, 2, 2]),
            DataFormat.ChannelsFirst,
            new TensorSpan<float>(memory, [Batch, Channels, Height, Width])));

        Assert.Contains("axis 1 of (2, 3, 2, 2) is broadcast", broadcast.Message, StringComparison.Ordinal);
        Assert.Contains("input and destination overlap", overlap.Message, StringComparison.Ordinal);
        Assert.Contains("input and gradInput overlap", gradient.Message, StringComparison.Ordinal);
    }

    private static void RoiMax(
        in ReadOnlyTensorSpan<float> input, DataFormat dataFormat, in TensorSpan<float> destination) =>
        Pool.RoiMax(input, new ReadOnlyTensorSpan<float>(MaxRois, [Regions, 5]), 2, dataFormat, destination);

    private static void RoiMaxBackward(
        in ReadOnlyTensorSpan<float> input,
        in ReadOnlyTensorSpan<float> gradOutput,
        DataFormat dataFormat,
        in TensorSpan<float> gradInput) =>
        Pool.RoiMaxBackward(
            input, new ReadOnlyTensorSpan<float>(MaxRois, [Regions, 5]), gradOutput, 2, dataFormat, gradInput);

    private static void RoiAlign(
        in ReadOnlyTensorSpan<float> input, DataFormat dataFormat, in TensorSpan<float> destination) =>
        Pool.RoiAlign(
            input,
            new ReadOnlyTensorSpan<float>(AlignRois, [Regions, 4]),
            new ReadOnlyTensorSpan<long>(BatchIndices, [Regions]),
            2,
            dataFormat,
            destination);

    private static void RoiAlignBackward(
        in ReadOnlyTensorSpan<float> input,
        in ReadOnlyTensorSpan<float> gradOutput,
        DataFormat dataFormat,
        in TensorSpan<float> gradInput) =>
        Pool.RoiAlignBackward(
            input,
            new ReadOnlyTensorSpan<float>(AlignRois, [Regions, 4]),
            new ReadOnlyTensorSpan<long>(BatchIndices, [Regions]),
            gradOutput,
            2,
            dataFormat,
            gradInput);

    /// <summary>
    /// Runs on memory with channels first, once as it is and once seen with channels last, every second element a gap.
    /// </summary>
    private static void SameInAnyLayout(Operation forward, BackwardOperation backward)
    {
        float[] output = new float[Regions * Channels * 4];
        float[] gradInput = new float[ChannelsFirst.Length];
        float[] gradOutput = [.. Enumerable.Range(1, output.Length).Select(i => (float)i)];
        forward(
            new ReadOnlyTensorSpan<float>(ChannelsFirst, [Batch, Channels, Height, Width]),
            DataFormat.ChannelsFirst,
            new TensorSpan<float>(output, [Regions, Channels, 2, 2]));
        backward(
            new ReadOnlyTensorSpan<float>(ChannelsFirst, [Batch, Channels, Height, Width]),
            new ReadOnlyTensorSpan<float>(gradOutput, [Regions, Channels, 2, 2]),
            DataFormat.ChannelsFirst,
            new TensorSpan<float>(gradInput, [Batch, Channels, Height, Width]));

        const int Plane = Height * Width;
        nint[] imageShape = [Batch, Height, Width, Channels];
        nint[] imageStrides = [2 * Channels * Plane, 2 * Width, 2, 2 * Plane];
        nint[] binShape = [Regions, 2, 2, Channels];
        nint[] binStrides = [2 * Channels * 4, 2 * 2, 2, 2 * 4];
        float[] spacedOutput = Spaced(new float[output.Length]);
        float[] spacedGradInput = Spaced(new float[gradInput.Length]);
        forward(
            new ReadOnlyTensorSpan<float>(Spaced(ChannelsFirst), imageShape, imageStrides),
            DataFormat.ChannelsLast,
            new TensorSpan<float>(spacedOutput, binShape, binStrides));
        backward(
            new ReadOnlyTensorSpan<float>(Spaced(ChannelsFirst), imageShape, imageStrides),
            new ReadOnlyTensorSpan<float>(Spaced(gradOutput), binShape, binStrides),
            DataFormat.ChannelsLast,
            new TensorSpan<float>(spacedGradInput, imageShape, imageStrides));

        Assert.Equal(Spaced(output), spacedOutput);
        Assert.Equal(Spaced(gradInput), spacedGradInput);
        Assert.Contains(output, value => value != 0);
        Assert.Contains(gradInput, value => value != 0);
    }

    private static float[] Spaced(float[] elements) => [.. elements.SelectMany(element => (float[])[element, 77])];
}

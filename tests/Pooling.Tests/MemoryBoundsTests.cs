using System.Numerics;

namespace Pooling.Tests;

/// <summary>Nothing is read or written outside of tensors, wherever vectors of theirs would end.</summary>
public sealed class MemoryBoundsTests
{
    private const int Cases = 4000;
    private const int MostElements = 1 << 16;

    [Fact]
    public void Singles_are_read_and_written_within_their_tensors() => Pooled<float>(seed: 1);

    [Fact]
    public void Doubles_are_read_and_written_within_their_tensors() => Pooled<double>(seed: 2);

    [Fact]
    public void Halves_are_read_and_written_within_their_tensors() => Pooled<Half>(seed: 3);

    [Fact]
    public void Bytes_are_read_and_written_within_their_tensors() => Pooled<byte>(seed: 4);

    [Fact]
    public void Indices_of_singles_are_written_within_their_tensor() => Indexed<float>(seed: 5);

    [Fact]
    public void Indices_of_doubles_are_written_within_their_tensor() => Indexed<double>(seed: 6);

    [Fact]
    public void Indices_of_bytes_are_written_within_their_tensor() => Indexed<byte>(seed: 7);

    [Fact]
    public void Gradients_of_singles_are_read_and_written_within_their_tensors() => Differentiated<float>(seed: 8);

    [Fact]
    public void Gradients_of_doubles_are_read_and_written_within_their_tensors() => Differentiated<double>(seed: 9);

    private static void Pooled<T>(int seed)
        where T : unmanaged, INumber<T>
    {
        using GuardedTensor<T> input = new(MostElements);
        using GuardedTensor<T> output = new(MostElements);
        foreach (Case some in CasesOf(seed))
        {
            input.Place(some.Input, some.IsAtEnd, some.Random);
            output.Place(some.Output, some.IsAtEnd);
            if (some.Random.Next(2) == 0)
            {
                Pool.Max(input.Span, some.Window, some.DataFormat, output.Span);
            }
            else
            {
                Pool.Average(input.Span, some.Window, some.DataFormat, output.Span);
            }

            output.CheckAround();
        }
    }

    private static void Indexed<T>(int seed)
        where T : unmanaged, INumber<T>
    {
        using GuardedTensor<T> input = new(MostElements);
        using GuardedTensor<T> output = new(MostElements);
        using GuardedTensor<long> indices = new(MostElements);
        foreach (Case some in CasesOf(seed))
        {
            input.Place(some.Input, some.IsAtEnd, some.Random);
            output.Place(some.Output, some.IsAtEnd);
            indices.Place(some.Output, some.IsAtEnd);
            IndexConvention convention = Enum.GetValues<IndexConvention>()[some.Random.Next(Enum.GetValues<IndexConvention>().Length)];
            Pool.MaxWithIndices(input.Span, some.Window, some.DataFormat, output.Span, indices.Span, convention);
            output.CheckAround();
            indices.CheckAround();
        }
    }

    private static void Differentiated<T>(int seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using GuardedTensor<T> input = new(MostElements);
        using GuardedTensor<T> gradOutput = new(MostElements);
        using GuardedTensor<T> gradInput = new(MostElements);
        foreach (Case some in CasesOf(seed))
        {
            input.Place(some.Input, some.IsAtEnd, some.Random);
            gradOutput.Place(some.Output, some.IsAtEnd, some.Random);
            gradInput.Place(some.Input, some.IsAtEnd);
            if (some.Random.Next(2) == 0)
            {
                Pool.MaxBackward(input.Span, gradOutput.Span, some.Window, some.DataFormat, gradInput.Span);
            }
            else
            {
                Pool.AverageBackward(gradOutput.Span, some.Window, some.DataFormat, gradInput.Span);
            }

            gradInput.CheckAround();
        }
    }

    private static IEnumerable<Case> CasesOf(int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < Cases; i++)
        {
            int rank = random.Next(1, 4);
            int channels = random.Next(3) == 0 ? random.Next(1, 70) : random.Next(1, 18);
            int[] lengths = Any(rank, _ => random.Next(1, rank == 1 ? 100 : rank == 2 ? 24 : 9));
            bool isLarge = random.Next(6) == 0;
            int[] size = Any(rank, axis => random.Next(1, int.Min(isLarge ? 50 : 6, lengths[axis] + 1)));
            int[] padding = Any(rank, axis => random.Next(2) == 0 ? 0 : random.Next(0, (size[axis] / 2) + 1));
            int[] strides = Any(rank, _ => isLarge ? 1 : random.Next(1, 5));

            // No window may be longer than its axis.
            int[] dilation = Any(rank, axis => 2 * size[axis] <= lengths[axis] + 1 ? random.Next(1, 3) : 1);
            PoolingWindow window = PoolingWindow.Create(size, strides, Padding.Explicit(padding, padding), dilation);
            DataFormat dataFormat = random.Next(4) == 0 ? DataFormat.ChannelsFirst : DataFormat.ChannelsLast;
            nint[] spatial = [.. lengths.Select(length => (nint)length)];
            nint[] input = dataFormat == DataFormat.ChannelsLast ? [1, .. spatial, channels] : [1, channels, .. spatial];
            nint[] output = window.ComputeOutputShape(input, dataFormat);
            yield return new Case(window, dataFormat, input, output, random.Next(2) == 0, random);
        }
    }

    private static int[] Any(int rank, Func<int, int> choose) => [.. Enumerable.Range(0, rank).Select(choose)];

    /// <summary>A pooling of tensors that lie at the end of their memory or at its start.</summary>
    private sealed record Case(
        PoolingWindow Window, DataFormat DataFormat, nint[] Input, nint[] Output, bool IsAtEnd, Random Random);
}

using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>Nothing is read or written outside of tensors, wherever vectors of theirs would end.</summary>
public sealed unsafe class MemoryBoundsTests
{
    private const int Cases = 4000;
    private const int MostElements = 1 << 16;

    [Fact]
    public void Singles_are_read_and_written_within_their_tensors() => Stay<float>(seed: 1);

    [Fact]
    public void Doubles_are_read_and_written_within_their_tensors() => Stay<double>(seed: 2);

    [Fact]
    public void Halves_are_read_and_written_within_their_tensors() => Stay<Half>(seed: 3);

    [Fact]
    public void Bytes_are_read_and_written_within_their_tensors() => Stay<byte>(seed: 4);

    private static void Stay<T>(int seed)
        where T : unmanaged, INumber<T>
    {
        using GuardedMemory inputMemory = new(MostElements * sizeof(T));
        using GuardedMemory outputMemory = new(MostElements * sizeof(T));
        Random random = new(seed);
        for (int i = 0; i < Cases; i++)
        {
            int rank = random.Next(1, 4);
            int channels = random.Next(3) == 0 ? random.Next(1, 70) : random.Next(1, 18);
            int[] lengths = Any(rank, _ => random.Next(1, rank == 1 ? 100 : rank == 2 ? 24 : 9));
            int[] size = Any(rank, axis => random.Next(1, int.Min(6, lengths[axis] + 1)));
            int[] padding = Any(rank, axis => random.Next(2) == 0 ? 0 : random.Next(0, (size[axis] / 2) + 1));
            int[] strides = Any(rank, _ => random.Next(1, 5));
            // No window may be longer than its axis.
            int[] dilation = Any(rank, axis => 2 * size[axis] <= lengths[axis] + 1 ? random.Next(1, 3) : 1);
            PoolingWindow window = PoolingWindow.Create(size, strides, Padding.Explicit(padding, padding), dilation);
            DataFormat dataFormat = random.Next(4) == 0 ? DataFormat.ChannelsFirst : DataFormat.ChannelsLast;
            nint[] spatial = [.. lengths.Select(length => (nint)length)];
            nint[] input = dataFormat == DataFormat.ChannelsLast ? [1, .. spatial, channels] : [1, channels, .. spatial];
            nint[] output = window.ComputeOutputShape(input, dataFormat);
            bool isAtEnd = random.Next(2) == 0;
            T* source = Place<T>(inputMemory, Count(input), isAtEnd);
            T* target = Place<T>(outputMemory, Count(output), isAtEnd);
            for (int element = 0; element < Count(input); element++)
            {
                source[element] = T.CreateTruncating(random.Next(1, 100));
            }

            Span<T> written = new(outputMemory.Start, outputMemory.Bytes / sizeof(T));
            written.Clear();
            ReadOnlyTensorSpan<T> from = new(source, Count(input), input, default);
            TensorSpan<T> to = new(target, Count(output), output, default);
            if (random.Next(2) == 0)
            {
                Pool.Max(from, window, dataFormat, to);
            }
            else
            {
                Pool.Average(from, window, dataFormat, to);
            }

            int first = (int)(target - (T*)outputMemory.Start);
            Assert.False(written[..first].ContainsAnyExcept(T.Zero), "Something was written before the output.");
            Assert.False(written[(first + Count(output))..].ContainsAnyExcept(T.Zero), "Something was written behind the output.");
        }
    }

    private static int[] Any(int rank, Func<int, int> choose) => [.. Enumerable.Range(0, rank).Select(choose)];

    private static int Count(nint[] lengths) => (int)lengths.Aggregate((product, length) => product * length);

    private static T* Place<T>(GuardedMemory memory, int count, bool isAtEnd)
        where T : unmanaged => (T*)memory.Start + (isAtEnd ? (memory.Bytes / sizeof(T)) - count : 0);
}

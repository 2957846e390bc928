using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>Takes every so-manieth element of a line.</summary>
internal static class Dealing
{
    /// <summary>Writes the elements at 0, <paramref name="stride"/>, twice that, ... one after another.</summary>
    /// <param name="line">The line; what is needed past its end is left as it is.</param>
    /// <param name="stride">The distance, at least 1.</param>
    /// <param name="dealt">Where they go; no more are written than fit.</param>
    /// <param name="scratch">Memory for half the line.</param>
    public static void Deal<T>(ReadOnlySpan<T> line, int stride, Span<T> dealt, Span<T> scratch)
    {
        // An even distance in two steps: every second element, and of those the rest of the way.
        if (stride > 2 && stride % 2 == 0)
        {
            Span<T> half = scratch[..((line.Length + 1) / 2)];
            Deal(line, 2, half, []);
            Deal(half, stride / 2, dealt, scratch[half.Length..]);
            return;
        }

        int count = int.Min(dealt.Length, line.Length == 0 ? 0 : ((line.Length - 1) / stride) + 1);
        int done = RuntimeHelpers.IsReferenceOrContainsReferences<T>() ? 0 : stride switch
        {
            2 => DealPairs(line, dealt[..count]),
            3 when Unsafe.SizeOf<T>() == sizeof(int) && Vector256.IsHardwareAccelerated => DealThrees32(
                MemoryMarshal.CreateReadOnlySpan(in Unsafe.As<T, int>(ref MemoryMarshal.GetReference(line)), line.Length),
                MemoryMarshal.CreateSpan(ref Unsafe.As<T, int>(ref MemoryMarshal.GetReference(dealt)), count)),
            _ => 0,
        };
        for (int i = done; i < count; i++)
        {
            dealt[i] = line[i * stride];
        }
    }

    /// <summary>The first of each whole pair, by vectors where there is a way; gives how many were done.</summary>
    private static int DealPairs<T>(ReadOnlySpan<T> line, Span<T> dealt)
    {
        int pairs = int.Min(line.Length / 2, dealt.Length);
        ref T source = ref MemoryMarshal.GetReference(line);
        ref T target = ref MemoryMarshal.GetReference(dealt);
        // A pair read as one number of twice the width has its first element as the lower half, on these machines.
        switch (Unsafe.SizeOf<T>())
        {
            case sizeof(byte) when BitConverter.IsLittleEndian:
                TensorPrimitives.ConvertTruncating(
                    MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, ushort>(ref source), pairs),
                    MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref target), pairs));
                return pairs;
            case sizeof(ushort) when BitConverter.IsLittleEndian:
                TensorPrimitives.ConvertTruncating(
                    MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, uint>(ref source), pairs),
                    MemoryMarshal.CreateSpan(ref Unsafe.As<T, ushort>(ref target), pairs));
                return pairs;
            case sizeof(uint) when BitConverter.IsLittleEndian:
                TensorPrimitives.ConvertTruncating(
                    MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, ulong>(ref source), pairs),
                    MemoryMarshal.CreateSpan(ref Unsafe.As<T, uint>(ref target), pairs));
                return pairs;
            case sizeof(ulong) when Vector256.IsHardwareAccelerated:
                return DealPairs64(ref Unsafe.As<T, ulong>(ref source), ref Unsafe.As<T, ulong>(ref target), pairs);
            default:
                return 0;
        }
    }

    /// <summary>The first of each three, as far as there are whole vectors; gives how many were done.</summary>
    private static int DealThrees32(ReadOnlySpan<int> line, Span<int> dealt)
    {
        int count = Vector256<int>.Count;
        int done = 0;
        for (; done + count <= dealt.Length && (done + count) * 3 <= line.Length; done += count)
        {
            ReadOnlySpan<int> from = line.Slice(done * 3, 3 * count);
            Vector256<int> first = Vector256.Shuffle(Vector256.Create(from), Vector256.Create(0, 3, 6, 0, 0, 0, 0, 0));
            Vector256<int> second = Vector256.Shuffle(Vector256.Create(from[count..]), Vector256.Create(0, 0, 0, 1, 4, 7, 0, 0));
            Vector256<int> third = Vector256.Shuffle(Vector256.Create(from[(2 * count)..]), Vector256.Create(0, 0, 0, 0, 0, 0, 2, 5));
            Vector256<int> both = Vector256.ConditionalSelect(Vector256.Create(-1, -1, -1, 0, 0, 0, 0, 0), first, second);
            Vector256.ConditionalSelect(Vector256.Create(0, 0, 0, 0, 0, 0, -1, -1), third, both).CopyTo(dealt[done..]);
        }

        return done;
    }

    private static int DealPairs64(ref ulong source, ref ulong target, int pairs)
    {
        int done = 0;
        for (; done <= pairs - 4; done += 4)
        {
            Vector256<ulong> lower = Vector256.Shuffle(Vector256.LoadUnsafe(ref source, (nuint)(2 * done)), Vector256.Create(0UL, 2, 0, 2));
            Vector256<ulong> upper = Vector256.Shuffle(Vector256.LoadUnsafe(ref source, (nuint)((2 * done) + 4)), Vector256.Create(0UL, 2, 0, 2));
            Vector256.Create(lower.GetLower(), upper.GetLower()).StoreUnsafe(ref target, (nuint)done);
        }

        return done;
    }
}

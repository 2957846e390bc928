using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>
/// Lines taken apart by a stride, and put together again: a phase has every so-manieth position, with all elements of each.
/// </summary>
internal static class Phases
{
    /// <summary>How many elements past the end of a line and of each phase may be read and written.</summary>
    public static int Slack<T>() => 2 * Vector512<T>.Count;

    /// <summary>How much working memory a stride needs.</summary>
    public static nint ScratchFor(nint stride, nint length) => stride > 2 && nint.IsEvenInteger(stride) ? 2 * length : 0;

    /// <summary>Takes a line apart.</summary>
    /// <param name="line">A whole number of strides; the slack behind it is read if there are several elements at a position.</param>
    /// <param name="stride">The number of phases.</param>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="phases">The first phase.</param>
    /// <param name="pitch">From one phase to the next.</param>
    /// <param name="scratch">Working memory.</param>
    public static void Split<T>(ReadOnlySpan<T> line, int stride, int inner, ref T phases, nint pitch, Span<T> scratch)
    {
        if (inner == 1 && int.IsEvenInteger(stride))
        {
            if (stride == 2)
            {
                Unzip(line, ref phases, ref Unsafe.Add(ref phases, pitch));
                return;
            }

            int half = line.Length / 2;
            Unzip(line, ref MemoryMarshal.GetReference(scratch), ref MemoryMarshal.GetReference(scratch[half..]));
            Span<T> rest = scratch[line.Length..];
            Split<T>(scratch[..half], stride / 2, inner, ref phases, 2 * pitch, rest);
            Split<T>(scratch[half..line.Length], stride / 2, inner, ref Unsafe.Add(ref phases, pitch), 2 * pitch, rest);
            return;
        }

        if (inner == 1 && stride == 3)
        {
            UnzipThrees(line, ref phases, ref Unsafe.Add(ref phases, pitch), ref Unsafe.Add(ref phases, 2 * pitch));
            return;
        }

        if (stride == 2 && PositionPairs.TryUnzip(line, inner, ref phases, ref Unsafe.Add(ref phases, pitch)))
        {
            return;
        }

        int count = line.Length / (stride * inner);
        ref T from = ref MemoryMarshal.GetReference(line);
        for (int phase = 0; phase < stride; phase++)
        {
            Copy(ref Unsafe.Add(ref from, phase * inner), stride * inner, ref Unsafe.Add(ref phases, phase * pitch), inner, inner, count);
        }
    }

    /// <summary>Puts a line together.</summary>
    /// <param name="phases">The first phase; the slack behind each is read if there are several elements at a position.</param>
    /// <param name="pitch">From one phase to the next.</param>
    /// <param name="stride">The number of phases.</param>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="line">A whole number of strides; the slack behind it is written if there are several elements at a position.</param>
    /// <param name="scratch">Working memory.</param>
    public static void Merge<T>(ref T phases, nint pitch, int stride, int inner, Span<T> line, Span<T> scratch)
    {
        if (inner == 1 && int.IsEvenInteger(stride))
        {
            if (stride == 2)
            {
                Zip(ref phases, ref Unsafe.Add(ref phases, pitch), line);
                return;
            }

            int half = line.Length / 2;
            Span<T> rest = scratch[line.Length..];
            Merge(ref phases, 2 * pitch, stride / 2, inner, scratch[..half], rest);
            Merge(ref Unsafe.Add(ref phases, pitch), 2 * pitch, stride / 2, inner, scratch[half..line.Length], rest);
            Zip(ref MemoryMarshal.GetReference(scratch), ref MemoryMarshal.GetReference(scratch[half..]), line);
            return;
        }

        if (stride == 2 && PositionPairs.TryZip(ref phases, ref Unsafe.Add(ref phases, pitch), inner, line))
        {
            return;
        }

        // Position after position, so that what is written too far is written over.
        int count = line.Length / (stride * inner);
        ref T to = ref MemoryMarshal.GetReference(line);
        for (int i = 0; i < count; i++)
        {
            Copy(ref Unsafe.Add(ref phases, i * inner), pitch, ref to, inner, inner, stride);
            to = ref Unsafe.Add(ref to, stride * inner);
        }
    }

    /// <summary>Copies some elements at a time, by whole vectors; what is written too far is written over by the next.</summary>
    private static void Copy<T>(ref T from, nint fromStep, ref T to, nint toStep, int length, int count)
    {
        if (length == 1)
        {
            for (int i = 0; i < count; i++)
            {
                Unsafe.Add(ref to, i * toStep) = Unsafe.Add(ref from, i * fromStep);
            }
        }
        else if (length <= Vector128<T>.Count)
        {
            for (int i = 0; i < count; i++)
            {
                Vector128.LoadUnsafe(ref from).StoreUnsafe(ref to);
                from = ref Unsafe.Add(ref from, fromStep);
                to = ref Unsafe.Add(ref to, toStep);
            }
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                for (int j = 0; j < length; j += Vector256<T>.Count)
                {
                    Vector256.LoadUnsafe(ref from, (nuint)j).StoreUnsafe(ref to, (nuint)j);
                }

                from = ref Unsafe.Add(ref from, fromStep);
                to = ref Unsafe.Add(ref to, toStep);
            }
        }
    }

    private static void Unzip<T>(ReadOnlySpan<T> line, ref T evens, ref T odds)
    {
        int length = line.Length / 2;
        ref T from = ref MemoryMarshal.GetReference(line);
        if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported && length >= Vector256<T>.Count)
        {
            int count = Vector256<T>.Count;
            for (int i = 0; i < length; i += count)
            {
                // The last vectors have some of those before once more.
                i = int.Min(i, length - count);
                Zipper.Unzip(
                    Vector256.LoadUnsafe(ref from, (nuint)(2 * i)),
                    Vector256.LoadUnsafe(ref from, (nuint)((2 * i) + count)),
                    out Vector256<T> even,
                    out Vector256<T> odd);
                even.StoreUnsafe(ref evens, (nuint)i);
                odd.StoreUnsafe(ref odds, (nuint)i);
            }

            return;
        }

        for (int i = 0; i < length; i++)
        {
            Unsafe.Add(ref evens, i) = line[2 * i];
            Unsafe.Add(ref odds, i) = line[(2 * i) + 1];
        }
    }

    private static void UnzipThrees<T>(ReadOnlySpan<T> line, ref T first, ref T second, ref T third)
    {
        int length = line.Length / 3;
        int count = Vector256<int>.Count;
        ref T from = ref MemoryMarshal.GetReference(line);
        if (Vector256.IsHardwareAccelerated && Unsafe.SizeOf<T>() == sizeof(int) && length >= count)
        {
            for (int i = 0; i < length; i += count)
            {
                // The last vectors have some of those before once more.
                i = int.Min(i, length - count);
                ref int source = ref Unsafe.As<T, int>(ref Unsafe.Add(ref from, 3 * i));
                Vector256<int> a = Vector256.LoadUnsafe(ref source);
                Vector256<int> b = Vector256.LoadUnsafe(ref source, (nuint)count);
                Vector256<int> c = Vector256.LoadUnsafe(ref source, (nuint)(2 * count));

                // Every third element of three vectors comes from a place of its own.
                Vector256<int> zeros = Vector256.ConditionalSelect(Thirds(0), a, Vector256.ConditionalSelect(Thirds(1), b, c));
                Vector256<int> ones = Vector256.ConditionalSelect(Thirds(1), a, Vector256.ConditionalSelect(Thirds(2), b, c));
                Vector256<int> twos = Vector256.ConditionalSelect(Thirds(2), a, Vector256.ConditionalSelect(Thirds(0), b, c));
                Vector256.Shuffle(zeros, Vector256.Create(0, 3, 6, 1, 4, 7, 2, 5)).StoreUnsafe(ref Unsafe.As<T, int>(ref first), (nuint)i);
                Vector256.Shuffle(ones, Vector256.Create(1, 4, 7, 2, 5, 0, 3, 6)).StoreUnsafe(ref Unsafe.As<T, int>(ref second), (nuint)i);
                Vector256.Shuffle(twos, Vector256.Create(2, 5, 0, 3, 6, 1, 4, 7)).StoreUnsafe(ref Unsafe.As<T, int>(ref third), (nuint)i);
            }

            return;
        }

        for (int i = 0; i < length; i++)
        {
            Unsafe.Add(ref first, i) = line[3 * i];
            Unsafe.Add(ref second, i) = line[(3 * i) + 1];
            Unsafe.Add(ref third, i) = line[(3 * i) + 2];
        }
    }

    /// <summary>All bits at every third place from one on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Thirds(int first) => first switch
    {
        0 => Vector256.Create(-1, 0, 0, -1, 0, 0, -1, 0),
        1 => Vector256.Create(0, -1, 0, 0, -1, 0, 0, -1),
        _ => Vector256.Create(0, 0, -1, 0, 0, -1, 0, 0),
    };

    private static void Zip<T>(ref T evens, ref T odds, Span<T> line)
    {
        int length = line.Length / 2;
        int count = Vector256<T>.Count;
        ref T to = ref MemoryMarshal.GetReference(line);
        if (Avx2.IsSupported && length >= count)
        {
            for (int i = 0; i < length; i += count)
            {
                i = int.Min(i, length - count);
                Zip(
                    Vector256.LoadUnsafe(ref evens, (nuint)i),
                    Vector256.LoadUnsafe(ref odds, (nuint)i),
                    out Vector256<T> lower,
                    out Vector256<T> upper);
                lower.StoreUnsafe(ref to, (nuint)(2 * i));
                upper.StoreUnsafe(ref to, (nuint)((2 * i) + count));
            }

            return;
        }

        for (int i = 0; i < length; i++)
        {
            line[2 * i] = Unsafe.Add(ref evens, i);
            line[(2 * i) + 1] = Unsafe.Add(ref odds, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Zip<T>(Vector256<T> even, Vector256<T> odd, out Vector256<T> lower, out Vector256<T> upper)
    {
        Vector256<byte> first;
        Vector256<byte> second;
        switch (Unsafe.SizeOf<T>())
        {
            case sizeof(byte):
                first = Avx2.UnpackLow(even.AsByte(), odd.AsByte());
                second = Avx2.UnpackHigh(even.AsByte(), odd.AsByte());
                break;
            case sizeof(ushort):
                first = Avx2.UnpackLow(even.AsUInt16(), odd.AsUInt16()).AsByte();
                second = Avx2.UnpackHigh(even.AsUInt16(), odd.AsUInt16()).AsByte();
                break;
            case sizeof(uint):
                first = Avx2.UnpackLow(even.AsUInt32(), odd.AsUInt32()).AsByte();
                second = Avx2.UnpackHigh(even.AsUInt32(), odd.AsUInt32()).AsByte();
                break;
            default:
                first = Avx2.UnpackLow(even.AsUInt64(), odd.AsUInt64()).AsByte();
                second = Avx2.UnpackHigh(even.AsUInt64(), odd.AsUInt64()).AsByte();
                break;
        }

        // Within each half; then the halves are put in order.
        lower = Avx2.Permute2x128(first, second, 0x20).As<byte, T>();
        upper = Avx2.Permute2x128(first, second, 0x31).As<byte, T>();
    }
}

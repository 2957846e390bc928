using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>
/// The gradient of a max or min over whole planes that lie one behind the other: all elements of a plane get 0, but for the
/// first that equals the result.
/// </summary>
internal static class PlaneWinners
{
    /// <summary>Writes the gradient of the input, if windows are of the kind; for <see cref="WinnersInPlace"/>.</summary>
    /// <returns>Whether it was done.</returns>
    public static bool TryWrite<T, TExtreme>(
        PoolingPlan plan, in SourceRows<T> source, in SourceRows<T> gradOutput, in Rows<T> gradInput)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
    {
        if (!Vector256.IsHardwareAccelerated || !plan.IsFlat)
        {
            return false;
        }

        nint size = plan.Source.Width.Length / plan.Target.Width.Length;
        if (size < Vector256<T>.Count)
        {
            return false;
        }

        RowPlace all = default;
        Write<T, TExtreme>(
            ref source.First(all),
            size,
            ref gradOutput.First(all),
            plan.Target.Width.Length,
            ref MemoryMarshal.GetReference(gradInput.Open(all)));
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Write<T, TExtreme>(ref T plane, nint size, ref T shares, nint planes, ref T gradients)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
    {
        // The last vectors of a plane may have some elements of those before once more, which come to the same.
        int count = Vector256<T>.Count;
        nint last = size - count;
        for (nint i = 0; i < planes; i++)
        {
            Vector256<T> best = Vector256.LoadUnsafe(ref plane);
            Vector256<T> isNumber = Vector256.Equals(best, best);
            Vector256<T>.Zero.StoreUnsafe(ref gradients);
            for (nint at = count; at < size; at += count)
            {
                nint next = nint.Min(at, last);
                Vector256<T> elements = Vector256.LoadUnsafe(ref plane, (nuint)next);
                best = PlainExtreme.Pick<T, TExtreme, Vector256<T>, Width256<T>>(best, elements);
                isNumber &= Vector256.Equals(elements, elements);
                Vector256<T>.Zero.StoreUnsafe(ref gradients, (nuint)next);
            }

            nint winner = isNumber.AsByte() == Vector256<byte>.AllBitsSet
                ? IndexOf(ref plane, last, Neighbors.BestOfAll<T, TExtreme>(best))
                : LastNaN(ref plane, size);
            Unsafe.Add(ref gradients, winner) = Unsafe.Add(ref shares, i);
            plane = ref Unsafe.Add(ref plane, size);
            gradients = ref Unsafe.Add(ref gradients, size);
        }
    }

    /// <summary>The first element that equals what all places of a vector have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint IndexOf<T>(ref T plane, nint last, Vector256<T> best)
    {
        nint at = 0;
        while (true)
        {
            uint equal = Vector256.Equals(Vector256.LoadUnsafe(ref plane, (nuint)at), best).ExtractMostSignificantBits();
            if (equal != 0 || at == last)
            {
                return at + BitOperations.TrailingZeroCount(equal);
            }

            at = nint.Min(at + Vector256<T>.Count, last);
        }
    }

    private static nint LastNaN<T>(ref T plane, nint size)
        where T : INumber<T>
    {
        nint at = size - 1;
        while (!T.IsNaN(Unsafe.Add(ref plane, at)))
        {
            at--;
        }

        return at;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The innermost loop of a search for winners, by vectors as wide as the machine has: a window's elements lie at the same
/// few distances, its taps, and are compared from the last to the first, so that the first of equal ones stays.
/// </summary>
/// <param name="taps">The distances of a window's elements in memory.</param>
/// <param name="steps">How many elements of the plane each lies behind the window's start.</param>
/// <param name="scale">From the number of an element of the plane to that of the next.</param>
/// <param name="padding">What elements outside the input hold.</param>
internal readonly ref struct OldWinnerTaps<T>(ReadOnlySpan<nint> taps, ReadOnlySpan<nint> steps, nint scale, T padding)
    where T : INumber<T>
{
    /// <summary>More taps than these are not compared one by one.</summary>
    public const int Most = 64;

    private readonly ReadOnlySpan<nint> _taps = taps;
    private readonly ReadOnlySpan<nint> _steps = steps;

    /// <summary>Whether there are vectors for elements of the type and numbers as wide.</summary>
    public static bool IsSupported =>
        Vector.IsHardwareAccelerated && Vector<T>.IsSupported && Unsafe.SizeOf<T>() is sizeof(int) or sizeof(long);

    /// <summary>Finds the winners of neighboring results. Those of NaN, and of what padding holds, are left to be found otherwise.</summary>
    /// <param name="source">What the taps of the first result are counted from.</param>
    /// <param name="values">The results.</param>
    /// <param name="numbers">Where the numbers of the winners go; -1 where there is none.</param>
    /// <param name="places">What each result adds to the number.</param>
    /// <param name="start">The number of the first window's start, but for that.</param>
    /// <returns>Whether there were none of those.</returns>
    public bool Find(ref T source, ReadOnlySpan<T> values, Span<long> numbers, ReadOnlySpan<long> places, nint start) =>
        Unsafe.SizeOf<T>() == sizeof(int)
            ? Find<int>(ref source, values, numbers, places, start)
            : Find<long>(ref source, values, numbers, places, start);

    private bool Find<TNumber>(
        ref T source, ReadOnlySpan<T> values, Span<long> numbers, ReadOnlySpan<long> places, nint start)
        where TNumber : INumber<TNumber>
    {
        int count = Vector<T>.Count;
        int length = values.Length;
        ref T value = ref MemoryMarshal.GetReference(values);
        ref long number = ref MemoryMarshal.GetReference(numbers);
        ref long place = ref MemoryMarshal.GetReference(places);
        Vector<TNumber> sure = Vector<TNumber>.AllBitsSet;
        int i = 0;
        while (i <= length - (2 * count))
        {
            ref T from = ref Unsafe.Add(ref source, i);
            Vector<T> a = Vector.LoadUnsafe(ref value, (nuint)i);
            Vector<T> b = Vector.LoadUnsafe(ref value, (nuint)(i + count));
            Vector<TNumber> foundA = Vector<TNumber>.AllBitsSet;
            Vector<TNumber> foundB = Vector<TNumber>.AllBitsSet;
            for (int tap = _taps.Length - 1; tap >= 0; tap--)
            {
                ref T element = ref Unsafe.Add(ref from, _taps[tap]);
                Vector<TNumber> step = Vector.Create(TNumber.CreateTruncating(_steps[tap]));
                foundA = Select(a, Vector.LoadUnsafe(ref element), step, foundA);
                foundB = Select(b, Vector.LoadUnsafe(ref element, (nuint)count), step, foundB);
            }

            sure &= AreSure<TNumber>(a) & AreSure<TNumber>(b);
            Store(foundA, ref Unsafe.Add(ref number, i), ref Unsafe.Add(ref place, i), start);
            Store(foundB, ref Unsafe.Add(ref number, i + count), ref Unsafe.Add(ref place, i + count), start);
            i += 2 * count;
        }

        while (i < length && length >= count)
        {
            // The last vector has some of the one before once more, and comes to the same.
            i = int.Min(i, length - count);
            ref T from = ref Unsafe.Add(ref source, i);
            Vector<T> a = Vector.LoadUnsafe(ref value, (nuint)i);
            Vector<TNumber> found = Vector<TNumber>.AllBitsSet;
            for (int tap = _taps.Length - 1; tap >= 0; tap--)
            {
                Vector<TNumber> step = Vector.Create(TNumber.CreateTruncating(_steps[tap]));
                found = Select(a, Vector.LoadUnsafe(ref from, (nuint)_taps[tap]), step, found);
            }

            sure &= AreSure<TNumber>(a);
            Store(found, ref Unsafe.Add(ref number, i), ref Unsafe.Add(ref place, i), start);
            i += count;
        }

        bool isSure = Vector.EqualsAll(sure, Vector<TNumber>.AllBitsSet);
        for (; i < length; i++)
        {
            T one = values[i];
            isSure &= !T.IsNaN(one) && one != padding;
            numbers[i] = -1;
            for (int tap = _taps.Length - 1; tap >= 0; tap--)
            {
                if (Unsafe.Add(ref source, i + _taps[tap]) == one)
                {
                    numbers[i] = (_steps[tap] * scale) + places[i] + start;
                }
            }
        }

        return isSure;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<TNumber> AreSure<TNumber>(Vector<T> values) =>
        Vector.AndNot(Vector.Equals(values, values), Vector.Equals(values, Vector.Create(padding))).As<T, TNumber>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<TNumber> Select<TNumber>(
        Vector<T> value, Vector<T> element, Vector<TNumber> step, Vector<TNumber> otherwise) =>
        Vector.ConditionalSelect(Vector.Equals(value, element).As<T, TNumber>(), step, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store<TNumber>(Vector<TNumber> found, ref long number, ref long place, nint start)
    {
        if (typeof(TNumber) == typeof(int))
        {
            Vector.Widen(found.As<TNumber, int>(), out Vector<long> lower, out Vector<long> upper);
            StoreWide(lower, ref number, ref place, start);
            int count = Vector<long>.Count;
            StoreWide(upper, ref Unsafe.Add(ref number, count), ref Unsafe.Add(ref place, count), start);
        }
        else
        {
            StoreWide(found.As<TNumber, long>(), ref number, ref place, start);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StoreWide(Vector<long> found, ref long number, ref long place, nint start)
    {
        Vector<long> scaled = scale == 1 ? found : found * scale;
        Vector<long> all = scaled + Vector.LoadUnsafe(ref place) + Vector.Create<long>(start);
        Vector.ConditionalSelect(Vector.LessThan(found, Vector<long>.Zero), found, all).StoreUnsafe(ref number);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>The best elements of some windows side by side.</summary>
internal struct BestElements<T, TLine, TExtreme, TVector, TWidth>
    where TLine : INumber<TLine>
    where TExtreme : struct, IExtreme<T>
    where TWidth : struct, IWidth<TVector, TLine>
{
    private TVector _sums;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BestElements(TVector elements, TVector code)
    {
        Values = elements;
        Winners = code;
        _sums = elements;
    }

    /// <summary>The elements.</summary>
    public TVector Values { get; private set; }

    /// <summary>Their codes.</summary>
    public TVector Winners { get; private set; }

    private static bool IsFloatingPoint
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(TLine) == typeof(float) || typeof(TLine) == typeof(double);
    }

    private static bool SumsUp
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsFloatingPoint && !TExtreme.IgnoresNaN;
    }

    /// <summary>
    /// Whether an element of these windows or of others may be NaN, a zero have the sign that loses to the other, or a window
    /// have no winner.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsInDoubt(in BestElements<T, TLine, TExtreme, TVector, TWidth> others, TVector none)
    {
        if (TWidth.AnyEqual(Values, none) || TWidth.AnyEqual(others.Values, none))
        {
            return true;
        }

        if (!IsFloatingPoint)
        {
            return false;
        }

        TVector seen = SumsUp ? TWidth.Add(_sums, others._sums) : TWidth.Add(Values, others.Values);
        TVector losingZero = TWidth.Create(TExtreme.PicksLargest ? -TLine.Zero : TLine.Zero);
        return !TWidth.AllEqual(seen, seen) || TWidth.AnySame(Values, losingZero) || TWidth.AnySame(others.Values, losingZero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(TVector elements, TVector code)
    {
        if (TExtreme.PicksLargest)
        {
            Winners = TWidth.Select(TWidth.Greater(elements, Values), code, Winners);
            Values = TWidth.MaxNative(elements, Values);
        }
        else
        {
            Winners = TWidth.Select(TWidth.Less(elements, Values), code, Winners);
            Values = TWidth.MinNative(elements, Values);
        }

        if (SumsUp)
        {
            // NaN if any element is; seldom otherwise.
            _sums = TWidth.Add(_sums, elements);
        }
    }
}

using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>Values and codes of winners, kept as they are.</summary>
/// <param name="values">The first value.</param>
/// <param name="codes">The first code.</param>
/// <param name="step">From a window to the next.</param>
internal readonly ref struct KeptWinners<T, TCode>(ref T values, ref TCode codes, nint step) : IWinnerTaker<T, TCode>
{
    private readonly ref T _values = ref values;
    private readonly ref TCode _codes = ref codes;

    /// <inheritdoc/>
    public static bool TakesValues => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Take<TVector, TWidth>(nint window, nint count, nint lane, nint known, ref T values, ref TCode codes)
        where TWidth : struct, IWidth<TVector, T>
    {
        nint at = (window * step) + lane;
        for (nint i = 0; i < count * TWidth.Count; i += TWidth.Count)
        {
            TWidth.Store(TWidth.Load(ref Unsafe.Add(ref values, i)), ref Unsafe.Add(ref _values, at));
            TWidth.Store(
                TWidth.Load(ref Unsafe.As<TCode, T>(ref Unsafe.Add(ref codes, i))), ref Unsafe.As<TCode, T>(ref Unsafe.Add(ref _codes, at)));
            at += step;
        }
    }
}

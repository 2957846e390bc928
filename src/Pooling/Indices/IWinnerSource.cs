using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>What a search for winners compares.</summary>
/// <typeparam name="TCode">What elements are called by, an integer as wide as what is compared.</typeparam>
internal interface IWinnerSource<TCode>
{
    /// <summary>The codes of what lies at a tap.</summary>
    /// <param name="parts">The codes of winners of parts.</param>
    /// <param name="tap">The tap.</param>
    /// <param name="code">The code of the tap.</param>
    static abstract TVector CodeOf<TVector, TWidth, TLine>(ref TCode parts, nint tap, TVector code)
        where TWidth : struct, IWidth<TVector, TLine>;

    /// <summary>All bits of <paramref name="mask"/>, but where nothing lies at a tap except for the identity.</summary>
    static abstract TVector Only<TVector, TWidth, TLine>(TVector mask, ref TCode parts, nint tap)
        where TWidth : struct, IWidth<TVector, TLine>;
}

/// <summary>Elements.</summary>
internal readonly struct ElementsOfWindows<TCode> : IWinnerSource<TCode>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector CodeOf<TVector, TWidth, TLine>(ref TCode parts, nint tap, TVector code)
        where TWidth : struct, IWidth<TVector, TLine> => code;

    public static TVector Only<TVector, TWidth, TLine>(TVector mask, ref TCode parts, nint tap)
        where TWidth : struct, IWidth<TVector, TLine> => mask;
}

/// <summary>Winners of parts of windows, called by their distance to the start of the part.</summary>
internal readonly struct PartsOfWindows<TCode> : IWinnerSource<TCode>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector CodeOf<TVector, TWidth, TLine>(ref TCode parts, nint tap, TVector code)
        where TWidth : struct, IWidth<TVector, TLine> => TWidth.AddIntegers(Load<TVector, TWidth, TLine>(ref parts, tap), code);

    public static TVector Only<TVector, TWidth, TLine>(TVector mask, ref TCode parts, nint tap)
        where TWidth : struct, IWidth<TVector, TLine> =>
        TWidth.AndNot(mask, TWidth.IsNegative(Load<TVector, TWidth, TLine>(ref parts, tap)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load<TVector, TWidth, TLine>(ref TCode parts, nint tap)
        where TWidth : struct, IWidth<TVector, TLine> => TWidth.Load(ref Unsafe.As<TCode, TLine>(ref Unsafe.Add(ref parts, tap)));
}

/// <summary>Winners of parts of windows, called as their part.</summary>
internal readonly struct PartsAlone<TCode> : IWinnerSource<TCode>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector CodeOf<TVector, TWidth, TLine>(ref TCode parts, nint tap, TVector code)
        where TWidth : struct, IWidth<TVector, TLine> => code;

    public static TVector Only<TVector, TWidth, TLine>(TVector mask, ref TCode parts, nint tap)
        where TWidth : struct, IWidth<TVector, TLine> =>
        PartsOfWindows<TCode>.Only<TVector, TWidth, TLine>(mask, ref parts, tap);
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>What a search for winners compares.</summary>
/// <typeparam name="TCode">What elements are called by.</typeparam>
internal interface IWinnerSource<TCode>
{
    /// <summary>The codes of what lies at a tap.</summary>
    /// <param name="parts">The codes of winners of parts.</param>
    /// <param name="tap">The tap.</param>
    /// <param name="code">The code of the tap.</param>
    static abstract Vector<TCode> CodeOf(ref TCode parts, nint tap, Vector<TCode> code);

    /// <summary>Where nothing lies at a tap, but for the identity.</summary>
    static abstract Vector<TCode> IsNone(ref TCode parts, nint tap);
}

/// <summary>Elements.</summary>
internal readonly struct ElementsOfWindows<TCode> : IWinnerSource<TCode>
    where TCode : INumber<TCode>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<TCode> CodeOf(ref TCode parts, nint tap, Vector<TCode> code) => code;

    public static Vector<TCode> IsNone(ref TCode parts, nint tap) => Vector<TCode>.Zero;
}

/// <summary>Winners of parts of windows, called by their distance to the start of the part.</summary>
internal readonly struct PartsOfWindows<TCode> : IWinnerSource<TCode>
    where TCode : INumber<TCode>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<TCode> CodeOf(ref TCode parts, nint tap, Vector<TCode> code) => Vector.LoadUnsafe(ref Unsafe.Add(ref parts, tap)) + code;

    public static Vector<TCode> IsNone(ref TCode parts, nint tap) =>
        Vector.LessThan(Vector.LoadUnsafe(ref Unsafe.Add(ref parts, tap)), Vector<TCode>.Zero);
}

/// <summary>Winners of parts of windows, called as their part.</summary>
internal readonly struct PartsAlone<TCode> : IWinnerSource<TCode>
    where TCode : INumber<TCode>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<TCode> CodeOf(ref TCode parts, nint tap, Vector<TCode> code) => code;

    public static Vector<TCode> IsNone(ref TCode parts, nint tap) => PartsOfWindows<TCode>.IsNone(ref parts, tap);
}

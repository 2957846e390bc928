using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>Where partial results are read from: elements of the input, or partial results made before.</summary>
internal interface IReader<TLanes, TSource, TAccumulator, TVector>
{
    /// <summary>As many partial results as a vector holds.</summary>
    static abstract TVector Read(in TLanes lanes, ref readonly TSource source);

    /// <summary>As many partial results as a vector holds, merged with others.</summary>
    static abstract TVector Append(in TLanes lanes, TVector partials, ref readonly TSource source);

    /// <summary>Whether they are elements, which may not be in a cache yet.</summary>
    static virtual bool AreElements => false;

    /// <summary>One partial result.</summary>
    static abstract TAccumulator ReadOne(in TLanes lanes, ref readonly TSource source);
}

/// <summary>Starts partial results with elements.</summary>
internal readonly struct FromElements<T, TAccumulator, TVector, TLanes> : IReader<TLanes, T, TAccumulator, TVector>
    where TLanes : struct, ILanes<T, TAccumulator, TVector>
{
    public static bool AreElements => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Read(in TLanes lanes, ref readonly T source) => lanes.Start(in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Append(in TLanes lanes, TVector partials, ref readonly T source) => lanes.Append(partials, in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TAccumulator ReadOne(in TLanes lanes, ref readonly T source) => lanes.StartOne(source);
}

/// <summary>
/// Starts partial results with elements that are read once and lie far from the processor: while it reduces some, it is
/// told to ask for those that come a page later.
/// </summary>
internal readonly struct FromFarElements<T, TAccumulator, TVector, TLanes> : IReader<TLanes, T, TAccumulator, TVector>
    where TLanes : struct, ILanes<T, TAccumulator, TVector>
{
    private const int Ahead = 4096;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Read(in TLanes lanes, ref readonly T source)
    {
        Prefetch.After(in source, Ahead);
        return lanes.Start(in source);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Append(in TLanes lanes, TVector partials, ref readonly T source)
    {
        Prefetch.After(in source, Ahead);
        return lanes.Append(partials, in source);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TAccumulator ReadOne(in TLanes lanes, ref readonly T source) => lanes.StartOne(source);
}

/// <summary>Goes on with partial results.</summary>
internal readonly struct FromPartials<T, TAccumulator, TVector, TLanes> : IReader<TLanes, TAccumulator, TAccumulator, TVector>
    where TLanes : struct, ILanes<T, TAccumulator, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Read(in TLanes lanes, ref readonly TAccumulator source) => TLanes.Load(in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Append(in TLanes lanes, TVector partials, ref readonly TAccumulator source) =>
        lanes.Combine(partials, TLanes.Load(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TAccumulator ReadOne(in TLanes lanes, ref readonly TAccumulator source) => source;
}

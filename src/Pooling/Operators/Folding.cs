using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>What it takes to make one result of a vector.</summary>
internal static class Folding
{
    /// <summary>Moves elements to places before them; what comes to the others is anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Move<T>(Vector128<T> vector, int distance)
    {
        Vector128<ulong> bits = vector.AsUInt64();
        int moved = distance * Unsafe.SizeOf<T>() * 8;
        return moved < 64 ? (bits >> moved).As<ulong, T>() : Vector128.Create(bits.GetUpper(), bits.GetUpper()).As<ulong, T>();
    }
}

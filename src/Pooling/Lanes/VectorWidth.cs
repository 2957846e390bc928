using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>How wide the vectors are that a computation runs on.</summary>
internal static class VectorWidth
{
    /// <summary>
    /// Application data that says how many bits vectors have, for tests: 128, 256 or 512, also where the machine has them
    /// in software only.
    /// </summary>
    private const string Setting = "Pooling.VectorWidth";

    /// <summary>How many bits the widest vectors have.</summary>
    public static readonly int Widest = AppContext.GetData(Setting) is int bits ? bits
        : Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : 128;

    /// <summary>Whether there are 32 registers, not 16: vectors of 512 bits come with as many.</summary>
    public static bool HasManyRegisters<TVector>() => Unsafe.SizeOf<TVector>() == 64;

    /// <summary>How many bits vectors should have: the most there are, but no more than a row fills.</summary>
    /// <typeparam name="TAccumulator">The type of partial results.</typeparam>
    public static int For<TAccumulator>(PoolingPlan plan)
    {
        int bits = ForRun<TAccumulator>(plan.ShortestRun);
        return bits == 512 && LeavesHalfEmpty(plan, bits / 8 / Unsafe.SizeOf<TAccumulator>()) ? 256 : bits;
    }

    /// <summary>How many bits vectors should have for a run of neighbors: the most there are, but no more than it fills.</summary>
    /// <typeparam name="T">The type of the neighbors.</typeparam>
    public static int ForRun<T>(nint length)
    {
        nint run = length * Unsafe.SizeOf<T>() * 8;
        int bits = Widest;
        while (bits > 128 && bits > run)
        {
            bits /= 2;
        }

        return bits;
    }

    /// <summary>
    /// The same where neighbors are read at some distances. The widest vectors fill a line of the cache, so that they gain
    /// nothing where they lie across two of them.
    /// </summary>
    public static int ForRun<T>(nint length, ReadOnlySpan<nint> taps)
    {
        int bits = ForRun<T>(length);
        nint count = Vector512<byte>.Count / Unsafe.SizeOf<T>();
        for (int tap = 1; tap < taps.Length && bits == 512; tap++)
        {
            bits = (taps[tap] - taps[0]) % count == 0 ? bits : 256;
        }

        return bits;
    }

    /// <summary>Whether windows are made one in a vector, by <see cref="PositionTaps"/>, and half of it is enough.</summary>
    private static bool LeavesHalfEmpty(PoolingPlan plan, int count)
    {
        nint inner = plan.Source.Inner.Length;
        return inner > 1
            && !plan.VariesByPlane
            && PositionTaps.Applies(plan.Shared, inner, count / 2)
            && plan.Shared.Width.TryGetSlide(out Slide slide)
            && !ArrangedWindows.Pays(slide.Size, slide.Stride, inner, count);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>
/// The one loop over windows, for every kind of pooling, rank and data format, forward and back. Each row of the target
/// comes about in two steps: all source rows that it is made of are reduced, along depth and height, into one line of
/// partial results (<see cref="LineReduction{T, TAccumulator, TVector, TLanes}"/>); then each target element is reduced
/// along the width of that line. So a window costs its height plus its width, not their product, and neighboring windows
/// share the first step. Small windows that share little are reduced in one step.
/// </summary>
internal static class PoolingDriver
{
    /// <summary>By vectors as wide as is worth while; one partial result at a time where there are none of the type.</summary>
    public static void RunVectors<T, TAccumulator, TResult, TOperator, TOutput>(
        TOperator op, PoolingPlan plan, in SourceRows<T> source, in TOutput output)
        where TOperator : struct, IVectorOperator<TOperator, T, TAccumulator, TResult>
        where TOutput : struct, IOutputRows<TResult>, allows ref struct
    {
        switch (Vector128<TAccumulator>.IsSupported ? VectorWidth.For<TAccumulator>(plan) : 0)
        {
            case 512:
                RunVectors<T, TAccumulator, TResult, TOperator, Vector512<TAccumulator>, Width512<TAccumulator>, TOutput>(
                    op, plan, source, output);
                break;
            case 256:
                RunVectors<T, TAccumulator, TResult, TOperator, Vector256<TAccumulator>, Width256<TAccumulator>, TOutput>(
                    op, plan, source, output);
                break;
            case 128:
                RunVectors<T, TAccumulator, TResult, TOperator, Vector128<TAccumulator>, Width128<TAccumulator>, TOutput>(
                    op, plan, source, output);
                break;
            default:
                Run<T, TAccumulator, TResult, TOperator, TAccumulator, ScalarLanes<T, TAccumulator, TResult, TOperator>, TOutput>(
                    op, new(op), plan, source, output);
                break;
        }
    }

    /// <summary>By lanes.</summary>
    // A caller that had all of this would clear many more variables at each call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run<T, TAccumulator, TResult, TOperator, TVector, TLanes, TOutput>(
        TOperator op, TLanes lanes, PoolingPlan plan, in SourceRows<T> source, in TOutput output)
        where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>
        where TLanes : struct, ILanes<T, TAccumulator, TVector>, IWeightedLanes<TAccumulator, TResult, TVector>
        where TOutput : struct, IOutputRows<TResult>, allows ref struct
    {
        ref TResult origin = ref OutputRows.Origin<TOutput, TResult>(output);
        if (!Unsafe.IsNullRef(in origin)
            && SharedPooling<T, TAccumulator, TResult, TOperator, TVector, TLanes>.TryRun(
                op, lanes, plan, ref source.Origin, ref origin))
        {
            return;
        }

        if (plan.VariesByPlane)
        {
            RunPlanes<T, TAccumulator, TResult, TOperator, TVector, TLanes, TOutput>(op, lanes, plan, source, output);
            return;
        }

        RunShares<T, TAccumulator, TResult, TOperator, TVector, TLanes, TOutput, OneShare>(
            op, lanes, plan, source, output, new OneShare(Share.All(plan.Target)));
    }

    /// <summary>Makes shares of a target, whose planes all have the same windows.</summary>
    public static void RunShares<T, TAccumulator, TResult, TOperator, TVector, TLanes, TOutput, TShares>(
        TOperator op, TLanes lanes, PoolingPlan plan, in SourceRows<T> source, in TOutput output, TShares shares)
        where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>
        where TLanes : struct, ILanes<T, TAccumulator, TVector>, IWeightedLanes<TAccumulator, TResult, TVector>
        where TOutput : struct, IOutputRows<TResult>, allows ref struct
        where TShares : struct, IShares, allows ref struct
    {
        if (plan.Bundle is PoolingPlan bundle)
        {
            BundleDriver<T, TAccumulator, TResult, TOperator, TVector, TLanes>.Run(
                op, lanes, plan, bundle, ref source.Origin, ref OutputRows.Origin<TOutput, TResult>(output), shares);
            return;
        }

        PlaneDriver<T, TAccumulator, TResult, TOperator, TVector, TLanes, TOutput>.Run(
            op, lanes, plan.Shared, source, output, shares);
    }

    /// <summary>Planes that have windows of their own, one by one.</summary>
    private static void RunPlanes<T, TAccumulator, TResult, TOperator, TVector, TLanes, TOutput>(
        TOperator op, TLanes lanes, PoolingPlan plan, in SourceRows<T> source, in TOutput output)
        where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>
        where TLanes : struct, ILanes<T, TAccumulator, TVector>, IWeightedLanes<TAccumulator, TResult, TVector>
        where TOutput : struct, IOutputRows<TResult>, allows ref struct
    {
        for (nint batch = 0; batch < plan.Target.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < plan.Target.Channels.Length; channel++)
            {
                PlaneDriver<T, TAccumulator, TResult, TOperator, TVector, TLanes, TOutput>.Run(
                    op, lanes, plan.Of(batch, channel), source, output, new OneShare(Share.Plane(plan.Target, batch, channel)));
            }
        }
    }

    private static void RunVectors<T, TAccumulator, TResult, TOperator, TVector, TWidth, TOutput>(
        TOperator op, PoolingPlan plan, in SourceRows<T> source, in TOutput output)
        where TOperator : struct, IVectorOperator<TOperator, T, TAccumulator, TResult>
        where TWidth : struct, IWidth<TVector, TAccumulator>
        where TOutput : struct, IOutputRows<TResult>, allows ref struct =>
        Run<T, TAccumulator, TResult, TOperator, TVector, VectorLanes<T, TAccumulator, TResult, TOperator, TVector, TWidth>, TOutput>(
            op, new(op), plan, source, output);
}

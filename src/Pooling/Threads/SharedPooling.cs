using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>A forward pass whose rows are shared among threads.</summary>
/// <param name="op">The kind of pooling.</param>
/// <param name="lanes">The same for vectors.</param>
/// <param name="plan">What is pooled.</param>
/// <param name="source">The first element of the input, which must not move meanwhile.</param>
/// <param name="target">The first element of the output, likewise.</param>
/// <param name="parts">The number of parts.</param>
internal sealed unsafe class SharedPooling<T, TAccumulator, TResult, TOperator, TVector, TLanes>(
    TOperator op, TLanes lanes, PoolingPlan plan, void* source, void* target, int parts) : SharedWork
    where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>
    where TLanes : struct, ILanes<T, TAccumulator, TVector>, IWeightedLanes<TAccumulator, TResult, TVector>
{
    /// <summary>Smaller inputs are pooled before another thread has begun.</summary>
    private const nint FewestBytes = 1 << 20;

    /// <summary>More parts than threads, so that a thread that is held up leaves its share to others.</summary>
    private const int PartsPerThread = 4;

    /// <summary>Pools with several threads, if that is worth while.</summary>
    /// <returns>Whether it was.</returns>
    // A caller that had all of this would clear many more variables at each call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool TryRun(TOperator op, TLanes lanes, PoolingPlan plan, ref T source, ref TResult target)
    {
        int threads = Pool.MaxDegreeOfParallelism;
        if (threads == 1
            || plan.VariesByPlane
            || plan.Source.Count * Unsafe.SizeOf<T>() < FewestBytes
            || !plan.Source.HasContiguousRows
            || !plan.Target.HasContiguousRows
            || RuntimeHelpers.IsReferenceOrContainsReferences<T>()
            || RuntimeHelpers.IsReferenceOrContainsReferences<TResult>())
        {
            return false;
        }

        int parts = threads * PartsPerThread;
        fixed (byte* input = &Unsafe.As<T, byte>(ref source), output = &Unsafe.As<TResult, byte>(ref target))
        {
            new SharedPooling<T, TAccumulator, TResult, TOperator, TVector, TLanes>(op, lanes, plan, input, output, parts)
                .Run(parts, threads);
        }

        return true;
    }

    protected override void RunParts(PartTaker take)
    {
        using SourceRows<T> rows = SourceRows<T>.Of(ref Unsafe.AsRef<T>(source), plan.Source);
        using Rows<TResult> output = Rows<TResult>.Of(ref Unsafe.AsRef<TResult>(target), plan.Target);
        PoolingDriver.RunShares<T, TAccumulator, TResult, TOperator, TVector, TLanes, Rows<TResult>, PartShares>(
            op, lanes, plan, rows, output, new PartShares(take, Share.All(plan.Target), parts));
    }

    /// <summary>Shares that the threads take in turn.</summary>
    private readonly struct PartShares(PartTaker take, Share all, int parts) : IShares
    {
        /// <inheritdoc/>
        public bool TryTake(out Share share)
        {
            bool isTaken = take.TryTake(out int part);
            share = isTaken ? all.Part(part, parts) : default;
            return isTaken;
        }
    }
}

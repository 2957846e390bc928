namespace Pooling;

/// <summary>
/// Small planes, some at a time: they are turned, so that the elements that they have at a position lie side by side, pooled
/// like channels that come last, and turned back.
/// </summary>
internal static class BundleDriver<T, TAccumulator, TResult, TOperator, TVector, TLanes>
    where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>
    where TLanes : struct, ILanes<T, TAccumulator, TVector>, IWeightedLanes<TAccumulator, TResult, TVector>
{
    /// <summary>Makes shares of a target.</summary>
    /// <param name="op">The kind of pooling.</param>
    /// <param name="lanes">The same for vectors.</param>
    /// <param name="plan">What is pooled.</param>
    /// <param name="bundle">The same for some planes that are turned.</param>
    /// <param name="source">The first element that is read.</param>
    /// <param name="target">The first element that is written.</param>
    /// <param name="shares">The shares.</param>
    public static void Run<TShares>(
        TOperator op, TLanes lanes, PoolingPlan plan, PoolingPlan bundle, ref T source, ref TResult target, TShares shares)
        where TShares : struct, IShares, allows ref struct
    {
        using TurnedPlanes<T> planes = new(ref source, plan.Source, bundle.Source);
        using TurnedPlanes<TResult> results = new(ref target, plan.Target, bundle.Target);
        using SourceRows<T> from = SourceRows<T>.Of(ref planes.Turned, bundle.Source);
        using Rows<TResult> to = Rows<TResult>.Of(ref results.Turned, bundle.Target);
        nint rows = plan.Target.Height.Length;
        nint size = bundle.Source.Inner.Length;
        while (shares.TryTake(out Share share))
        {
            // A bundle belongs to the share that has its first row.
            nint bundleRows = rows * size;
            nint first = share.FirstColumn > 0 ? planes.Count : (share.FirstRow + bundleRows - 1) / bundleRows * size;
            for (; first < planes.Count && first * rows < share.EndRow; first += size)
            {
                planes.Read(first);
                PlaneDriver<T, TAccumulator, TResult, TOperator, TVector, TLanes, Rows<TResult>>.Run(
                    op, lanes, bundle.Shared, from, to, new OneShare(Share.All(bundle.Target)));
                results.Write(first);
            }
        }
    }
}

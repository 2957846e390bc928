using System.Runtime.InteropServices;

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
        int size = (int)bundle.Source.Inner.Length;
        nint planes = plan.Source.Batch.Length * plan.Source.Channels.Length;
        nint rows = plan.Target.Height.Length;
        using Scratch<T> turned = new(bundle.Source.Count);
        using Scratch<TResult> results = new(bundle.Target.Count);
        using SourceRows<T> from = SourceRows<T>.Of(turned.Span, bundle.Source);
        using Rows<TResult> to = Rows<TResult>.Of(results.Span, bundle.Target);
        ref T firstTurned = ref MemoryMarshal.GetReference(turned.Span);
        ref TResult firstResult = ref MemoryMarshal.GetReference(results.Span);
        Span<nint> places = stackalloc nint[Bundling.Most];
        places = places[..size];
        while (shares.TryTake(out Share share))
        {
            // A bundle belongs to the share that has its first row.
            nint bundleRows = rows * size;
            nint first = share.FirstColumn > 0 ? planes : (share.FirstRow + bundleRows - 1) / bundleRows * size;
            for (; first < planes && first * rows < share.EndRow; first += size)
            {
                int count = (int)nint.Min(size, planes - first);
                Find(plan.Source, first, count, places);
                Turning.ToColumns(ref source, places, plan.Source.PlaneCount, ref firstTurned);
                PlaneDriver<T, TAccumulator, TResult, TOperator, TVector, TLanes, Rows<TResult>>.Run(
                    op, lanes, bundle.Shared, from, to, new OneShare(Share.All(bundle.Target)));
                Find(plan.Target, first, count, places);
                Turning.ToRows(ref firstResult, size, plan.Target.PlaneCount, ref target, places[..count]);
            }
        }
    }

    /// <summary>Finds where planes begin; after the last, it is there once more.</summary>
    private static void Find(in Volume volume, nint first, int count, Span<nint> places)
    {
        (nint batch, nint channel) = nint.DivRem(first, volume.Channels.Length);
        nint place = volume.Offset(new RowPlace(batch, channel, 0, 0));
        nint nextBatch = volume.Batch.Stride - ((volume.Channels.Length - 1) * volume.Channels.Stride);
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = place;
            if (i < count - 1)
            {
                channel++;
                bool isLast = channel == volume.Channels.Length;
                channel = isLast ? 0 : channel;
                place += isLast ? nextBatch : volume.Channels.Stride;
            }
        }
    }
}

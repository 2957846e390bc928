using System.Numerics;
using System.Runtime.Intrinsics;

namespace Pooling;

/// <summary>
/// The way back of everything that is a sum: plane by plane, first what each window gives, then for each element the sum
/// over the windows that cover it, by the driver with the plan transposed.
/// </summary>
internal static class ShareDriver
{
    /// <summary>By vectors, where there are any for the type.</summary>
    public static void Run<TWeight, TFinder, TOutput>(PoolingPlan plan, in TFinder finder, in TOutput output)
        where TWeight : IAdditionOperators<TWeight, TWeight, TWeight>, IAdditiveIdentity<TWeight, TWeight>
        where TFinder : struct, IShareFinder<TWeight>, allows ref struct
        where TOutput : struct, IOutputRows<TWeight>, allows ref struct
    {
        switch (Vector128<TWeight>.IsSupported ? VectorWidth.For<TWeight>(plan) : 0)
        {
            case 512:
                RunVectors<TWeight, TFinder, TOutput, Vector512<TWeight>, Width512<TWeight>>(plan, finder, output);
                break;
            case 256:
                RunVectors<TWeight, TFinder, TOutput, Vector256<TWeight>, Width256<TWeight>>(plan, finder, output);
                break;
            case 128:
                RunVectors<TWeight, TFinder, TOutput, Vector128<TWeight>, Width128<TWeight>>(plan, finder, output);
                break;
            default:
                Run<TWeight, TFinder, TOutput, TWeight, ScalarLanes<TWeight, TWeight, TWeight, AddOperator<TWeight>>>(plan, finder, output);
                break;
        }
    }

    private static void RunVectors<TWeight, TFinder, TOutput, TVector, TWidth>(
        PoolingPlan plan, in TFinder finder, in TOutput output)
        where TWeight : IAdditionOperators<TWeight, TWeight, TWeight>, IAdditiveIdentity<TWeight, TWeight>
        where TFinder : struct, IShareFinder<TWeight>, allows ref struct
        where TOutput : struct, IOutputRows<TWeight>, allows ref struct
        where TWidth : struct, IWidth<TVector, TWeight> =>
        Run<TWeight, TFinder, TOutput, TVector, VectorLanes<TWeight, TWeight, TWeight, AddOperator<TWeight>, TVector, TWidth>>(
            plan, finder, output);

    private static void Run<TWeight, TFinder, TOutput, TVector, TLanes>(
        PoolingPlan plan, in TFinder finder, in TOutput output)
        where TWeight : IAdditionOperators<TWeight, TWeight, TWeight>, IAdditiveIdentity<TWeight, TWeight>
        where TFinder : struct, IShareFinder<TWeight>, allows ref struct
        where TOutput : struct, IOutputRows<TWeight>, allows ref struct
        where TLanes : struct, ILanes<TWeight, TWeight, TVector>, IWeightedLanes<TWeight, TWeight, TVector>
    {
        PoolingPlan back = plan.Transposed();
        Volume target = back.Target;
        nint planes = checked(target.Batch.Length * target.Channels.Length);
        nint next = 0;
        while (next < planes)
        {
            // Planes share what is known of their windows, unless every plane has windows of its own.
            nint end = plan.VariesByPlane ? next + 1 : planes;
            PlaneReduction plane = back.Of(next / target.Channels.Length, next % target.Channels.Length);
            using PlaneShares<TWeight> shares = new(plan, plane);
            FoundShares<TWeight, TFinder> found = new(finder, shares, target, next, end);
            PlaneDriver<TWeight, TWeight, TWeight, AddOperator<TWeight>, TVector, TLanes, TOutput>.Run(
                default, default, shares.Plane, shares.Source, output, found);
            next = end;
        }
    }

    /// <summary>Planes whose shares are found before they are added up.</summary>
    private ref struct FoundShares<TWeight, TFinder>(
        TFinder finder, PlaneShares<TWeight> shares, Volume target, nint next, nint end) : IShares
        where TFinder : struct, IShareFinder<TWeight>, allows ref struct
    {
        private readonly TFinder _finder = finder;
        private readonly PlaneShares<TWeight> _shares = shares;
        private nint _next = next;

        /// <inheritdoc/>
        public bool TryTake(out Share share)
        {
            share = default;
            if (_next == end)
            {
                return false;
            }

            (nint batch, nint channel) = nint.DivRem(_next++, target.Channels.Length);
            _finder.Find(batch, channel, _shares);
            share = Share.Plane(target, batch, channel);
            return true;
        }
    }
}

using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The gradient of a max over windows whose winners scans find. Windows that follow each other often have one winner: it gets
/// the sum of their gradients when another takes its place.
/// </summary>
internal static class ScannedGradient
{
    /// <summary>How many gradients may meet in an element, so that they may be added up in its own type.</summary>
    private const int MostElements = 4096;

    /// <summary>Writes the gradient, if windows are of the kind and the elements of planes follow each other.</summary>
    /// <returns>Whether it was done.</returns>
    public static bool TryWrite<T, TCode, TExtreme>(
        PoolingPlan plan, in SourceRows<T> source, in SourceRows<T> gradOutput, in Rows<T> gradInput)
        where T : INumber<T>
        where TCode : INumber<TCode>
        where TExtreme : struct, IExtreme<T>
    {
        nint inner = plan.Source.Inner.Length;
        if (plan.MostElements > MostElements || !gradInput.Volume.HasContiguousPlanes || !ScannedWinners<T, TCode, TExtreme>.Supports(plan, inner))
        {
            return false;
        }

        using ScannedWinners<T, TCode, TExtreme> winners = new(source, plan, inner);
        bool isRow = plan.Source.Height.Length == 1;
        nint lanes = isRow ? inner : plan.Target.RowLength;
        using Scratch<T> sums = new(lanes);
        using Scratch<TCode> lastCodes = new(lanes);
        using Scratch<TCode> laneCodes = new(lanes);
        winners.FindLaneCodes(laneCodes.Span, channelStep: 1);
        nint step = isRow ? inner : gradOutput.Volume.Height.Stride;
        for (nint batch = 0; batch < plan.Target.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < plan.Target.Channels.Length; channel++)
            {
                RowPlace place = new(batch, channel, 0, 0);
                ref T plane = ref MemoryMarshal.GetReference(gradInput.Open(place));
                MemoryMarshal.CreateSpan(ref plane, (int)plan.Source.PlaneCount).Clear();
                sums.Span.Clear();

                // The first element is given nothing.
                TensorPrimitives.Negate(laneCodes.Span, lastCodes.Span);
                Giving<T, TCode> taker = new(ref gradOutput.First(place), step, sums.Span, lastCodes.Span, laneCodes.Span, ref plane);
                winners.Find(batch, channel, ref taker);
                taker.Complete();
            }
        }

        return true;
    }

    /// <summary>Gives gradients to winners.</summary>
    private readonly ref struct Giving<T, TCode>(
        ref T gradients, nint step, Span<T> sums, Span<TCode> lastCodes, ReadOnlySpan<TCode> laneCodes, ref T plane) : IWinnerTaker<T, TCode>
        where T : INumber<T>
        where TCode : INumber<TCode>
    {
        private readonly ref T _gradients = ref gradients;
        private readonly Span<T> _sums = sums;
        private readonly Span<TCode> _lastCodes = lastCodes;
        private readonly ReadOnlySpan<TCode> _laneCodes = laneCodes;
        private readonly ref T _plane = ref plane;

        public static bool TakesValues => false;

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Take<TVector, TWidth>(nint window, nint count, nint lane, nint known, ref T values, ref TCode codes)
            where TWidth : struct, IWidth<TVector, T>
        {
            ref T gradient = ref Unsafe.Add(ref _gradients, (window * step) + lane);
            ref T sums = ref Unsafe.Add(ref MemoryMarshal.GetReference(_sums), lane);
            ref T lastCodes = ref Unsafe.As<TCode, T>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_lastCodes), lane));
            ref T next = ref Unsafe.As<TCode, T>(ref codes);
            TVector sum = TWidth.Load(ref sums);
            TVector last = TWidth.Load(ref lastCodes);
            ulong all = ulong.MaxValue >> (64 - TWidth.Count);
            TVector taken = LaneMask.From<T, TVector, TWidth>(known);
            for (nint i = 0; i < count; i++)
            {
                TVector code = TWidth.Load(ref next);
                ulong kept = TWidth.FirstBits(TWidth.Same(code, last));
                if (kept != all)
                {
                    TWidth.Store(sum, ref sums);
                    Give((int)lane, all & ~kept, ref Unsafe.As<T, TCode>(ref next));
                    sum = TWidth.Load(ref sums);
                    last = code;
                }

                sum = TWidth.Add(sum, known > 0 ? TWidth.And(TWidth.Load(ref gradient), taken) : TWidth.Load(ref gradient));
                next = ref Unsafe.Add(ref next, TWidth.Count);
                gradient = ref Unsafe.Add(ref gradient, step);
            }

            TWidth.Store(sum, ref sums);
        }

        /// <summary>Gives all that has not been given yet.</summary>
        public void Complete()
        {
            for (int lane = 0; lane < _sums.Length; lane++)
            {
                Give(lane);
            }
        }

        /// <summary>Gives their sums to the winners of some lanes, which are others from now on.</summary>
        private void Give(int firstLane, ulong lanes, ref TCode codes)
        {
            for (; lanes != 0; lanes &= lanes - 1)
            {
                int lane = BitOperations.TrailingZeroCount(lanes);
                Give(firstLane + lane);
                _sums[firstLane + lane] = T.Zero;
                _lastCodes[firstLane + lane] = Unsafe.Add(ref codes, lane);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Give(int lane) =>
            Unsafe.Add(ref _plane, nint.CreateTruncating(_lastCodes[lane] + _laneCodes[lane])) += _sums[lane];
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>Winners that scans find, written as values and as numbers of a convention.</summary>
internal static class ScannedIndices
{
    /// <summary>Writes values and numbers, if windows are of the kind and rows are written where they belong.</summary>
    /// <returns>Whether it was done.</returns>
    public static bool TryWrite<T, TCode, TExtreme>(
        PoolingPlan plan, in SourceRows<T> source, in Rows<T> values, in Rows<long> indices, in IndexMap map)
        where T : INumber<T>
        where TCode : INumber<TCode>
        where TExtreme : struct, IExtreme<T>
    {
        Numbering numbering = map.NumberingOf(0, 0);
        nint inner = plan.Source.Inner.Length;
        if (!values.WritesInPlace
            || !indices.WritesInPlace
            || !map.IsEven
            || (Int128)inner * numbering.ChannelStep > int.MaxValue
            || !ScannedWinners<T, TCode, TExtreme>.Supports(plan, numbering.Scale))
        {
            return false;
        }

        using ScannedWinners<T, TCode, TExtreme> winners = new(source, plan, numbering.Scale);
        bool isRow = plan.Source.Height.Length == 1;
        using Scratch<TCode> lanes = new(isRow ? inner : plan.Target.RowLength);
        winners.FindLaneCodes(lanes.Span, numbering.ChannelStep);
        nint valueStep = isRow ? inner : values.Volume.Height.Stride;
        nint indexStep = isRow ? inner : indices.Volume.Height.Stride;
        for (nint batch = 0; batch < plan.Target.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < plan.Target.Channels.Length; channel++)
            {
                RowPlace place = new(batch, channel, 0, 0);
                Numbers<T, TCode> taker = new(
                    ref MemoryMarshal.GetReference(values.Open(place)),
                    valueStep,
                    ref MemoryMarshal.GetReference(indices.Open(place)),
                    indexStep,
                    map.NumberingOf(batch, channel).Start,
                    lanes.Span);
                winners.Find(batch, channel, ref taker);
            }
        }

        return true;
    }

    /// <summary>Writes what is taken.</summary>
    private readonly ref struct Numbers<T, TCode>(
        ref T values, nint valueStep, ref long numbers, nint numberStep, long start, ReadOnlySpan<TCode> lanes)
        : IWinnerTaker<T, TCode>
    {
        private readonly ref T _values = ref values;
        private readonly ref long _numbers = ref numbers;
        private readonly ReadOnlySpan<TCode> _lanes = lanes;

        public static bool TakesValues => true;

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Take<TVector, TWidth>(nint window, nint count, nint lane, nint known, ref T values, ref TCode codes)
            where TWidth : struct, IWidth<TVector, T>
        {
            TVector ofLanes = TWidth.Load(ref Unsafe.As<TCode, T>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_lanes), lane)));
            ref T value = ref Unsafe.Add(ref _values, (window * valueStep) + lane);
            ref long number = ref Unsafe.Add(ref _numbers, (window * numberStep) + lane);
            for (nint i = 0; i < count * TWidth.Count; i += TWidth.Count)
            {
                TWidth.Store(TWidth.Load(ref Unsafe.Add(ref values, i)), ref value);
                TVector code = TWidth.Load(ref Unsafe.As<TCode, T>(ref Unsafe.Add(ref codes, i)));
                TWidth.StoreIntegers(TWidth.AddIntegers(code, ofLanes), start, ref number);
                value = ref Unsafe.Add(ref value, valueStep);
                number = ref Unsafe.Add(ref number, numberStep);
            }
        }
    }
}

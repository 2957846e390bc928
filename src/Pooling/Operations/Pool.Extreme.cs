using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Pooling;

// What max and min pooling have in common.
public static partial class Pool
{
    private static void Extreme<T, TExtreme>(
        in ReadOnlyTensorSpan<T> input, PoolingWindow window, DataFormat dataFormat, in TensorSpan<T> destination)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
    {
        PoolingPlan plan = PlanForward(input, window, dataFormat, destination);
        PoolingPlan arranged = plan.Arranged<T>();
        using SourceRows<T> source = SourceRows<T>.Of(input, arranged.Source);
        using Rows<T> target = Rows<T>.Of(destination, arranged.Target);
        RunExtreme<T, TExtreme, Rows<T>>(window, arranged, source, target);
    }

    /// <summary>By vectors, where there are any for the type.</summary>
    private static void RunExtreme<T, TExtreme, TOutput>(
        PoolingWindow window, PoolingPlan plan, in SourceRows<T> source, in TOutput output)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
        where TOutput : struct, IOutputRows<T>, allows ref struct
    {
        if (typeof(T) == typeof(Half))
        {
            // There are no vectors of it, but of integers in the same order.
            PoolingDriver.RunVectors<T, short, T, KeyExtremeOperator<T, short, TExtreme>, TOutput>(
                new(window.PaddingHoldsZeros), plan, source, output);
            return;
        }

        if (typeof(T) == typeof(float) && plan.ComparesMuch)
        {
            PoolingDriver.RunVectors<T, int, T, KeyExtremeOperator<T, int, TExtreme>, TOutput>(
                new(window.PaddingHoldsZeros), plan, source, output);
            return;
        }

        if (typeof(T) == typeof(double) && plan.ComparesMuch)
        {
            PoolingDriver.RunVectors<T, long, T, KeyExtremeOperator<T, long, TExtreme>, TOutput>(
                new(window.PaddingHoldsZeros), plan, source, output);
            return;
        }

        ExtremeOperator<T, TExtreme> op = new(window.PaddingHoldsZeros);
        if (SignedLanes256<T, TExtreme>.IsSupported && VectorWidth.For<T>(plan) == 256)
        {
            PoolingDriver.Run<T, T, T, ExtremeOperator<T, TExtreme>, SignedVector256<T>, SignedLanes256<T, TExtreme>, TOutput>(
                op, default, plan, source, output);
            return;
        }

        PoolingDriver.RunVectors<T, T, T, ExtremeOperator<T, TExtreme>, TOutput>(op, plan, source, output);
    }

    private static void ExtremeWithIndices<T, TExtreme>(
        in ReadOnlyTensorSpan<T> input,
        PoolingWindow window,
        DataFormat dataFormat,
        in TensorSpan<T> destination,
        in TensorSpan<long> indices,
        IndexConvention convention)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
    {
        PoolingPlan plan = PlanForward(input, window, dataFormat, destination);
        Shape.CheckSame(indices.Lengths, destination.Lengths, nameof(indices));
        Memory.CheckOwn(indices, nameof(indices));
        Memory.CheckApart(indices, nameof(indices), input, nameof(input));
        Memory.CheckApart<long, T>(indices, nameof(indices), destination, nameof(destination));
        IndexMap map = IndexMap.Of(convention, plan.Source);

        Volume indexVolume = Volume.Of(indices.Lengths, indices.Strides, dataFormat, window.VariesByPlane);
        if (plan.BundleWithIndices<T>(indexVolume) is PoolingPlan bundle)
        {
            ExtremeWithIndices<T, TExtreme>(window, plan, bundle, input, destination, indices, indexVolume, map);
            return;
        }

        if (plan.TryFlatten(indexVolume, out PoolingPlan flat))
        {
            indexVolume.TryFlatten(out indexVolume);
            plan = flat;
        }

        using SourceRows<T> source = SourceRows<T>.Of(input, plan.Source);
        using Rows<T> values = Rows<T>.Of(destination, plan.Target);
        using Rows<long> indexRows = Rows<long>.Of(indices, indexVolume);
        ExtremeWithIndices<T, TExtreme>(window, plan, source, values, indexRows, map);
    }

    /// <summary>Some planes at a time, turned.</summary>
    private static void ExtremeWithIndices<T, TExtreme>(
        PoolingWindow window,
        PoolingPlan plan,
        PoolingPlan bundle,
        in ReadOnlyTensorSpan<T> input,
        in TensorSpan<T> destination,
        in TensorSpan<long> indices,
        in Volume indexVolume,
        IndexMap map)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
    {
        using TurnedPlanes<T> inputs = TurnedPlanes<T>.Of(input, plan.Source, bundle.Source);
        using TurnedPlanes<T> values = TurnedPlanes<T>.Of(destination, plan.Target, bundle.Target);
        using TurnedPlanes<long> numbers = TurnedPlanes<long>.Of(indices, indexVolume, bundle.Target);
        using SourceRows<T> source = SourceRows<T>.Of(ref inputs.Turned, bundle.Source);
        using Rows<T> valueRows = Rows<T>.Of(ref values.Turned, bundle.Target);
        using Rows<long> indexRows = Rows<long>.Of(ref numbers.Turned, bundle.Target);
        IndexMap inPlane = IndexMap.Of(IndexConvention.Plane, bundle.Source);
        for (nint first = 0; first < inputs.Count; first += bundle.Source.Inner.Length)
        {
            inputs.Read(first);
            ExtremeWithIndices<T, TExtreme>(window, bundle, source, valueRows, indexRows, inPlane);
            values.Write(first);
            numbers.Write(first);
            for (nint number = first; number < nint.Min(first + bundle.Source.Inner.Length, inputs.Count); number++)
            {
                (nint batch, nint channel) = nint.DivRem(number, plan.Source.Channels.Length);
                map.Encode(batch, channel, numbers.PlaneAt(batch, channel));
            }
        }
    }

    private static void ExtremeWithIndices<T, TExtreme>(
        PoolingWindow window, PoolingPlan plan, in SourceRows<T> source, in Rows<T> values, in Rows<long> indices, in IndexMap map)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
    {
        if (window.PaddingHoldsZeros || !TryWithFewElements<T, TExtreme>(plan, source, values, indices, map))
        {
            SearchExtreme<T, TExtreme>(window, plan, source, values, indices, map);
        }
    }

    /// <summary>Values first, and then where they are.</summary>
    // A caller that had all of this would clear many more variables at each call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SearchExtreme<T, TExtreme>(
        PoolingWindow window, PoolingPlan plan, in SourceRows<T> source, in Rows<T> values, in Rows<long> indices, in IndexMap map)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
    {
        Numbering numbering = plan.IsFlat ? new Numbering(1, 0, 0) : map.NumberingOf(0, 0);
        using WinnerSearch<T> winners = new(
            source, plan, !TExtreme.PicksLargest, TExtreme.IgnoresNaN, numbering);
        IndexedRows<T> output = new(values, indices, winners, map, (int)plan.Target.Inner.Length, plan.IsFlat);
        RunExtreme<T, TExtreme, IndexedRows<T>>(window, plan, source, output);
    }

    /// <summary>Values and indices at once, where windows have few elements.</summary>
    private static bool TryWithFewElements<T, TExtreme>(
        PoolingPlan plan, in SourceRows<T> source, in Rows<T> values, in Rows<long> indices, in IndexMap map)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
    {
        bool isSmall = typeof(T) == typeof(Half)
            || typeof(T) == typeof(byte)
            || typeof(T) == typeof(sbyte)
            || typeof(T) == typeof(short)
            || typeof(T) == typeof(ushort);
        return (isSmall, Unsafe.SizeOf<T>()) switch
        {
            // Types that have no vectors to be compared with codes as wide fit in a float.
            (true, _) => TryWithFewElements<T, float, int, TExtreme>(plan, source, values, indices, map),
            (_, sizeof(int)) => TryWithFewElements<T, T, int, TExtreme>(plan, source, values, indices, map),
            (_, sizeof(long)) => TryWithFewElements<T, T, long, TExtreme>(plan, source, values, indices, map),
            _ => false,
        };
    }

    // A caller that had all of this would clear many more variables at each call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryWithFewElements<T, TLine, TCode, TExtreme>(
        PoolingPlan plan, in SourceRows<T> source, in Rows<T> values, in Rows<long> indices, in IndexMap map)
        where T : INumber<T>
        where TLine : INumber<TLine>
        where TCode : INumber<TCode>
        where TExtreme : struct, IExtreme<T>
    {
        if (typeof(T) == typeof(TLine) && ScannedIndices.TryWrite<T, TCode, TExtreme>(plan, source, values, indices, map))
        {
            return true;
        }

        Numbering numbering = map.NumberingOf(0, 0);
        if (!WindowWinners<T, TLine, TCode, TExtreme>.Supports(plan, numbering.Scale, numbering.ChannelStep))
        {
            return false;
        }

        using IndexedWinners<T, TLine, TCode, TExtreme> winners = new(plan, source, values, indices, map);
        winners.Write();
        return true;
    }

    private static void ExtremeBackward<T, TExtreme>(
        in ReadOnlyTensorSpan<T> input,
        in ReadOnlyTensorSpan<T> gradOutput,
        PoolingWindow window,
        DataFormat dataFormat,
        in TensorSpan<T> gradInput)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
    {
        PoolingPlan plan = PlanBackward(input, gradOutput, window, dataFormat, gradInput);
        Volume gradVolume = GradientVolume(gradInput, window, dataFormat);
        if (plan.BundleBackward<T>(gradVolume, hasWinners: true) is PoolingPlan bundle)
        {
            ExtremeBackward<T, TExtreme>(window, plan, bundle, input, gradOutput, gradInput, gradVolume);
            return;
        }

        if (plan.TryFlatten(gradVolume, out PoolingPlan flat))
        {
            gradVolume.TryFlatten(out gradVolume);
            plan = flat;
        }

        using SourceRows<T> source = SourceRows<T>.Of(input, plan.Source);
        using SourceRows<T> gradOutputRows = SourceRows<T>.Of(gradOutput, plan.Target);
        using Rows<T> gradInputRows = Rows<T>.Of(gradInput, gradVolume);
        ExtremeBackward<T, TExtreme>(window, plan, source, gradOutputRows, gradInputRows);
    }

    /// <summary>Some planes at a time, turned.</summary>
    private static void ExtremeBackward<T, TExtreme>(
        PoolingWindow window,
        PoolingPlan plan,
        PoolingPlan bundle,
        in ReadOnlyTensorSpan<T> input,
        in ReadOnlyTensorSpan<T> gradOutput,
        in TensorSpan<T> gradInput,
        in Volume gradVolume)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
    {
        using TurnedPlanes<T> source = TurnedPlanes<T>.Of(input, plan.Source, bundle.Source);
        using TurnedPlanes<T> gradOutputs = TurnedPlanes<T>.Of(gradOutput, plan.Target, bundle.Target);
        using TurnedPlanes<T> gradInputs = TurnedPlanes<T>.Of(gradInput, gradVolume, bundle.Source);
        using SourceRows<T> sourceRows = SourceRows<T>.Of(ref source.Turned, bundle.Source);
        using SourceRows<T> gradOutputRows = SourceRows<T>.Of(ref gradOutputs.Turned, bundle.Target);
        using Rows<T> gradInputRows = Rows<T>.Of(ref gradInputs.Turned, bundle.Source);
        for (nint first = 0; first < source.Count; first += bundle.Source.Inner.Length)
        {
            source.Read(first);
            gradOutputs.Read(first);
            ExtremeBackward<T, TExtreme>(window, bundle, sourceRows, gradOutputRows, gradInputRows);
            gradInputs.Write(first);
        }
    }

    private static void ExtremeBackward<T, TExtreme>(
        PoolingWindow window, PoolingPlan plan, in SourceRows<T> source, in SourceRows<T> gradOutputRows, in Rows<T> gradInputRows)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
    {
        if (!window.PaddingHoldsZeros && WinnersInPlace.TryWrite<T, TExtreme>(plan, source, gradOutputRows, gradInputRows))
        {
            return;
        }

        if (!window.PaddingHoldsZeros
            && ((typeof(T) == typeof(float) && TryWithFewElements<T, int, TExtreme>(plan, source, gradOutputRows, gradInputRows))
                || (typeof(T) == typeof(double) && TryWithFewElements<T, long, TExtreme>(plan, source, gradOutputRows, gradInputRows))))
        {
            return;
        }

        if (plan.IsDisjoint)
        {
            // No element gets more than one gradient, so there is nothing to add up.
            ScatterExtreme<T, TExtreme, T>(window, plan, source, gradOutputRows, gradInputRows);
        }
        else
        {
            ScatterExtreme<T, TExtreme, double>(window, plan, source, gradOutputRows, gradInputRows);
        }
    }

    /// <summary>
    /// Where windows slide and have few elements, each element looks for the windows it has won. Where only their rows have few,
    /// they are scattered.
    /// </summary>
    private static bool TryWithFewElements<T, TCode, TExtreme>(
        PoolingPlan plan, in SourceRows<T> source, in SourceRows<T> gradOutput, in Rows<T> gradInput)
        where T : INumber<T>
        where TCode : INumber<TCode>
        where TExtreme : struct, IExtreme<T>
    {
        if (ScannedGradient.TryWrite<T, TCode, TExtreme>(plan, source, gradOutput, gradInput))
        {
            return true;
        }

        if (!WindowWinners<T, T, TCode, TExtreme>.Supports(plan, plan.Source.Inner.Length))
        {
            return false;
        }

        if (RowWinnerGradient<T, TCode, TExtreme>.Supports(plan, gradInput))
        {
            using RowWinnerGradient<T, TCode, TExtreme> gradient = new(plan, source, gradOutput, gradInput);
            gradient.Write();
            return true;
        }

        if (GradientBlock.Supports(plan))
        {
            using WindowWinners<T, T, TCode, TExtreme> winners = new(source, plan, scale: 1);
            using GradientBlock block = new(plan, winners.BlockRows, Vector<T>.Count);
            using WinnerTerms<T, TCode, TExtreme> terms = new(winners, gradOutput, block);
            using GatheredGradient<T, WinnerTerms<T, TCode, TExtreme>> gradient = new(plan, block, terms, gradInput);
            gradient.Write();
            return true;
        }

        if (plan.IsDisjoint)
        {
            WinnerScatter.Write<T, TCode, TExtreme, T>(plan, source, gradOutput, gradInput);
        }
        else
        {
            WinnerScatter.Write<T, TCode, TExtreme, double>(plan, source, gradOutput, gradInput);
        }

        return true;
    }

    private static void ScatterExtreme<T, TExtreme, TSum>(
        PoolingWindow window, PoolingPlan plan, in SourceRows<T> source, in SourceRows<T> gradOutput, in Rows<T> gradInput)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
        where TSum : INumber<TSum>
    {
        using ScatteredGradient<T, TSum> gradient = ScatteredGradient<T, TSum>.ByPlane(gradInput, gradInput.Volume);
        Numbering numbering = new(gradInput.Volume.Inner.Length, 1, 0);
        using WinnerSearch<T> winners = new(
            source, plan, !TExtreme.PicksLargest, TExtreme.IgnoresNaN, numbering);
        using Scratch<T> row = new(plan.Target.RowLength);
        using Scratch<long> numbers = new(plan.Target.RowLength);
        RunExtreme<T, TExtreme, WinnerRows<T, TSum>>(
            window, plan, source, new WinnerRows<T, TSum>(gradient, gradOutput, winners, row, numbers));
        gradient.Complete();
    }

    internal static void CheckPolicy(NaNPolicy nanPolicy)
    {
        if (nanPolicy is not (NaNPolicy.Propagate or NaNPolicy.Ignore))
        {
            throw new ArgumentOutOfRangeException(nameof(nanPolicy), nanPolicy, "Expected Propagate or Ignore.");
        }
    }
}

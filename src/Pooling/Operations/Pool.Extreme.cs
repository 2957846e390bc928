using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

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
        PoolingPlan joined = plan.Joined();
        using SourceRows<T> source = SourceRows<T>.Of(input, joined.Source);
        using Rows<T> target = Rows<T>.Of(destination, joined.Target);
        RunExtreme<T, TExtreme, Rows<T>>(window, joined, source, target);
    }

    /// <summary>By vectors, where there are any for the type.</summary>
    private static void RunExtreme<T, TExtreme, TOutput>(
        PoolingWindow window, in PoolingPlan plan, in SourceRows<T> source, in TOutput output)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
        where TOutput : struct, IOutputRows<T>, allows ref struct
    {
        if (typeof(T) == typeof(Half))
        {
            RunHalfExtreme<T, TExtreme, TOutput>(window, plan, source, output);
            return;
        }

        ExtremeOperator<T, TExtreme> op = new(window.PaddingHoldsZeros);
        switch (Vector128<T>.IsSupported ? VectorWidth.For<T>(plan) : 0)
        {
            case 512:
                PoolingDriver.Run<T, T, T, ExtremeOperator<T, TExtreme>, Vector512<T>, ExtremeLanes512<T, TExtreme>, TOutput>(
                    op, default, plan, source, output);
                break;
            case 256 when SignedLanes256<T, TExtreme>.IsSupported:
                PoolingDriver.Run<T, T, T, ExtremeOperator<T, TExtreme>, SignedVector256<T>, SignedLanes256<T, TExtreme>, TOutput>(
                    op, default, plan, source, output);
                break;
            case 256:
                PoolingDriver.Run<T, T, T, ExtremeOperator<T, TExtreme>, Vector256<T>, ExtremeLanes256<T, TExtreme>, TOutput>(
                    op, default, plan, source, output);
                break;
            case 128:
                PoolingDriver.Run<T, T, T, ExtremeOperator<T, TExtreme>, Vector128<T>, ExtremeLanes128<T, TExtreme>, TOutput>(
                    op, default, plan, source, output);
                break;
            default:
                PoolingDriver.Run<T, T, T, ExtremeOperator<T, TExtreme>, T, ScalarLanes<T, T, T, ExtremeOperator<T, TExtreme>>, TOutput>(
                    op, new(op), plan, source, output);
                break;
        }
    }

    /// <summary>There are no vectors of <see cref="Half"/>, but of integers in the same order.</summary>
    private static void RunHalfExtreme<T, TExtreme, TOutput>(
        PoolingWindow window, in PoolingPlan plan, in SourceRows<T> source, in TOutput output)
        where T : INumber<T>
        where TExtreme : struct, IExtreme<T>
        where TOutput : struct, IOutputRows<T>, allows ref struct
    {
        HalfExtremeOperator<T, TExtreme> op = new(window.PaddingHoldsZeros);
        switch (VectorWidth.For<short>(plan))
        {
            case 512:
                PoolingDriver.Run<T, short, T, HalfExtremeOperator<T, TExtreme>, Vector512<short>, HalfExtremeLanes512<T, TExtreme>, TOutput>(
                    op, default, plan, source, output);
                break;
            case 256:
                PoolingDriver.Run<T, short, T, HalfExtremeOperator<T, TExtreme>, Vector256<short>, HalfExtremeLanes256<T, TExtreme>, TOutput>(
                    op, default, plan, source, output);
                break;
            default:
                PoolingDriver.Run<T, short, T, HalfExtremeOperator<T, TExtreme>, Vector128<short>, HalfExtremeLanes128<T, TExtreme>, TOutput>(
                    op, default, plan, source, output);
                break;
        }
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

        using SourceRows<T> source = SourceRows<T>.Of(input, plan.Source);
        using Rows<T> values = Rows<T>.Of(destination, plan.Target);
        using Rows<long> indexRows =
            Rows<long>.Of(indices, Volume.Of(indices.Lengths, indices.Strides, dataFormat, window.VariesByPlane));
        using WinnerSearch<T> winners = new(source, plan);
        RunExtreme<T, TExtreme, IndexedRows<T>>(window, plan, source, new IndexedRows<T>(values, indexRows, winners, map));
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
        using SourceRows<T> source = SourceRows<T>.Of(input, plan.Source);
        using SourceRows<T> gradOutputRows = SourceRows<T>.Of(gradOutput, plan.Target);
        using Rows<T> gradInputRows = Rows<T>.Of(gradInput, gradVolume);
        using ScatteredGradient<T> gradient = new(gradInputRows, gradVolume);
        using WinnerSearch<T> winners = new(source, plan);
        using Scratch<T> row = new(plan.Target.RowLength);
        RunExtreme<T, TExtreme, WinnerRows<T>>(
            window, plan, source, new WinnerRows<T>(gradient, gradOutputRows, plan.Target, winners, row));
    }

    internal static void CheckPolicy(NaNPolicy nanPolicy)
    {
        if (nanPolicy is not (NaNPolicy.Propagate or NaNPolicy.Ignore))
        {
            throw new ArgumentOutOfRangeException(nameof(nanPolicy), nanPolicy, "Expected Propagate or Ignore.");
        }
    }
}

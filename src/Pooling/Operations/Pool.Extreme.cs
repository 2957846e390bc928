using System.Numerics;
using System.Numerics.Tensors;

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
        RunForward<T, T, ExtremeOperator<T, TExtreme>>(new(window.PaddingHoldsZeros), plan, input, destination);
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

        Volume target = plan.Target;
        using Rows<T> rows = Rows<T>.Of(input, plan.Source);
        using Rows<T> values = Rows<T>.Of(destination, target);
        using Rows<long> indexRows =
            Rows<long>.Of(indices, Volume.Of(indices.Lengths, indices.Strides, dataFormat, window.VariesByPlane));
        using Scratch<Candidate<T>> row = new(target.RowLength);
        IndexedRows<T> output = new(values, indexRows, map, row, (int)target.Inner.Length);
        PoolingDriver.Run<T, Candidate<T>, Candidate<T>, ExtremeIndexOperator<T, TExtreme>, IndexedRows<T>>(
            new(window.PaddingHoldsZeros), plan, rows, output);
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
        Volume target = plan.Target;
        Volume gradVolume = GradientVolume(gradInput, window, dataFormat);
        using Rows<T> rows = Rows<T>.Of(input, plan.Source);
        using Rows<T> gradOutputRows = Rows<T>.Of(gradOutput, target);
        using Rows<T> gradInputRows = Rows<T>.Of(gradInput, gradVolume);
        using ScatteredGradient<T> gradient = new(gradInputRows, gradVolume);
        using Scratch<Candidate<T>> row = new(target.RowLength);
        WinnerRows<T> output = new(gradient, gradOutputRows, target, row);
        PoolingDriver.Run<T, Candidate<T>, Candidate<T>, ExtremeIndexOperator<T, TExtreme>, WinnerRows<T>>(
            new(window.PaddingHoldsZeros), plan, rows, output);
    }

    internal static void CheckPolicy(NaNPolicy nanPolicy)
    {
        if (nanPolicy is not (NaNPolicy.Propagate or NaNPolicy.Ignore))
        {
            throw new ArgumentOutOfRangeException(nameof(nanPolicy), nanPolicy, "Expected Propagate or Ignore.");
        }
    }
}

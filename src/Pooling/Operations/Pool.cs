using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>
/// Pooling on spans of tensors, into memory that the caller gives. Working memory is 64 KiB that a thread keeps, and
/// beyond that comes from the shared array pool; a window remembers the last 16 kinds of shapes and strides that it was used
/// with. So nothing is allocated once all that is warm. The layers, such as <see cref="MaxPooling2D"/>, are the same
/// operations with a result of their own.
/// </summary>
/// <remarks>
/// <para>
/// Tensors may be slices, transposed or otherwise strided, and those that are read may be broadcast. Those that are
/// written must not share memory with others. All arguments are checked before anything is written.
/// </para>
/// <para>
/// The rules for NaN, signed zeros, padding, sums and empty tensors are the same on every path and stand in the
/// library's README.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
/// PoolingWindow window = PoolingWindow.Create2D(poolSize: 2, strides: 1);
/// Tensor&lt;float&gt; y = Tensor.CreateFromShape&lt;float&gt;(window.ComputeOutputShape(x.Lengths));
/// Pool.Max&lt;float&gt;(x, window, DataFormat.ChannelsLast, y); // 5 6 / 8 9
/// </code>
/// </example>
public static partial class Pool
{
    private static readonly GlobalWindow[] GlobalWindows =
        [PoolingWindow.Global(1), PoolingWindow.Global(2), PoolingWindow.Global(3)];

    private static volatile int _maxDegreeOfParallelism = Environment.ProcessorCount;

    /// <summary>
    /// How many threads an operation may use at most: the caller's, and threads of the thread pool. At first it is the
    /// number of processors.
    /// </summary>
    /// <remarks>
    /// Forward passes over inputs of 1 MiB and more, and some gradients of averages, share out their rows; results
    /// are the same, to the last bit, with any number of threads. An operation that shares its work allocates a small
    /// object; all others allocate nothing. Setting it is safe at any time, and counts for operations that begin
    /// later.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public static int MaxDegreeOfParallelism
    {
        get => _maxDegreeOfParallelism;
        set
        {
            if (value < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "Expected at least 1.");
            }

            _maxDegreeOfParallelism = value;
        }
    }

    /// <summary>Checks the arguments of a forward pass and describes it.</summary>
    private static PoolingPlan PlanForward<T>(
        in ReadOnlyTensorSpan<T> input, PoolingWindow window, DataFormat dataFormat, in TensorSpan<T> destination)
    {
        PoolingPlan plan = PoolingPlan.Create(
            window,
            dataFormat,
            input.Lengths,
            input.Strides,
            nameof(input),
            destination.Lengths,
            destination.Strides,
            nameof(destination));
        Memory.CheckOwn(destination, nameof(destination));
        Memory.CheckApart(destination, nameof(destination), input, nameof(input));
        return plan;
    }

    /// <summary>Checks the arguments of a backward pass that needs the input, and describes its forward pass.</summary>
    private static PoolingPlan PlanBackward<T>(
        in ReadOnlyTensorSpan<T> input,
        in ReadOnlyTensorSpan<T> gradOutput,
        PoolingWindow window,
        DataFormat dataFormat,
        in TensorSpan<T> gradInput)
    {
        PoolingPlan plan = PoolingPlan.Create(
            window,
            dataFormat,
            input.Lengths,
            input.Strides,
            nameof(input),
            gradOutput.Lengths,
            gradOutput.Strides,
            nameof(gradOutput));
        Shape.CheckSame(gradInput.Lengths, input.Lengths, nameof(gradInput));
        Memory.CheckOwn(gradInput, nameof(gradInput));
        Memory.CheckApart(gradInput, nameof(gradInput), input, nameof(input));
        Memory.CheckApart(gradInput, nameof(gradInput), gradOutput, nameof(gradOutput));
        return plan;
    }

    /// <summary>The window as large as an input, once per rank.</summary>
    private static GlobalWindow GlobalWindowOf<T>(in ReadOnlyTensorSpan<T> input)
    {
        Shape.CheckGlobalRank(input.Lengths, nameof(input));
        return GlobalWindows[input.Rank - 3];
    }

    /// <summary>How a gradient of the input lies in memory.</summary>
    private static Volume GradientVolume<T>(in TensorSpan<T> gradInput, PoolingWindow window, DataFormat dataFormat) =>
        Volume.Of(gradInput.Lengths, gradInput.Strides, dataFormat, window.VariesByPlane);

    /// <summary>Runs an operator from an input to a destination, a partial result at a time.</summary>
    private static void RunForward<T, TAccumulator, TOperator>(
        TOperator op, PoolingPlan plan, in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination)
        where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, T>
    {
        PoolingPlan joined = plan.Joined<T>();
        using SourceRows<T> source = SourceRows<T>.Of(input, joined.Source);
        using Rows<T> target = Rows<T>.Of(destination, joined.Target);
        PoolingDriver.Run<T, TAccumulator, T, TOperator, TAccumulator, ScalarLanes<T, TAccumulator, T, TOperator>, Rows<T>>(
            op, new(op), joined, source, target);
    }

    /// <summary>
    /// Runs the backward pass of an operator whose gradient is a product: first each window's weight times the gradient
    /// of its output, then for each element the sum over the windows that cover it.
    /// </summary>
    private static void RunBackward<T, TAccumulator, TWeight, TOperator>(
        TOperator op,
        PoolingPlan plan,
        in ReadOnlyTensorSpan<T> input,
        in ReadOnlyTensorSpan<T> gradOutput,
        in TensorSpan<T> gradInput,
        Volume gradVolume)
        where T : INumber<T>
        where TWeight : IAdditionOperators<TWeight, TWeight, TWeight>, IAdditiveIdentity<TWeight, TWeight>, IMultiplyOperators<TWeight, double, TWeight>
        where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, T>, IDifferentiableOperator<TAccumulator, TWeight>
    {
        using SourceRows<T> inputRows = SourceRows<T>.Of(input, plan.Source);
        using SourceRows<T> gradOutputRows = SourceRows<T>.Of(gradOutput, plan.Target);
        using Rows<T> gradInputRows = Rows<T>.Of(gradInput, gradVolume);
        using Scratch<TWeight> shareRow = new(plan.Target.RowLength);
        using Scratch<TWeight> row = new(gradVolume.RowLength);
        ShareDriver.Run<
            TWeight,
            WeightedShares<T, TAccumulator, TWeight, TOperator>,
            ChainRows<T, TAccumulator, TWeight, TOperator>>(
            plan,
            new WeightedShares<T, TAccumulator, TWeight, TOperator>(op, plan, inputRows, gradOutputRows, shareRow),
            new ChainRows<T, TAccumulator, TWeight, TOperator>(op, inputRows, gradInputRows, row));
    }
}

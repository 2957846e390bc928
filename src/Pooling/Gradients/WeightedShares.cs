using System.Numerics;

namespace Pooling;

/// <summary>The gradient of an operator that is a product: that of the output, times a weight of the window.</summary>
internal readonly ref struct WeightedShares<T, TAccumulator, TWeight, TOperator>(
    TOperator op, PoolingPlan plan, SourceRows<T> input, SourceRows<T> gradOutput, Scratch<TWeight> row) : IShareFinder<TWeight>
    where T : INumber<T>
    where TWeight : IMultiplyOperators<TWeight, double, TWeight>
    where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, T>, IDifferentiableOperator<TAccumulator, TWeight>
{
    private readonly PoolingPlan _plan = plan;
    private readonly SourceRows<T> _input = input;
    private readonly SourceRows<T> _gradOutput = gradOutput;
    private readonly Scratch<TWeight> _row = row;

    /// <inheritdoc/>
    public void Find(nint batch, nint channel, scoped PlaneShares<TWeight> shares)
    {
        WeightOperator<T, TAccumulator, T, TWeight, TOperator> weigh = new(op);
        WeightedRows<T, TWeight> output = new(_gradOutput, _row, shares);
        PlaneDriver<
            T,
            TAccumulator,
            TWeight,
            WeightOperator<T, TAccumulator, T, TWeight, TOperator>,
            TAccumulator,
            ScalarLanes<T, TAccumulator, TWeight, WeightOperator<T, TAccumulator, T, TWeight, TOperator>>,
            WeightedRows<T, TWeight>>.Run(
                weigh,
                new(weigh),
                _plan.Of(batch, channel),
                _input,
                output,
                new OneShare(Share.Plane(_plan.Target, batch, channel)));
    }
}

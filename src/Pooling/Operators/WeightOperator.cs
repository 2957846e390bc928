namespace Pooling;

/// <summary>Reads a window as <typeparamref name="TOperator"/> does, and gives what its gradient is weighted with.</summary>
internal readonly struct WeightOperator<T, TAccumulator, TResult, TWeight, TOperator>(TOperator forward)
    : IPoolingOperator<WeightOperator<T, TAccumulator, TResult, TWeight, TOperator>, T, TAccumulator, TWeight>
    where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator, TResult>, IDifferentiableOperator<TAccumulator, TWeight>
{
    public TAccumulator Identity => forward.Identity;

    public bool IsFinal => false;

    public TAccumulator Start(T element) => forward.Start(element);

    public TAccumulator Combine(TAccumulator first, TAccumulator second) => forward.Combine(first, second);

    public TWeight Finish(TAccumulator result, in WindowCount count) => forward.Weight(result, count);
}

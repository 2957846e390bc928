namespace Pooling;

/// <summary>
/// What a kind of pooling does with the elements of a window: <see cref="Start"/> turns each element into a partial
/// result, <see cref="Combine"/> merges partial results, and <see cref="Finish(TAccumulator, in WindowCount)"/> turns the
/// last one into the output. The driver chooses the order and grouping, so combining must be associative and
/// commutative but for rounding. A new kind of pooling is one more struct of this interface.
/// </summary>
/// <typeparam name="TSelf">The operator itself, so that its methods are called directly.</typeparam>
/// <typeparam name="T">The type of the input's elements.</typeparam>
/// <typeparam name="TAccumulator">The type of partial results, at least as wide as an element.</typeparam>
/// <typeparam name="TResult">The type of outputs.</typeparam>
internal interface IPoolingOperator<TSelf, T, TAccumulator, TResult>
    where TSelf : struct, IPoolingOperator<TSelf, T, TAccumulator, TResult>
{
    /// <summary>Whether combining a partial result with a part of itself changes nothing.</summary>
    static virtual bool IsIdempotent => false;

    /// <summary>Whether the partial result of one element is the element.</summary>
    static virtual bool StartsAsIs => false;

    /// <summary>
    /// Whether sums run on from window to window (<see cref="RunningRows{T, TAccumulator, TResult, TOperator, TOutput}"/>), and
    /// weights are factors.
    /// </summary>
    static virtual bool Runs => false;

    /// <summary>The partial result of no element at all.</summary>
    TAccumulator Identity { get; }

    /// <summary>Whether partial results are outputs already: <see cref="Finish(TAccumulator, in WindowCount)"/> changes nothing.</summary>
    bool IsFinal { get; }

    /// <summary>The partial result of one element alone.</summary>
    TAccumulator Start(T element);

    /// <summary>The partial result of two parts of a window.</summary>
    TAccumulator Combine(TAccumulator first, TAccumulator second);

    /// <summary>The output of a window.</summary>
    /// <param name="result">The result of all its elements.</param>
    /// <param name="count">How many there are, and how many more in the padding.</param>
    TResult Finish(TAccumulator result, in WindowCount count);

    /// <summary>
    /// The weight of a window, where outputs are made by weights (<see cref="IWeightedLanes{TAccumulator, TResult, TVector}"/>).
    /// </summary>
    /// <param name="self">The operator.</param>
    /// <param name="count">How many positions the window has.</param>
    static virtual Weight<TAccumulator> Weigh(in TSelf self, in WindowCount count) => throw new NotSupportedException();

    /// <summary>The outputs of windows that have the same number of positions.</summary>
    /// <param name="self">The operator.</param>
    /// <param name="results">The result of each window.</param>
    /// <param name="count">How many positions each has.</param>
    /// <param name="outputs">Where the outputs go.</param>
    static virtual void Finish(
        in TSelf self, ReadOnlySpan<TAccumulator> results, in WindowCount count, Span<TResult> outputs)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = self.Finish(results[i], count);
        }
    }
}

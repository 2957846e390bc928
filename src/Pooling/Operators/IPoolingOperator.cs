namespace Pooling;

/// <summary>
/// What a kind of pooling does with the elements of a window: <see cref="Start(T, nint)"/> turns each element into a
/// partial result, <see cref="Combine(TAccumulator, TAccumulator)"/> merges partial results, and
/// <see cref="Finish(TAccumulator, in WindowCount)"/> turns the last one into the output. The driver chooses the order and grouping, so combining must be associative and
/// commutative but for rounding. A new kind of pooling is one more struct of this interface.
/// </summary>
/// <typeparam name="TSelf">The operator itself, so that its methods are called directly.</typeparam>
/// <typeparam name="T">The type of the input's elements.</typeparam>
/// <typeparam name="TAccumulator">The type of partial results, at least as wide as an element.</typeparam>
/// <typeparam name="TResult">The type of outputs.</typeparam>
internal interface IPoolingOperator<TSelf, T, TAccumulator, TResult>
    where TSelf : struct, IPoolingOperator<TSelf, T, TAccumulator, TResult>
{
    /// <summary>The partial result of no element at all.</summary>
    TAccumulator Identity { get; }

    /// <summary>The partial result of one element alone.</summary>
    /// <param name="element">The element.</param>
    /// <param name="index">Its index in its plane.</param>
    TAccumulator Start(T element, nint index);

    /// <summary>The partial result of two parts of a window.</summary>
    TAccumulator Combine(TAccumulator first, TAccumulator second);

    /// <summary>The output of a window.</summary>
    /// <param name="result">The result of all its elements.</param>
    /// <param name="count">How many there are, and how many more in the padding.</param>
    TResult Finish(TAccumulator result, in WindowCount count);

    /// <summary>Starts each partial result of a line with the element at its place in a row.</summary>
    /// <param name="self">The operator.</param>
    /// <param name="row">The row: <paramref name="inner"/> elements for each position of the width.</param>
    /// <param name="index">The index of the first position in its plane.</param>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="line">The partial results.</param>
    static virtual void Start(in TSelf self, ReadOnlySpan<T> row, nint index, int inner, Span<TAccumulator> line)
    {
        if (inner == 1)
        {
            for (int i = 0; i < row.Length; i++)
            {
                line[i] = self.Start(row[i], index + i);
            }

            return;
        }

        for (int i = 0; i < row.Length; index++)
        {
            for (int end = i + inner; i < end; i++)
            {
                line[i] = self.Start(row[i], index);
            }
        }
    }

    /// <summary>Adds each element of a row to the partial result at its place in a line.</summary>
    /// <param name="self">The operator.</param>
    /// <param name="row">The row: <paramref name="inner"/> elements for each position of the width.</param>
    /// <param name="index">The index of the first position in its plane.</param>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="line">The partial results.</param>
    static virtual void Accumulate(in TSelf self, ReadOnlySpan<T> row, nint index, int inner, Span<TAccumulator> line)
    {
        if (inner == 1)
        {
            for (int i = 0; i < row.Length; i++)
            {
                line[i] = self.Combine(line[i], self.Start(row[i], index + i));
            }

            return;
        }

        for (int i = 0; i < row.Length; index++)
        {
            for (int end = i + inner; i < end; i++)
            {
                line[i] = self.Combine(line[i], self.Start(row[i], index));
            }
        }
    }

    /// <summary>Merges the partial results at each place of two lines.</summary>
    /// <param name="self">The operator.</param>
    /// <param name="first">A line.</param>
    /// <param name="second">Another of the same length.</param>
    /// <param name="merged">Where the results go; may be <paramref name="first"/>.</param>
    static virtual void Combine(
        in TSelf self,
        ReadOnlySpan<TAccumulator> first,
        ReadOnlySpan<TAccumulator> second,
        Span<TAccumulator> merged)
    {
        for (int i = 0; i < merged.Length; i++)
        {
            merged[i] = self.Combine(first[i], second[i]);
        }
    }

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

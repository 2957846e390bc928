namespace Pooling;

/// <summary>
/// What a kind of pooling does with the elements of a window: <see cref="Start(T)"/> turns each element into a partial
/// result, <see cref="Combine(TAccumulator, TAccumulator)"/> merges partial results, and <see cref="Finish"/> turns the
/// last one into the output. The driver chooses the order and grouping, so combining must be associative but for
/// rounding. A new kind of pooling is one more struct of this interface.
/// </summary>
/// <typeparam name="TSelf">The operator itself, so that its methods are called directly.</typeparam>
/// <typeparam name="T">The type of the tensors' elements.</typeparam>
/// <typeparam name="TAccumulator">The type of partial results, at least as wide as an element.</typeparam>
internal interface IPoolingOperator<TSelf, T, TAccumulator>
    where TSelf : struct, IPoolingOperator<TSelf, T, TAccumulator>
{
    /// <summary>The partial result of one element alone.</summary>
    TAccumulator Start(T element);

    /// <summary>The partial result of two parts of a window, <paramref name="first"/> the earlier one.</summary>
    TAccumulator Combine(TAccumulator first, TAccumulator second);

    /// <summary>The output of a window.</summary>
    /// <param name="result">The result of all its elements.</param>
    /// <param name="count">The number of its elements, without padding; at least 1.</param>
    T Finish(TAccumulator result, nint count);

    /// <summary>Starts each partial result of a line with the element at its place in a row.</summary>
    static virtual void Start(in TSelf self, ReadOnlySpan<T> row, Span<TAccumulator> line)
    {
        for (int i = 0; i < row.Length; i++)
        {
            line[i] = self.Start(row[i]);
        }
    }

    /// <summary>Adds each element of a row to the partial result at its place in a line.</summary>
    static virtual void Accumulate(in TSelf self, ReadOnlySpan<T> row, Span<TAccumulator> line)
    {
        for (int i = 0; i < row.Length; i++)
        {
            line[i] = self.Combine(line[i], self.Start(row[i]));
        }
    }

    /// <summary>Merges each partial result of <paramref name="second"/> into that at its place in a line.</summary>
    static virtual void Combine(in TSelf self, Span<TAccumulator> line, ReadOnlySpan<TAccumulator> second)
    {
        for (int i = 0; i < second.Length; i++)
        {
            line[i] = self.Combine(line[i], second[i]);
        }
    }
}

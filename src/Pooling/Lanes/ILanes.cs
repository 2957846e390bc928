namespace Pooling;

/// <summary>
/// What the driver's loops do with several partial results at once. One loop serves every operator and every width of
/// vectors; operators that have no vectors are lanes of one (<see cref="ScalarLanes{T, TAccumulator, TResult, TOperator}"/>).
/// </summary>
/// <typeparam name="T">The type of the input's elements.</typeparam>
/// <typeparam name="TAccumulator">The type of partial results.</typeparam>
/// <typeparam name="TVector">Several partial results.</typeparam>
internal interface ILanes<T, TAccumulator, TVector>
{
    /// <summary>How many partial results a vector holds.</summary>
    static abstract int Count { get; }

    /// <summary>Whether combining partial results with parts of themselves changes nothing; else, sums may round.</summary>
    static abstract bool IsIdempotent { get; }

    /// <summary>A vector that has one partial result everywhere.</summary>
    static abstract TVector Create(TAccumulator partial);

    /// <summary>The partial results of the elements from <paramref name="elements"/> on, each alone.</summary>
    TVector Start(ref readonly T elements);

    /// <summary>The partial result of one element alone.</summary>
    TAccumulator StartOne(T element);

    /// <summary>The partial results of parts of windows, each with one of the elements from <paramref name="elements"/> on.</summary>
    TVector Append(TVector partials, ref readonly T elements);

    /// <summary>The partial results from <paramref name="partials"/> on.</summary>
    static abstract TVector Load(ref readonly TAccumulator partials);

    /// <summary>The partial results of parts of windows.</summary>
    TVector Combine(TVector first, TVector second);

    /// <summary>The partial result of two parts of a window.</summary>
    TAccumulator CombineOne(TAccumulator first, TAccumulator second);

    /// <summary>The partial result of all parts of a window in a vector.</summary>
    TAccumulator Fold(TVector partials);

    /// <summary>Writes partial results from <paramref name="destination"/> on.</summary>
    static abstract void Store(TVector partials, ref TAccumulator destination);

    /// <summary>The same partial results as if they had just been loaded, which is what can be taken apart.</summary>
    static virtual TVector Settle(TVector partials) => partials;

    /// <summary>Whether partial results can be arranged.</summary>
    static virtual bool CanArrange => false;

    /// <summary>Prepares an order, in place.</summary>
    /// <param name="order">
    /// The places, as <see cref="Arranging.SetPlace"/> writes them, with room for <see cref="Arranging.VectorsOfOrder"/>.
    /// </param>
    static virtual void Prepare(ref TAccumulator order) => throw new NotSupportedException();

    /// <summary>The partial results at some places of two vectors that follow each other.</summary>
    /// <param name="first">The first vector.</param>
    /// <param name="second">The second vector.</param>
    /// <param name="head">The first vector of the order, which is all of it where one instruction does.</param>
    /// <param name="order">The order, prepared.</param>
    static virtual TVector Arrange(TVector first, TVector second, TVector head, ref readonly TAccumulator order) =>
        throw new NotSupportedException();

    /// <summary>Whether partial results of vectors that follow each other can be shifted.</summary>
    static virtual bool CanShift => false;

    /// <summary>The partial results from a place on of two vectors that follow each other.</summary>
    /// <param name="first">The first vector.</param>
    /// <param name="second">The second vector.</param>
    /// <param name="count">The place: a power of 2, at most half of all, that the compiler knows.</param>
    static virtual TVector Shift(TVector first, TVector second, int count) => throw new NotSupportedException();

    /// <summary>Takes the partial results at even and at odd places of two vectors that follow each other apart.</summary>
    static abstract void Unzip(TVector first, TVector second, out TVector even, out TVector odd);
}

namespace Pooling;

/// <summary>
/// What vectors of one width can do, so that whoever computes with them is written once for all widths
/// (<see cref="Width512{T}"/>, <see cref="Width256{T}"/>, <see cref="Width128{T}"/>).
/// </summary>
/// <typeparam name="TVector">The type of vectors.</typeparam>
/// <typeparam name="T">The type of their elements.</typeparam>
internal interface IWidth<TVector, T>
{
    /// <summary>How many elements a vector holds.</summary>
    static abstract int Count { get; }

    /// <summary>The elements from <paramref name="source"/> on.</summary>
    static abstract TVector Load(ref readonly T source);

    /// <summary>The elements from <paramref name="source"/> on, converted.</summary>
    static abstract TVector Load<TFrom, TConversion>(ref readonly TFrom source)
        where TConversion : struct, IConversion<TFrom, T>;

    /// <summary>Writes the elements from <paramref name="destination"/> on.</summary>
    static abstract void Store(TVector vector, ref T destination);

    /// <summary>Writes the elements, which are <see cref="double"/>, as <see cref="float"/> from <paramref name="destination"/> on.</summary>
    static abstract void StoreSingles(TVector vector, ref float destination);

    /// <summary>
    /// Writes the lower bytes of the elements, which have two, from <paramref name="destination"/> on. The upper ones are 0,
    /// or copies of the lower one's sign.
    /// </summary>
    static abstract void StoreBytes<TByte>(TVector vector, ref TByte destination);

    /// <summary>A vector that has one value everywhere.</summary>
    static abstract TVector Create(T value);

    /// <summary>The sums.</summary>
    static abstract TVector Add(TVector first, TVector second);

    /// <summary>The products.</summary>
    static abstract TVector Multiply(TVector first, TVector second);

    /// <summary>The upper halves of the products of elements that are taken as unsigned integers of 16 bits.</summary>
    static abstract TVector MultiplyHigh(TVector first, TVector second);

    /// <summary>The products plus the addends, rounded once or twice.</summary>
    static abstract TVector MultiplyAdd(TVector first, TVector second, TVector addend);

    /// <summary>The quotients.</summary>
    static abstract TVector Divide(TVector dividend, TVector divisor);

    /// <summary>The larger elements; NaN is.</summary>
    static abstract TVector Max(TVector first, TVector second);

    /// <summary>The larger elements; NaN is not.</summary>
    static abstract TVector MaxNumber(TVector first, TVector second);

    /// <summary>The smaller elements; NaN is.</summary>
    static abstract TVector Min(TVector first, TVector second);

    /// <summary>The smaller elements; NaN is not.</summary>
    static abstract TVector MinNumber(TVector first, TVector second);

    /// <summary>The larger elements; where one is NaN, either.</summary>
    static abstract TVector MaxNative(TVector first, TVector second);

    /// <summary>The smaller elements; where one is NaN, either.</summary>
    static abstract TVector MinNative(TVector first, TVector second);

    /// <summary>All bits where the first element is larger, else none.</summary>
    static abstract TVector Greater(TVector first, TVector second);

    /// <summary>All bits where the first element is smaller, else none.</summary>
    static abstract TVector Less(TVector first, TVector second);

    /// <summary>All bits where elements are equal, else none.</summary>
    static abstract TVector Equal(TVector first, TVector second);

    /// <summary>All bits where elements have the same bits, else none.</summary>
    static abstract TVector Same(TVector first, TVector second);

    /// <summary>All bits where the first bit of an element is set, else none.</summary>
    static abstract TVector IsNegative(TVector vector);

    /// <summary>The bits of one vector where a mask has them, else those of another.</summary>
    static abstract TVector Select(TVector mask, TVector bits, TVector others);

    /// <summary>The bits that both have.</summary>
    static abstract TVector And(TVector first, TVector second);

    /// <summary>The bits that either has.</summary>
    static abstract TVector Or(TVector first, TVector second);

    /// <summary>The bits that the first has and the second has not.</summary>
    static abstract TVector AndNot(TVector first, TVector second);

    /// <summary>The elements, which are signed integers, with all bits but the sign turned over where it is set.</summary>
    static abstract TVector FlipNegative(TVector vector);

    /// <summary>Whether any elements are equal.</summary>
    static abstract bool AnyEqual(TVector first, TVector second);

    /// <summary>Whether all elements are equal.</summary>
    static abstract bool AllEqual(TVector first, TVector second);

    /// <summary>Whether any elements have the same bits.</summary>
    static abstract bool AnySame(TVector first, TVector second);

    /// <summary>The first bit of each element, that of the first element as the last bit.</summary>
    static abstract ulong FirstBits(TVector vector);

    /// <summary>A vector that has the bits of one integer everywhere.</summary>
    static abstract TVector CreateInteger<TInteger>(TInteger value);

    /// <summary>The sums of elements as integers.</summary>
    static abstract TVector AddIntegers(TVector first, TVector second);

    /// <summary>Writes elements, which are integers, plus an addend from <paramref name="destination"/> on.</summary>
    static abstract void StoreIntegers(TVector integers, long addend, ref long destination);

    /// <summary>Takes the elements at even and at odd places of two vectors that follow each other apart.</summary>
    static abstract void Unzip(TVector first, TVector second, out TVector even, out TVector odd);

    /// <summary>Whether elements can be arranged.</summary>
    static abstract bool CanArrange { get; }

    /// <summary>Prepares an order, in place.</summary>
    /// <param name="order">
    /// The places, as <see cref="Arranging.SetPlace"/> writes them, with room for <see cref="Arranging.VectorsOfOrder"/>.
    /// </param>
    static abstract void Prepare(ref T order);

    /// <summary>The elements at some places of two vectors that follow each other.</summary>
    /// <param name="first">The first vector.</param>
    /// <param name="second">The second vector.</param>
    /// <param name="head">The first vector of the order, which is all of it where one instruction does.</param>
    /// <param name="order">The order, prepared.</param>
    static abstract TVector Arrange(TVector first, TVector second, TVector head, ref readonly T order);

    /// <summary>Whether elements of vectors that follow each other can be shifted.</summary>
    static abstract bool CanShift { get; }

    /// <summary>The elements from a place on of two vectors that follow each other.</summary>
    /// <param name="first">The first vector.</param>
    /// <param name="second">The second vector.</param>
    /// <param name="count">The place: a power of 2, at most half of all, that the compiler knows.</param>
    static abstract TVector Shift(TVector first, TVector second, int count);

    /// <summary>The elements from place <paramref name="count"/> on, as many again; what comes after them is anything.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="count">A power of 2, at most half of all.</param>
    static abstract TVector Upper(TVector vector, int count);

    /// <summary>The first element.</summary>
    static abstract T First(TVector vector);
}

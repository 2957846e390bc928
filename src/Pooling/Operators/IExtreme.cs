namespace Pooling;

/// <summary>Which of two elements wins, and what NaN does: the difference between max and min, and between their kinds.</summary>
internal interface IExtreme<T>
{
    /// <summary>What every element wins against or equals.</summary>
    static abstract T Identity { get; }

    /// <summary>Whether the larger element wins; else the smaller.</summary>
    static abstract bool PicksLargest { get; }

    /// <summary>Whether NaN is passed over; else it wins.</summary>
    static abstract bool IgnoresNaN { get; }

    /// <summary>The winner by IEEE 754, whose outcome does not depend on the order: +0 is larger than -0.</summary>
    static abstract T Pick(T first, T second);

    /// <summary>The winner in each lane.</summary>
    static abstract TVector Pick<TVector, TWidth>(TVector first, TVector second)
        where TWidth : struct, IWidth<TVector, T>;
}

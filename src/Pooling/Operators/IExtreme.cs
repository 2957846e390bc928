namespace Pooling;

/// <summary>Which of two elements wins, and what NaN does: the difference between max and min, and between their kinds.</summary>
internal interface IExtreme<T>
{
    /// <summary>What every element wins against or equals.</summary>
    static abstract T Identity { get; }

    /// <summary>Whether NaN is passed over; else it wins.</summary>
    static abstract bool IgnoresNaN { get; }

    /// <summary>Whether an element wins against another that comes before it; equal ones do not.</summary>
    static abstract bool Beats(T challenger, T holder);

    /// <summary>The winner by IEEE 754, whose outcome does not depend on the order: +0 is larger than -0.</summary>
    static abstract T Pick(T first, T second);

    /// <summary>The winner at each place.</summary>
    static abstract void Pick(ReadOnlySpan<T> first, ReadOnlySpan<T> second, Span<T> winners);
}

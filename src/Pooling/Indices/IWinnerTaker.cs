namespace Pooling;

/// <summary>What becomes of winners that a scan finds.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCode">A signed integer as wide.</typeparam>
internal interface IWinnerTaker<T, TCode>
{
    /// <summary>Whether values are used; else their signs do not matter where they are zeros.</summary>
    static abstract bool TakesValues { get; }

    /// <summary>Takes the winners of windows that follow each other, for as many lanes as a vector has.</summary>
    /// <param name="window">The first window.</param>
    /// <param name="count">The number of windows.</param>
    /// <param name="lane">The first lane.</param>
    /// <param name="known">How many of the lanes have been taken before.</param>
    /// <param name="values">A vector of values for each window.</param>
    /// <param name="codes">A vector of codes for each window.</param>
    void Take<TVector, TWidth>(nint window, nint count, nint lane, nint known, ref T values, ref TCode codes)
        where TWidth : struct, IWidth<TVector, T>;
}

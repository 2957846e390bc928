namespace Pooling;

/// <summary>
/// Where the codes of winners go, and what becomes of them. A writer stands at the first window of a run of neighboring ones;
/// codes are written by their distance to it.
/// </summary>
/// <typeparam name="TSelf">The writer.</typeparam>
/// <typeparam name="TCode">The type of codes; negative ones stand for no winner.</typeparam>
internal interface IWinnerWriter<TSelf, TCode>
    where TSelf : struct, IWinnerWriter<TSelf, TCode>, allows ref struct
{
    /// <summary>The writer so many rows further.</summary>
    TSelf From(nint row);

    /// <summary>The writer, where rows of windows are runs, at the row so many rows further.</summary>
    TSelf AtRows(nint row);

    /// <summary>The writer, where rows of windows are taken apart into runs of one length.</summary>
    /// <param name="row">How many rows further.</param>
    /// <param name="first">How many windows further.</param>
    /// <param name="length">The number of windows in a run.</param>
    TSelf AtColumns(nint row, nint first, nint length);

    /// <summary>Goes to the next run.</summary>
    void Advance();

    /// <summary>Writes codes, none of them negative.</summary>
    void Write<TVector, TWidth, TLine>(nint index, TVector codes)
        where TWidth : struct, IWidth<TVector, TLine>;

    /// <summary>Writes a code.</summary>
    void WriteOne(nint index, TCode code);
}

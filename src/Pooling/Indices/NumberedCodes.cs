using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>Codes of winners, their distances from where windows start, as the numbers that elements have in the tensor.</summary>
/// <param name="numbers">The first number.</param>
/// <param name="rowStep">From a row of numbers to the next.</param>
/// <param name="start">The number of the plane's first element, with what the depth adds.</param>
/// <param name="rows">What each row of windows adds, from the first on.</param>
/// <param name="columns">What each window of a row adds.</param>
internal ref struct NumberedCodes<TCode>(ref long numbers, nint rowStep, long start, ReadOnlySpan<long> rows, ReadOnlySpan<TCode> columns)
    : IWinnerWriter<NumberedCodes<TCode>, TCode>
    where TCode : INumber<TCode>
{
    private readonly nint _rowStep = rowStep;
    private ReadOnlySpan<long> _rows = rows;
    private ref long _numbers = ref numbers;
    private ref TCode _columns = ref MemoryMarshal.GetReference(columns);
    private nint _step;
    private nint _columnStep;
    private long _start = start;
    private long _startStep;

    /// <inheritdoc/>
    public readonly NumberedCodes<TCode> From(nint row)
    {
        NumberedCodes<TCode> writer = this;
        writer._numbers = ref Unsafe.Add(ref _numbers, row * _rowStep);
        writer._rows = _rows[(int)row..];
        return writer;
    }

    /// <inheritdoc/>
    public readonly NumberedCodes<TCode> AtRows(nint row)
    {
        NumberedCodes<TCode> writer = From(row);
        writer._step = _rowStep;
        writer._start += writer._rows[0];

        // Rows that are taken together are as far apart as the first two of them.
        writer._startStep = writer._rows.Length > 1 ? writer._rows[1] - writer._rows[0] : 0;
        return writer;
    }

    /// <inheritdoc/>
    public readonly NumberedCodes<TCode> AtColumns(nint row, nint first, nint length)
    {
        NumberedCodes<TCode> writer = this;
        writer._numbers = ref Unsafe.Add(ref _numbers, (row * _rowStep) + first);
        writer._columns = ref Unsafe.Add(ref _columns, first);
        writer._step = length;
        writer._columnStep = length;
        writer._start += _rows[(int)row];
        return writer;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance()
    {
        _numbers = ref Unsafe.Add(ref _numbers, _step);
        _columns = ref Unsafe.Add(ref _columns, _columnStep);
        _start += _startStep;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Write<TVector, TWidth, TLine>(nint index, TVector codes)
        where TWidth : struct, IWidth<TVector, TLine>
    {
        TVector inRow = TWidth.Load(ref Unsafe.As<TCode, TLine>(ref Unsafe.Add(ref _columns, index)));
        TWidth.StoreIntegers(TWidth.AddIntegers(codes, inRow), _start, ref Unsafe.Add(ref _numbers, index));
    }

    /// <inheritdoc/>
    public readonly void WriteOne(nint index, TCode code) => Unsafe.Add(ref _numbers, index) =
        TCode.IsNegative(code) ? -1 : long.CreateTruncating(code + Unsafe.Add(ref _columns, index)) + _start;
}

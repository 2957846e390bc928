using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>Codes of winners, kept as they are.</summary>
/// <param name="codes">The first code.</param>
/// <param name="rowStep">From a row of codes to the next.</param>
internal ref struct KeptCodes<TCode>(ref TCode codes, nint rowStep) : IWinnerWriter<KeptCodes<TCode>, TCode>
{
    private readonly nint _rowStep = rowStep;
    private nint _step = rowStep;
    private ref TCode _codes = ref codes;

    /// <inheritdoc/>
    public readonly KeptCodes<TCode> From(nint row) => new(ref Unsafe.Add(ref _codes, row * _rowStep), _rowStep);

    /// <inheritdoc/>
    public readonly KeptCodes<TCode> AtRows(nint row) => From(row);

    /// <inheritdoc/>
    public readonly KeptCodes<TCode> AtColumns(nint row, nint first, nint length) =>
        new(ref Unsafe.Add(ref _codes, (row * _rowStep) + first), _rowStep) { _step = length };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance() => _codes = ref Unsafe.Add(ref _codes, _step);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Write<TVector, TWidth, TLine>(nint index, TVector codes)
        where TWidth : struct, IWidth<TVector, TLine> =>
        TWidth.Store(codes, ref Unsafe.As<TCode, TLine>(ref Unsafe.Add(ref _codes, index)));

    /// <inheritdoc/>
    public readonly void WriteOne(nint index, TCode code) => Unsafe.Add(ref _codes, index) = code;
}

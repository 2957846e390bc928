namespace Pooling;

/// <summary>
/// Pooling on spans of tensors, into memory that the caller gives; nothing is allocated. The layers, such as
/// <see cref="MaxPooling2D"/>, are the same operations with a result of their own.
/// </summary>
/// <remarks>
/// <para>
/// Input and destination may be slices, transposed or otherwise strided, and the input may be broadcast. They must not
/// share memory. All arguments are checked before anything is written.
/// </para>
/// <para>
/// The rules for NaN, signed zeros, padding, sums and empty tensors are the same on every path and stand in the
/// library's README.
/// </para>
/// </remarks>
public static partial class Pool
{
}

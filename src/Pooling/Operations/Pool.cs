namespace Pooling;

/// <summary>
/// Pooling on spans of tensors, into memory that the caller gives. Working memory comes from the shared array pool, so
/// nothing is allocated once that is warm. The layers, such as <see cref="MaxPooling2D"/>, are the same operations with
/// a result of their own.
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
/// <example>
/// <code>
/// Tensor&lt;float&gt; x = Tensor.Create&lt;float&gt;([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
/// PoolingWindow window = PoolingWindow.Create2D(poolSize: 2, strides: 1);
/// Tensor&lt;float&gt; y = Tensor.CreateFromShape&lt;float&gt;(window.ComputeOutputShape(x.Lengths));
/// Pool.Max&lt;float&gt;(x, window, DataFormat.ChannelsLast, y); // 5 6 / 8 9
/// </code>
/// </example>
public static partial class Pool
{
}

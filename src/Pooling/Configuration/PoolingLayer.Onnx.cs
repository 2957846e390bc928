namespace Pooling;

public abstract partial class PoolingLayer
{
    /// <summary>The layer that does what an ONNX node does.</summary>
    /// <remarks>
    /// <para>
    /// <c>MaxPool</c>, <c>AveragePool</c>, <c>LpPool</c>, <c>GlobalMaxPool</c>, <c>GlobalAveragePool</c> and
    /// <c>GlobalLpPool</c> of operator sets 1 to 22, with their defaults: strides and dilations 1, no padding, p 2. The
    /// layer has its channels first, global ones keep the spatial axes, norms follow <see cref="LpRule.Onnx"/>, and NaN
    /// wins a max.
    /// </para>
    /// <para>
    /// With <c>auto_pad</c> <c>VALID</c> and <c>ceil_mode</c> there are as many outputs as with pads of 0, as in ONNX
    /// Runtime.
    /// </para>
    /// </remarks>
    /// <param name="opType">The node's <c>op_type</c>, such as <c>MaxPool</c>.</param>
    /// <param name="attributes">
    /// The node's attributes by their names: whole numbers as <see cref="long"/> or <see cref="int"/> (flags also as
    /// <see cref="bool"/>), numbers also as <see cref="float"/> or <see cref="double"/>, texts as <see cref="string"/>,
    /// lists as any sequence of whole numbers.
    /// </param>
    /// <param name="rank">
    /// The number of spatial axes: 1, 2 or 3. Global operators need it, because their attributes do not tell; others
    /// have as many as <c>kernel_shape</c> has entries.
    /// </param>
    /// <returns>The layer.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="opType"/> or <paramref name="attributes"/> is null, or <paramref name="rank"/> where it is needed.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// There is no such operator here, an attribute is unknown, missing, of another type or length or out of range,
    /// <c>pads</c> come together with an <c>auto_pad</c> other than <c>NOTSET</c>, or <paramref name="rank"/> is not 1, 2
    /// or 3.
    /// </exception>
    /// <exception cref="OverflowException">The window spans more positions than can be counted.</exception>
    /// <example>
    /// <code>
    /// Dictionary&lt;string, object&gt; attributes = new() { ["kernel_shape"] = new long[] { 2, 2 }, ["strides"] = new long[] { 2, 2 } };
    /// PoolingLayer layer = PoolingLayer.FromOnnx("MaxPool", attributes);
    /// </code>
    /// </example>
    public static PoolingLayer FromOnnx(
        string opType, IReadOnlyDictionary<string, object> attributes, int? rank = null) =>
        FromOnnx(opType, attributes, rank, out _);

    /// <summary>
    /// The layer that does what an ONNX node does, and how the node numbers the elements that it picks.
    /// </summary>
    /// <remarks><see cref="FromOnnx(string, IReadOnlyDictionary{string, object}, int?)"/> has the rules.</remarks>
    /// <param name="opType">The node's <c>op_type</c>, such as <c>MaxPool</c>.</param>
    /// <param name="attributes">The node's attributes by their names.</param>
    /// <param name="rank">The number of spatial axes: 1, 2 or 3; null if <c>kernel_shape</c> tells.</param>
    /// <param name="indexConvention">
    /// What <see cref="ExtremePoolingLayer.ForwardWithIndices"/> is to be given for the second output of <c>MaxPool</c>:
    /// by <c>storage_order</c> <see cref="IndexConvention.Tensor"/> or <see cref="IndexConvention.TensorColumnMajor"/>.
    /// </param>
    /// <returns>The layer.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="opType"/> or <paramref name="attributes"/> is null, or <paramref name="rank"/> where it is needed.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// There is no such operator here, or an attribute or <paramref name="rank"/> is none that it has.
    /// </exception>
    /// <exception cref="OverflowException">The window spans more positions than can be counted.</exception>
    public static PoolingLayer FromOnnx(
        string opType,
        IReadOnlyDictionary<string, object> attributes,
        int? rank,
        out IndexConvention indexConvention)
    {
        ArgumentNullException.ThrowIfNull(opType);
        ArgumentNullException.ThrowIfNull(attributes);
        if (rank is { } given)
        {
            Shape.CheckRank(given, nameof(rank));
        }

        OnnxAttributes read = new(attributes);
        try
        {
            PoolingLayer layer = OnnxNode.ToLayer(opType, read, rank);
            indexConvention = opType == "MaxPool" && read.Flag("storage_order")
                ? IndexConvention.TensorColumnMajor
                : IndexConvention.Tensor;
            read.CheckAllRead();
            return layer;
        }
        catch (ArgumentException error)
            when (error.ParamName is not (nameof(opType) or nameof(attributes) or nameof(rank)))
        {
            throw new ArgumentException($"{opType}: {error.Message}", nameof(attributes), error);
        }
    }
}

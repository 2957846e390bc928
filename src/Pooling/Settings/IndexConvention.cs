namespace Pooling;

/// <summary>How an element of a tensor is numbered, whatever the tensor's own data format is.</summary>
/// <remarks>
/// With <c>D</c>, <c>H</c>, <c>W</c> the lengths of depth, height and width without padding, <c>C</c> that of the
/// channels, and lower-case letters for the place of the element. Axes that a tensor lacks have length 1.
/// </remarks>
public enum IndexConvention
{
    /// <summary>In its own plane: <c>(d * H + h) * W + w</c> (PyTorch).</summary>
    Plane,

    /// <summary>
    /// In the whole tensor with channels first: <c>(((b * C + c) * D + d) * H + h) * W + w</c> (ONNX, <c>storage_order</c>
    /// 0).
    /// </summary>
    Tensor,

    /// <summary>
    /// In the whole tensor with channels first, the spatial axes counted first axis fastest:
    /// <c>(b * C + c) * D * H * W + d + h * D + w * D * H</c> (ONNX, <c>storage_order</c> 1).
    /// </summary>
    TensorColumnMajor,

    /// <summary>
    /// In its sample with channels last: <c>((d * H + h) * W + w) * C + c</c> (TensorFlow, "hwc").
    /// </summary>
    ChannelsLast,

    /// <summary>
    /// In the whole tensor with channels last: <c>(((b * D + d) * H + h) * W + w) * C + c</c> (TensorFlow with
    /// <c>include_batch_in_index</c>, "nhwc").
    /// </summary>
    ChannelsLastWithBatch,
}

namespace Pooling;

/// <summary>Where a tensor keeps its channels: Keras's <c>data_format</c>.</summary>
public enum DataFormat
{
    /// <summary>
    /// <c>(batch, spatial axes..., channels)</c>, as Keras and TensorFlow have it by default ("NHWC" for images).
    /// </summary>
    ChannelsLast,

    /// <summary>
    /// <c>(batch, channels, spatial axes...)</c>, as PyTorch and ONNX have it ("NCHW" for images).
    /// </summary>
    ChannelsFirst,
}

namespace Pooling;

/// <summary>How RoI align makes the samples of a bin into one output.</summary>
/// <remarks>
/// Peers differ over the max. ONNX's text and mmcv interpolate every sample and take the largest; ONNX's reference, its
/// node tests and ONNX Runtime take the largest of the products that an interpolation adds up. Both are here: a node
/// with <c>mode="max"</c> gives ONNX Runtime's numbers with <see cref="MaxOfCorners"/>.
/// </remarks>
public enum RoiAlignMode
{
    /// <summary>The average of the interpolated samples (Mask R-CNN, torchvision, ONNX <c>mode="avg"</c>).</summary>
    Average,

    /// <summary>The largest interpolated sample (the text of ONNX <c>RoiAlign</c>, mmcv, OpenVINO).</summary>
    Max,

    /// <summary>
    /// The largest product of an element and its weight in the interpolation, over the four corners of all samples
    /// (ONNX's reference and ONNX Runtime for <c>mode="max"</c>). A corner of weight 0 counts as 0.
    /// </summary>
    MaxOfCorners,
}

namespace Pooling;

/// <summary>
/// Where the coordinates of a region have their elements: ONNX's <c>coordinate_transformation_mode</c> of
/// <c>RoiAlign</c>.
/// </summary>
public enum RoiCoordinates
{
    /// <summary>
    /// Element <c>i</c> covers the coordinates from <c>i</c> to <c>i + 1</c>, so its center is at <c>i + 0.5</c>.
    /// Regions may be as small as they like. ONNX's default from opset 16 on, torchvision <c>aligned=True</c>.
    /// </summary>
    HalfPixel,

    /// <summary>
    /// The center of element <c>i</c> is at <c>i</c>, which shifts everything by half an element, and a region counts
    /// as at least 1 wide and 1 high. ONNX's opset 10, torchvision <c>aligned=False</c>.
    /// </summary>
    OutputHalfPixel,
}

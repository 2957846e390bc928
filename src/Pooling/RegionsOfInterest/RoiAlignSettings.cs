namespace Pooling;

/// <summary>The settings of RoI align.</summary>
internal readonly record struct RoiAlignSettings(
    Size2D OutputSize, RoiAlignMode Mode, RoiCoordinates Coordinates, int SamplingRatio, double SpatialScale)
{
    /// <summary>Checks the settings; errors blame arguments of the same names.</summary>
    public static RoiAlignSettings Create(
        Size2D outputSize, RoiAlignMode mode, RoiCoordinates coordinates, int samplingRatio, double spatialScale)
    {
        RegionPlan.CheckSettings(outputSize, spatialScale);
        if (mode is not (RoiAlignMode.Average or RoiAlignMode.Max or RoiAlignMode.MaxOfCorners))
        {
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "Expected Average, Max or MaxOfCorners.");
        }

        if (coordinates is not (RoiCoordinates.HalfPixel or RoiCoordinates.OutputHalfPixel))
        {
            throw new ArgumentOutOfRangeException(
                nameof(coordinates), coordinates, "Expected HalfPixel or OutputHalfPixel.");
        }

        if (samplingRatio < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(samplingRatio),
                samplingRatio,
                FormattableString.Invariant(
                    $"Expected a number of samples, or 0 to let the size of the region decide, but got {samplingRatio}."));
        }

        return new RoiAlignSettings(outputSize, mode, coordinates, samplingRatio, spatialScale);
    }
}

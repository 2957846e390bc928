using System.Numerics;

namespace Pooling;

/// <summary>The bins and samples of a region along one axis, computed in the precision of its coordinates.</summary>
internal readonly struct RoiAlignAxis<T>
    where T : INumberBase<T>
{
    private readonly double _start;
    private readonly double _binSize;

    /// <param name="start">The scaled coordinate at which the region starts.</param>
    /// <param name="end">The scaled coordinate at which it ends.</param>
    /// <param name="bins">The number of bins along the axis.</param>
    /// <param name="settings">The settings that hold for both axes.</param>
    public RoiAlignAxis(double start, double end, int bins, in RoiAlignSettings settings)
    {
        bool halfPixel = settings.Coordinates == RoiCoordinates.HalfPixel;
        double offset = halfPixel ? 0.5 : 0;
        _start = Region.Rounded<T>(start - offset);
        double size = Region.Rounded<T>(Region.Rounded<T>(end - offset) - _start);
        _binSize = Region.Rounded<T>((halfPixel ? size : double.Max(size, 1)) / bins);
        // A region that ends where or before it starts has no samples unless it is told how many.
        Samples = settings.SamplingRatio > 0
            ? settings.SamplingRatio
            : int.Max(int.CreateSaturating(double.Ceiling(_binSize)), 0);
    }

    /// <summary>How many samples a bin has along the axis.</summary>
    public int Samples { get; }

    /// <summary>Where a sample lies in an input of so many elements.</summary>
    public BilinearPoint Sample(int bin, int sample, nint length)
    {
        double binStart = Region.Rounded<T>(_start + Region.Rounded<T>(bin * _binSize));
        double fromBinStart = Region.Rounded<T>(Region.Rounded<T>((sample + 0.5) * _binSize) / Samples);
        return BilinearPoint.At(Region.Rounded<T>(binStart + fromBinStart), length);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// The winners of windows that have few elements, where they have two or four columns, side by side along rows of single
/// elements: they are read where they are.
/// </summary>
/// <typeparam name="T">The type of the input's elements.</typeparam>
/// <typeparam name="TLine">The type in which they are compared.</typeparam>
/// <typeparam name="TCode">A signed integer as wide.</typeparam>
/// <typeparam name="TExtreme">Which element wins.</typeparam>
internal readonly ref struct TileWinners<T, TLine, TCode, TExtreme>
    where T : INumber<T>
    where TLine : INumber<TLine>
    where TCode : INumber<TCode>
    where TExtreme : struct, IExtreme<T>
{
    private readonly SourceRows<T> _source;
    private readonly Slide _slide;
    private readonly nint _scale;
    private readonly TLine _identity;
    private readonly Scratch<nint> _taps;
    private readonly Scratch<TCode> _codes;

    /// <param name="source">The input.</param>
    /// <param name="slide">The windows along the width, to which <see cref="Supports"/> applies.</param>
    /// <param name="scale">What the distances of a window's elements in the plane are multiplied with to be codes.</param>
    /// <param name="identity">What loses to all elements, or equals them.</param>
    // A caller that had all of this would clear many more variables at each call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public TileWinners(SourceRows<T> source, Slide slide, nint scale, TLine identity)
    {
        _source = source;
        _slide = slide;
        _scale = scale;
        _identity = identity;
        _taps = new Scratch<nint>(Comparisons.Most);
        _codes = new Scratch<TCode>(Comparisons.Most);
    }

    /// <summary>Whether windows are of the kind.</summary>
    public static bool Supports(PoolingPlan plan, in PlaneReduction plane)
    {
        using AxisRuns widths = plane.Widths;
        return typeof(T) == typeof(TLine)
            && plan.Target.Inner.Length == 1
            && TileTaps.Supports<TLine>(plane.Width.Length, plane.TiledColumns(widths.All));
    }

    /// <summary>Finds the winners of some rows of windows.</summary>
    /// <param name="plane">The source plane.</param>
    /// <param name="depths">The source depths.</param>
    /// <param name="rows">The rows of windows.</param>
    /// <param name="code">The code of the first window's first element, before it is scaled.</param>
    /// <param name="values">Where values go.</param>
    /// <param name="valueStep">From a row of values to the next.</param>
    /// <param name="writer">Where codes go, at the first row.</param>
    public void Find<TWriter>(
        RowPlace plane,
        ElementRange depths,
        in TargetRun rows,
        nint code,
        ref TLine values,
        nint valueStep,
        in TWriter writer)
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct
    {
        Volume volume = _source.Volume;
        ElementRange heights = rows.Sources;
        int count = 0;
        int elements = 0;
        for (nint depth = depths.Start; depth < depths.End; depth += depths.Step)
        {
            for (nint height = heights.Start; height < heights.End; height += heights.Step)
            {
                _taps.Span[count++] = volume.Offset(new RowPlace(0, 0, depth, height)) - _slide.Before;
                nint start = code + ((((depth - depths.Start) * volume.Height.Length) + height - heights.Start) * volume.Width.Length);
                for (nint column = 0; column < _slide.Size; column++)
                {
                    _codes.Span[elements++] = TCode.CreateTruncating((start + column) * _scale);
                }
            }
        }

        TileTaps.Find<T, TLine, TCode, TExtreme, TWriter>(
            ref Unsafe.As<T, TLine>(ref _source.First(plane with { Depth = 0, Height = 0 })),
            _taps.Span[..count],
            _codes.Span[..elements],
            _identity,
            rows.Length,
            rows.Advance * volume.Height.Stride,
            _slide.Count,
            ref values,
            valueStep,
            writer.AtRows(0));
    }

    public void Dispose()
    {
        _taps.Dispose();
        _codes.Dispose();
    }
}

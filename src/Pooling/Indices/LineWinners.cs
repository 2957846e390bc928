using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The winners of windows that have few elements, for all windows of a row at once, on lines that are dealt out for that
/// (<see cref="WindowLines{T, TLine}"/>).
/// </summary>
/// <typeparam name="T">The type of the input's elements.</typeparam>
/// <typeparam name="TLine">The type in which they are compared.</typeparam>
/// <typeparam name="TCode">A signed integer as wide.</typeparam>
/// <typeparam name="TExtreme">Which element wins.</typeparam>
internal readonly ref struct LineWinners<T, TLine, TCode, TExtreme>
    where T : INumber<T>
    where TLine : INumber<TLine>
    where TCode : INumber<TCode>
    where TExtreme : struct, IExtreme<T>
{
    /// <summary>How long lines should be of which levels are made at once, so that they stay in the nearest cache.</summary>
    private const int LevelLength = 1024;

    private readonly Volume _volume;
    private readonly Slide _slide;
    private readonly int _inner;
    private readonly nint _scale;
    private readonly TLine _identity;
    private readonly WindowLines<T, TLine> _lines;
    private readonly bool _hasLevels;
    private readonly int _rowsAtOnce;
    private readonly WinnerLevels<T, TLine, TCode, TExtreme> _levels;
    private readonly Scratch<LineTaps> _found;
    private readonly Scratch<nint> _taps;
    private readonly Scratch<TCode> _codes;

    /// <param name="source">The input.</param>
    /// <param name="slide">The windows along the width.</param>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="rows">How many source rows there are lines for, at each depth.</param>
    /// <param name="scale">What the distances of a window's elements in the plane are multiplied with to be codes.</param>
    /// <param name="identity">What loses to all elements, or equals them.</param>
    // A caller that had all of this would clear many more variables at each call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public LineWinners(SourceRows<T> source, Slide slide, int inner, nint rows, nint scale, TLine identity)
    {
        _volume = source.Volume;
        _slide = slide;
        _inner = inner;
        _scale = scale;
        _identity = identity;
        _lines = new WindowLines<T, TLine>(source, slide, rows, identity);
        _hasLevels = WindowParts.PayInRows(slide);
        if (_hasLevels)
        {
            _rowsAtOnce = int.Max(1, LevelLength / (int)_lines.RowPitch);
            _levels = new(slide.Size, slide.Dilation * inner, slide.Dilation * scale, _rowsAtOnce * _lines.RowPitch, identity);
        }

        _found = new Scratch<LineTaps>(1);
        _found.Span[0] = default;
        _taps = new Scratch<nint>(Comparisons.Most);
        _codes = new Scratch<TCode>(Comparisons.Most);
    }

    /// <summary>Takes the lines of some source rows, at all depths.</summary>
    public void Take(nint batch, nint channel, ElementRange rows) => _lines.Take(batch, channel, rows.Start, rows.End);

    /// <summary>Finds the winners of some rows of windows.</summary>
    /// <param name="depths">The source depths.</param>
    /// <param name="rows">The rows of windows.</param>
    /// <param name="firstLine">The source row of the first line.</param>
    /// <param name="code">The code of the first window's first element, before it is scaled.</param>
    /// <param name="values">Where values go.</param>
    /// <param name="valueStep">From a row of values to the next.</param>
    /// <param name="writer">Where codes go, at the first row.</param>
    public void Find<TWriter>(
        ElementRange depths,
        in TargetRun rows,
        nint firstLine,
        nint code,
        ref TLine values,
        nint valueStep,
        in TWriter writer)
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct
    {
        ref TLine first = ref Unsafe.Add(
            ref _lines.First, (depths.Start * _lines.DepthPitch) + ((rows.Sources.Start - firstLine) * _lines.RowPitch));
        nint step = rows.Advance * _lines.RowPitch;
        bool isSure;
        if (_hasLevels && depths.Length == 1 && rows.Sources.Length == 1 && (rows.Length == 1 || rows.Advance == 1))
        {
            isSure = FindByLevels(ref first, rows.Length, code, ref values, valueStep, writer);
        }
        else
        {
            int count = FindLineTaps(depths, rows.Sources, code);
            isSure = WinnerTaps.Find<T, TLine, TCode, TExtreme, ElementsOfWindows<TCode>, TWriter>(
                ref first,
                ref Unsafe.NullRef<TCode>(),
                _taps.Span[..count],
                _codes.Span[..count],
                _identity,
                rows.Length,
                step,
                _slide.Count * _inner,
                ref values,
                valueStep,
                writer.AtRows(0));
        }

        for (int row = 0; !isSure && row < rows.Length; row++)
        {
            PassOverPadding(
                ref Unsafe.Add(ref first, row * step),
                depths,
                rows.Sources,
                code,
                MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref values, row * valueStep), (int)_slide.Count * _inner),
                writer.AtRows(row));
        }
    }

    /// <summary>Finds the winners of windows of one row, in some rows one behind the other.</summary>
    /// <returns>Whether no value is the identity, which may be padding.</returns>
    private bool FindByLevels<TWriter>(
        ref TLine lines, int rows, nint code, ref TLine values, nint valueStep, in TWriter writer)
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct
    {
        nint size = _slide.Size;
        int count = (int)WindowParts.CountOf(size, _levels.Size);
        Span<nint> taps = stackalloc nint[count];
        Span<TCode> codes = _codes.Span[..count];
        for (int i = 0; i < count; i++)
        {
            nint start = WindowParts.StartOf(i, size, _levels.Size) * _slide.Dilation;
            taps[i] = start * _inner;
            codes[i] = TCode.CreateTruncating((code + start) * _scale);
        }

        // The codes of other windows are no more there.
        _found.Span[0] = default;
        bool isSure = true;
        for (int row = 0; row < rows; row += _rowsAtOnce)
        {
            int some = int.Min(_rowsAtOnce, rows - row);
            _levels.Make(ref Unsafe.Add(ref lines, row * _lines.RowPitch), some * _lines.RowPitch);
            isSure &= WinnerTaps.Find<T, TLine, TCode, TExtreme, PartsOfWindows<TCode>, TWriter>(
                ref _levels.ValuesOf(_levels.Size),
                ref _levels.WinnersOf(_levels.Size),
                taps,
                codes,
                _identity,
                some,
                _lines.RowPitch,
                _slide.Count * _inner,
                ref Unsafe.Add(ref values, row * valueStep),
                valueStep,
                writer.AtRows(row));
        }

        return isSure;
    }

    /// <summary>Finds the taps on lines of some windows, unless they are those of the windows before.</summary>
    private int FindLineTaps(ElementRange depths, ElementRange rows, nint code)
    {
        ref LineTaps found = ref _found.Span[0];
        LineTaps needed = new(depths.Length, rows.Length, code, 0);
        if (found with { Count = 0 } == needed)
        {
            return found.Count;
        }

        int count = 0;
        for (nint depth = 0; depth < depths.Length; depth++)
        {
            for (nint row = 0; row < rows.Length; row++)
            {
                nint line = LineOf(depth * depths.Step, row * rows.Step);
                nint start = code + DistanceOf(depth * depths.Step, row * rows.Step);
                for (nint width = 0; width < _slide.Size; width++)
                {
                    _taps.Span[count] = line + _lines.Tap(width);
                    _codes.Span[count++] = TCode.CreateTruncating((start + (width * _slide.Dilation)) * _scale);
                }
            }
        }

        found = needed with { Count = count };
        return count;
    }

    /// <summary>Finds anew the winners that may be padding, which equal the identity.</summary>
    private void PassOverPadding<TWriter>(
        ref TLine line, ElementRange depths, ElementRange rows, nint code, ReadOnlySpan<TLine> values, TWriter writer)
        where TWriter : struct, IWinnerWriter<TWriter, TCode>, allows ref struct
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] == _identity)
            {
                writer.WriteOne(i, FindIdentity(ref Unsafe.Add(ref line, i), depths, rows, code, i / _inner));
            }
        }
    }

    /// <summary>The code of the first element of a window that equals the identity and is none of the padding.</summary>
    private TCode FindIdentity(ref TLine window, ElementRange depths, ElementRange rows, nint code, nint column)
    {
        nint first = (column * _slide.Stride) - _slide.Before;
        for (nint depth = 0; depth < depths.Length; depth++)
        {
            for (nint row = 0; row < rows.Length; row++)
            {
                nint line = LineOf(depth * depths.Step, row * rows.Step);
                nint start = code + DistanceOf(depth * depths.Step, row * rows.Step);
                for (nint width = 0; width < _slide.Size; width++)
                {
                    nint position = first + (width * _slide.Dilation);
                    if ((nuint)position < (nuint)_volume.Width.Length && Unsafe.Add(ref window, line + _lines.Tap(width)) == _identity)
                    {
                        return TCode.CreateTruncating((start + (width * _slide.Dilation)) * _scale);
                    }
                }
            }
        }

        return -TCode.One;
    }

    /// <summary>How far away a line is.</summary>
    private nint LineOf(nint depths, nint rows) => (depths * _lines.DepthPitch) + (rows * _lines.RowPitch);

    /// <summary>How far away its elements are in the plane.</summary>
    private nint DistanceOf(nint depths, nint rows) => ((depths * _volume.Height.Length) + rows) * _volume.Width.Length;

    public void Dispose()
    {
        _lines.Dispose();
        _levels.Dispose();
        _found.Dispose();
        _taps.Dispose();
        _codes.Dispose();
    }

    /// <summary>For which windows taps were found: how many depths and rows they have, and the code of their first element.</summary>
    private readonly record struct LineTaps(nint Depths, nint Rows, nint Code, int Count);
}

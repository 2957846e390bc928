using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The gradient of a max over windows that slide and have few elements: each element looks at the windows that cover it, and
/// gets the gradients of those whose winner it is. Some rows of windows are kept at a time, with windows that have no winner
/// around, so that all elements of a phase are alike.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TCode">A signed integer as wide.</typeparam>
/// <typeparam name="TExtreme">Which element wins.</typeparam>
internal readonly ref struct GatheredGradient<T, TCode, TExtreme>
    where T : INumber<T>
    where TCode : INumber<TCode>
    where TExtreme : struct, IExtreme<T>
{
    private readonly WindowWinners<T, T, TCode, TExtreme> _search;
    private readonly PoolingPlan _plan;
    private readonly SourceRows<T> _gradOutput;
    private readonly Rows<T> _gradInput;
    private readonly Volume _volume;
    private readonly Reach _depth;
    private readonly Reach _height;
    private readonly Reach _width;
    private readonly int _inner;
    private readonly int _length;
    private readonly nint _pitch;
    private readonly nint _depthPitch;
    private readonly bool _isInPlace;
    private readonly nint _phasePitch;
    private readonly Scratch<TCode> _winners;
    private readonly Scratch<T> _gradients;
    private readonly Scratch<T> _values;
    private readonly Scratch<T> _phases;
    private readonly Scratch<T> _rows;
    private readonly Scratch<T> _merging;
    private readonly Scratch<nint> _taps;
    private readonly Scratch<TCode> _codes;
    private readonly Scratch<int> _terms;

    public GatheredGradient(SourceRows<T> input, SourceRows<T> gradOutput, PoolingPlan plan, Rows<T> gradInput)
    {
        _search = new WindowWinners<T, T, TCode, TExtreme>(input, plan, scale: 1);
        _plan = plan;
        _gradOutput = gradOutput;
        _gradInput = gradInput;
        _volume = gradInput.Volume;
        PlaneReduction plane = plan.Of(0, 0);
        Reach.TryCreate(plane.Depth, out _depth);
        Reach.TryCreate(plane.Height, out _height);
        Reach.TryCreate(plane.Width, out _width);
        _inner = (int)plan.Target.Inner.Length;
        _length = (int)plan.Target.RowLength;
        _pitch = checked((_width.Before + _width.Room) * _inner);
        _depthPitch = checked((_search.BlockRows + _height.Before) * _pitch) + Vector<T>.Count;
        nint all = checked((_depth.Before + _depth.Room) * _depthPitch);
        _winners = new Scratch<TCode>(all);
        _gradients = new Scratch<T>(all);
        _values = new Scratch<T>(((nint)_search.BlockRows * _length) + Vector<T>.Count);
        _taps = new Scratch<nint>(WindowWinners.MostTaps);
        _codes = new Scratch<TCode>(WindowWinners.MostTaps);
        _terms = new Scratch<int>(checked(_depth.Windows.Stride * _height.Windows.Stride * _width.Windows.Stride) + 1);
        nint stride = _width.Windows.Stride;
        _isInPlace = gradInput.WritesInPlace && (stride == 1 ? _volume.RowLength : _inner) >= Vector<T>.Count;
        nint rows = _isInPlace ? 0 : checked(_search.BlockRows * _width.Steps * _inner);
        _phasePitch = rows + Phases.Slack<T>();
        _phases = new Scratch<T>(_isInPlace ? 0 : checked(_phasePitch * stride));
        _rows = new Scratch<T>(_isInPlace || stride == 1 ? 0 : checked((rows * stride) + Phases.Slack<T>()));
        _merging = new Scratch<T>(Phases.ScratchFor(stride, rows * stride));
        FindTerms();
        _winners.Span.Fill(-TCode.One);
    }

    /// <summary>Whether the gradient for these windows can be gathered.</summary>
    public static bool Supports(in PoolingPlan plan)
    {
        if (!WindowWinners<T, T, TCode, TExtreme>.Supports(plan, scale: 1))
        {
            return false;
        }

        PlaneReduction plane = plan.Of(0, 0);
        return Reach.TryCreate(plane.Depth, out Reach depth)
            && Reach.TryCreate(plane.Height, out Reach height)
            && Reach.TryCreate(plane.Width, out Reach width)
            && depth.Windows.Size * height.Windows.Size * width.Windows.Size <= WindowWinners.MostTaps
            && IsSmall(depth)
            && IsSmall(height)
            && IsSmall(width);
    }

    /// <summary>Writes the gradient.</summary>
    public void Write()
    {
        Volume target = _plan.Target;
        for (nint batch = 0; batch < target.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < target.Channels.Length; channel++)
            {
                BeginPlane();
                for (nint first = 0; first < _height.Steps; first += _search.BlockRows)
                {
                    if (first > 0)
                    {
                        KeepLast();
                    }

                    Search(batch, channel, first);
                    Gather(batch, channel, first, nint.Min(first + _search.BlockRows, _height.Steps));
                }
            }
        }
    }

    public void Dispose()
    {
        _search.Dispose();
        _winners.Dispose();
        _gradients.Dispose();
        _values.Dispose();
        _phases.Dispose();
        _rows.Dispose();
        _merging.Dispose();
        _taps.Dispose();
        _codes.Dispose();
        _terms.Dispose();
    }

    /// <summary>Whether there is not much more room for windows than there are elements.</summary>
    private static bool IsSmall(in Reach reach) =>
        reach.Windows.Stride * (reach.Before + reach.Room) <= (4 * reach.Length) + 64;

    /// <summary>Where a row of windows is kept, counted from the first that is needed.</summary>
    private nint OffsetOf(nint depth, nint row) =>
        ((_depth.Before + depth) * _depthPitch) + ((_height.Before + row) * _pitch) + (_width.Before * _inner);

    /// <summary>Puts windows without a winner before the first rows.</summary>
    private void BeginPlane()
    {
        for (nint depth = 0; depth < _depth.Windows.Count; depth++)
        {
            nint start = (_depth.Before + depth) * _depthPitch;
            _winners.Span.Slice((int)start, (int)(_height.Before * _pitch)).Fill(-TCode.One);
        }
    }

    /// <summary>Keeps the last rows of a block, which the next needs too.</summary>
    private void KeepLast()
    {
        int kept = (int)(_height.Before * _pitch);
        for (nint depth = 0; depth < _depth.Windows.Count; depth++)
        {
            int start = (int)((_depth.Before + depth) * _depthPitch);
            int last = start + (int)(_search.BlockRows * _pitch);
            _winners.Span.Slice(last, kept).CopyTo(_winners.Span[start..]);
            _gradients.Span.Slice(last, kept).CopyTo(_gradients.Span[start..]);
        }
    }

    /// <summary>Finds the winners of a block.</summary>
    private void Search(nint batch, nint channel, nint first)
    {
        nint end = nint.Min(first + _search.BlockRows, _height.Windows.Count);
        if (first < end)
        {
            _search.Prepare(batch, channel, first);
        }

        for (nint depth = 0; depth < _depth.Windows.Count; depth++)
        {
            nint offset = OffsetOf(depth, 0);
            RowPlace place = new(batch, channel, depth, first);
            if (first < end)
            {
                ref TCode winners = ref _winners.Span[(int)offset];
                _search.Find(place, end, ref MemoryMarshal.GetReference(_values.Span), _length, ref winners, _pitch);
                LineCopy.Rows(
                    ref _gradOutput.First(place),
                    _gradOutput.Volume.Height.Stride,
                    ref _gradients.Span[(int)offset],
                    _pitch,
                    end - first,
                    _length);
                for (nint row = first; _length < Vector<T>.Count && row < end; row++)
                {
                    // What has been written over the end of a row is no window.
                    int over = int.Min(Vector<T>.Count, (int)_pitch) - _length;
                    _winners.Span.Slice((int)(offset + ((row - first) * _pitch)) + _length, over).Fill(-TCode.One);
                }
            }

            nint none = nint.Max(first, end);
            int from = (int)(offset + ((none - first) * _pitch) - (_width.Before * _inner));
            _winners.Span.Slice(from, (int)((first + _search.BlockRows - none) * _pitch)).Fill(-TCode.One);
        }
    }

    private void Gather(nint batch, nint channel, nint first, nint end)
    {
        for (nint depthPhase = 0; depthPhase < _depth.Windows.Stride; depthPhase++)
        {
            (nint firstDepth, nint endDepth) = _depth.Inside(depthPhase, 0, _depth.Steps);
            for (nint heightPhase = 0; heightPhase < _height.Windows.Stride; heightPhase++)
            {
                (nint firstRow, nint endRow) = _height.Inside(heightPhase, first, end);
                for (nint depth = firstDepth; firstRow < endRow && depth < endDepth; depth++)
                {
                    RowPlace place = new(batch, channel, _depth.ElementAt(depth, depthPhase), _height.ElementAt(firstRow, heightPhase));
                    nint offset = OffsetOf(depth, firstRow - first);
                    for (nint widthPhase = 0; widthPhase < _width.Windows.Stride; widthPhase++)
                    {
                        int phase = (int)((((depthPhase * _height.Windows.Stride) + heightPhase) * _width.Windows.Stride) + widthPhase);
                        Range terms = _terms.Span[phase].._terms.Span[phase + 1];
                        if (_isInPlace)
                        {
                            SumInPlace(place, offset, endRow - firstRow, widthPhase, terms);
                        }
                        else
                        {
                            nint length = _width.Steps * _inner;
                            Sum(offset, terms, endRow - firstRow, _pitch, length, ref _phases.Span[(int)(widthPhase * _phasePitch)], length);
                        }
                    }

                    if (!_isInPlace)
                    {
                        Merge(place, (int)(endRow - firstRow));
                    }
                }
            }
        }
    }

    /// <summary>Finds the windows that cover the elements of each phase.</summary>
    private void FindTerms()
    {
        int phase = 0;
        int count = 0;
        for (nint depthPhase = 0; depthPhase < _depth.Windows.Stride; depthPhase++)
        {
            for (nint heightPhase = 0; heightPhase < _height.Windows.Stride; heightPhase++)
            {
                for (nint widthPhase = 0; widthPhase < _width.Windows.Stride; widthPhase++)
                {
                    _terms.Span[phase++] = count;
                    FindTerms(depthPhase, heightPhase, widthPhase, ref count);
                }
            }
        }

        _terms.Span[phase] = count;
    }

    private void FindTerms(nint depthPhase, nint heightPhase, nint widthPhase, ref int count)
    {
        for (nint depth = 0; depth < _depth.Windows.Size; depth++)
        {
            for (nint height = 0; _depth.Reaches(depth, depthPhase, out nint depths) && height < _height.Windows.Size; height++)
            {
                for (nint width = 0; _height.Reaches(height, heightPhase, out nint rows) && width < _width.Windows.Size; width++)
                {
                    if (_width.Reaches(width, widthPhase, out nint columns))
                    {
                        _taps.Span[count] = -(depths * _depthPitch) - (rows * _pitch) - (columns * _inner);
                        nint row = (depth * _depth.Windows.Dilation * _plan.Source.Height.Length) + (height * _height.Windows.Dilation);
                        _codes.Span[count++] = TCode.CreateTruncating((row * _plan.Source.Width.Length) + (width * _width.Windows.Dilation));
                    }
                }
            }
        }
    }

    private void SumInPlace(RowPlace place, nint offset, nint rows, nint widthPhase, Range terms)
    {
        Slide slide = _width.Windows;
        ref T to = ref MemoryMarshal.GetReference(_gradInput.Open(place));
        nint rowStep = _height.Windows.Stride * _volume.Height.Stride;
        if (slide.Stride == 1)
        {
            Sum(offset + (slide.Before * _inner), terms, rows, _pitch, _volume.RowLength, ref to, rowStep);
            return;
        }

        (nint first, nint end) = _width.Inside(widthPhase, 0, _width.Steps);
        to = ref Unsafe.Add(ref to, _width.ElementAt(first, widthPhase) * _inner);
        for (nint row = 0; row < rows; row++)
        {
            nint start = offset + (row * _pitch) + (first * _inner);
            Sum(start, terms, end - first, _inner, _inner, ref Unsafe.Add(ref to, row * rowStep), slide.Stride * _inner);
        }
    }

    private void Sum(nint offset, Range terms, nint runs, nint sourceStep, nint length, ref T results, nint resultStep)
    {
        ReadOnlySpan<nint> taps = _taps.Span[terms];
        ReadOnlySpan<TCode> codes = _codes.Span[terms];
        ref TCode winners = ref Unsafe.Add(ref MemoryMarshal.GetReference(_winners.Span), offset);
        ref T gradients = ref Unsafe.Add(ref MemoryMarshal.GetReference(_gradients.Span), offset);

        // The sum of two is rounded once in either way.
        if (taps.Length <= 2 || typeof(T) == typeof(double))
        {
            WinnerTerms.Sum<T, TCode, T>(ref winners, ref gradients, taps, codes, runs, sourceStep, length, ref results, resultStep);
        }
        else
        {
            WinnerTerms.Sum<T, TCode, double>(ref winners, ref gradients, taps, codes, runs, sourceStep, length, ref results, resultStep);
        }
    }

    /// <summary>Writes rows of which all phases along the width have been made.</summary>
    private void Merge(RowPlace place, int rows)
    {
        int stride = (int)_width.Windows.Stride;
        int length = (int)(_width.Steps * stride * _inner);
        Span<T> merged = _phases.Span;
        if (stride > 1)
        {
            merged = _rows.Span;
            Phases.Merge(ref _phases.Span[0], _phasePitch, stride, _inner, merged[..(rows * length)], _merging.Span);
        }

        ref T first = ref merged[(int)_width.Windows.Before * _inner];
        if (_gradInput.WritesInPlace)
        {
            LineCopy.Rows(
                ref first,
                length,
                ref MemoryMarshal.GetReference(_gradInput.Open(place)),
                _height.Windows.Stride * _volume.Height.Stride,
                rows,
                (int)_volume.RowLength);
            return;
        }

        for (int row = 0; row < rows; row++)
        {
            RowPlace at = place with { Height = place.Height + (row * _height.Windows.Stride) };
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref first, row * length), (int)_volume.RowLength).CopyTo(_gradInput.Open(at));
            _gradInput.Commit(at);
        }
    }
}

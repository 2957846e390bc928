using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The gradient of an operation over windows that slide and have few elements: each element adds up what the windows that cover
/// it give to it.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <typeparam name="TTerms">What windows give.</typeparam>
internal readonly ref struct GatheredGradient<T, TTerms>
    where T : INumber<T>
    where TTerms : struct, IGradientTerms<T>, allows ref struct
{
    private readonly GradientBlock _block;
    private readonly TTerms _terms;
    private readonly Volume _target;
    private readonly Rows<T> _gradInput;
    private readonly Volume _volume;
    private readonly bool _isInPlace;
    private readonly nint _phasePitch;
    private readonly Scratch<T> _phases;
    private readonly Scratch<T> _rows;
    private readonly Scratch<T> _merging;

    /// <param name="plan">The windows.</param>
    /// <param name="block">Where they are kept.</param>
    /// <param name="terms">What they give.</param>
    /// <param name="gradInput">Where the gradient goes.</param>
    public GatheredGradient(PoolingPlan plan, GradientBlock block, TTerms terms, Rows<T> gradInput)
    {
        _block = block;
        _terms = terms;
        _target = plan.Target;
        _gradInput = gradInput;
        _volume = gradInput.Volume;
        nint stride = block.Width.Windows.Stride;
        _isInPlace = gradInput.WritesInPlace && (stride == 1 ? _volume.RowLength : block.Inner) >= Vector<T>.Count;
        nint rows = _isInPlace ? 0 : checked(block.Rows * block.Width.Steps * block.Inner);
        _phasePitch = rows + Phases.Slack<T>();
        _phases = new Scratch<T>(_isInPlace ? 0 : checked(_phasePitch * stride));
        _rows = new Scratch<T>(_isInPlace || stride == 1 ? 0 : checked((rows * stride) + Phases.Slack<T>()));
        _merging = new Scratch<T>(Phases.ScratchFor(stride, rows * stride));
    }

    /// <summary>Writes the gradient.</summary>
    public void Write()
    {
        Terms.Clear(0, _block.Length);
        for (nint batch = 0; batch < _target.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < _target.Channels.Length; channel++)
            {
                for (nint first = 0; first < _block.Height.Steps; first += _block.Rows)
                {
                    Fill(batch, channel, first);
                    Gather(batch, channel, first, nint.Min(first + _block.Rows, _block.Height.Steps));
                }
            }
        }
    }

    public void Dispose()
    {
        _phases.Dispose();
        _rows.Dispose();
        _merging.Dispose();
    }

    /// <summary>The terms without the copy that calls through a readonly field of unknown type make; they do not change.</summary>
    [UnscopedRef]
    private ref TTerms Terms => ref Unsafe.AsRef(in _terms);

    /// <summary>Puts a row of windows and those after it into the block, behind the last of those before.</summary>
    private void Fill(nint batch, nint channel, nint first)
    {
        nint end = nint.Max(first, nint.Min(first + _block.Rows, _block.Height.Windows.Count));
        nint before = _block.Height.Before * _block.Pitch;
        nint margin = _block.Width.Before * _block.Inner;
        for (nint depth = 0; depth < _block.Depth.Windows.Count; depth++)
        {
            nint start = _block.StartOf(depth);
            if (first == 0)
            {
                Terms.Clear(start, before);
            }
            else
            {
                Terms.Move(start + (_block.Rows * _block.Pitch), start, before);
            }

            nint offset = _block.OffsetOf(depth, 0);
            if (first < end)
            {
                Terms.Fill(new RowPlace(batch, channel, depth, first), end, offset, _block.Pitch);
            }

            Terms.Clear(offset - margin + ((end - first) * _block.Pitch), (first + _block.Rows - end) * _block.Pitch);
        }
    }

    private void Gather(nint batch, nint channel, nint first, nint end)
    {
        for (nint depthPhase = 0; depthPhase < _block.Depth.Windows.Stride; depthPhase++)
        {
            (nint firstDepth, nint endDepth) = _block.Depth.Inside(depthPhase, 0, _block.Depth.Steps);
            for (nint heightPhase = 0; heightPhase < _block.Height.Windows.Stride; heightPhase++)
            {
                (nint firstRow, nint endRow) = _block.Height.Inside(heightPhase, first, end);
                for (nint depth = firstDepth; firstRow < endRow && depth < endDepth; depth++)
                {
                    RowPlace place = new(
                        batch, channel, _block.Depth.ElementAt(depth, depthPhase), _block.Height.ElementAt(firstRow, heightPhase));
                    nint offset = _block.OffsetOf(depth, firstRow - first);
                    for (nint widthPhase = 0; widthPhase < _block.Width.Windows.Stride; widthPhase++)
                    {
                        _block.TermsOf(depthPhase, heightPhase, widthPhase, out ReadOnlySpan<nint> taps, out ReadOnlySpan<nint> positions);
                        if (_isInPlace)
                        {
                            SumInPlace(place, offset, endRow - firstRow, widthPhase, taps, positions);
                            continue;
                        }

                        nint length = _block.Width.Steps * _block.Inner;
                        ref T phase = ref _phases.Span[(int)(widthPhase * _phasePitch)];
                        Terms.Sum(offset, taps, positions, endRow - firstRow, _block.Pitch, length, ref phase, length);
                    }

                    if (!_isInPlace)
                    {
                        Merge(place, (int)(endRow - firstRow));
                    }
                }
            }
        }
    }

    private void SumInPlace(
        RowPlace place, nint offset, nint rows, nint widthPhase, ReadOnlySpan<nint> taps, ReadOnlySpan<nint> positions)
    {
        Slide slide = _block.Width.Windows;
        nint inner = _block.Inner;
        ref T to = ref MemoryMarshal.GetReference(_gradInput.Open(place));
        nint rowStep = _block.Height.Windows.Stride * _volume.Height.Stride;
        if (slide.Stride == 1)
        {
            nint before = offset + (slide.Before * inner);
            Terms.Sum(before, taps, positions, rows, _block.Pitch, _volume.RowLength, ref to, rowStep);
            return;
        }

        (nint first, nint end) = _block.Width.Inside(widthPhase, 0, _block.Width.Steps);
        to = ref Unsafe.Add(ref to, _block.Width.ElementAt(first, widthPhase) * inner);
        for (nint row = 0; row < rows; row++)
        {
            nint start = offset + (row * _block.Pitch) + (first * inner);
            Terms.Sum(
                start, taps, positions, end - first, inner, inner, ref Unsafe.Add(ref to, row * rowStep), slide.Stride * inner);
        }
    }

    /// <summary>Writes rows of which all phases along the width have been made.</summary>
    private void Merge(RowPlace place, int rows)
    {
        int stride = (int)_block.Width.Windows.Stride;
        int inner = (int)_block.Inner;
        int length = (int)(_block.Width.Steps * stride * inner);
        Span<T> merged = _phases.Span;
        if (stride > 1)
        {
            merged = _rows.Span;
            Phases.Merge(ref _phases.Span[0], _phasePitch, stride, inner, merged[..(rows * length)], _merging.Span);
        }

        ref T first = ref merged[(int)_block.Width.Windows.Before * inner];
        nint step = _block.Height.Windows.Stride;
        if (_gradInput.WritesInPlace)
        {
            ref T to = ref MemoryMarshal.GetReference(_gradInput.Open(place));
            LineCopy.Rows(ref first, length, ref to, step * _volume.Height.Stride, rows, (int)_volume.RowLength);
            return;
        }

        for (int row = 0; row < rows; row++)
        {
            RowPlace at = place with { Height = place.Height + (row * step) };
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref first, row * length), (int)_volume.RowLength).CopyTo(_gradInput.Open(at));
            _gradInput.Commit(at);
        }
    }
}

using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>Winners of windows that have few elements, written as values and as numbers of a convention.</summary>
internal readonly ref struct IndexedWinners<T, TLine, TCode, TExtreme>
    where T : INumber<T>
    where TLine : INumber<TLine>
    where TCode : INumber<TCode>
    where TExtreme : struct, IExtreme<T>
{
    private readonly Volume _target;
    private readonly Rows<T> _values;
    private readonly WindowWinners<T, TLine, TCode, TExtreme> _winners;
    private readonly WinnerNumbers<TCode> _numbers;
    private readonly int _length;
    private readonly bool _isInPlace;
    private readonly Scratch<TLine> _valueRows;
    private readonly Scratch<TCode> _codes;

    /// <param name="plan">The windows.</param>
    /// <param name="source">The input.</param>
    /// <param name="values">Where values go.</param>
    /// <param name="indices">Where numbers go.</param>
    /// <param name="map">The convention.</param>
    public IndexedWinners(PoolingPlan plan, in SourceRows<T> source, in Rows<T> values, in Rows<long> indices, in IndexMap map)
    {
        Numbering numbering = map.NumberingOf(0, 0);
        _target = plan.Target;
        _values = values;
        _winners = new WindowWinners<T, TLine, TCode, TExtreme>(source, plan, numbering.Scale);
        _numbers = new WinnerNumbers<TCode>(plan, numbering, map, indices);
        _length = (int)plan.Target.RowLength;

        // A row that is written over its end would write over what is not its own.
        _isInPlace = typeof(T) == typeof(TLine) && values.WritesInPlace && (_length >= Vector<TLine>.Count || !_winners.WritesOver);
        nint block = checked((nint)_winners.BlockRows * _length) + Vector<TLine>.Count;
        _valueRows = new Scratch<TLine>(_isInPlace ? 0 : block);
        _codes = new Scratch<TCode>(block);
    }

    /// <summary>Writes all planes.</summary>
    public void Write()
    {
        for (nint batch = 0; batch < _target.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < _target.Channels.Length; channel++)
            {
                Write(batch, channel);
            }
        }
    }

    /// <summary>Writes a plane.</summary>
    public void Write(nint batch, nint channel)
    {
        ref TCode codes = ref MemoryMarshal.GetReference(_codes.Span);
        for (nint first = 0; first < _target.Height.Length; first += _winners.BlockRows)
        {
            nint end = nint.Min(first + _winners.BlockRows, _target.Height.Length);
            _winners.Prepare(batch, channel, first);
            for (nint depth = 0; depth < _target.Depth.Length; depth++)
            {
                RowPlace place = new(batch, channel, depth, first);
                if (_isInPlace)
                {
                    ref TLine results = ref Unsafe.As<T, TLine>(ref MemoryMarshal.GetReference(_values.Open(place)));
                    _winners.Find(place, end, ref results, _values.Volume.Height.Stride, ref codes, _length);
                }
                else
                {
                    _winners.Find(place, end, ref MemoryMarshal.GetReference(_valueRows.Span), _length, ref codes, _length);
                    Commit(place, end);
                }

                _numbers.Write(place, end, ref codes);
            }
        }
    }

    public void Dispose()
    {
        _winners.Dispose();
        _numbers.Dispose();
        _valueRows.Dispose();
        _codes.Dispose();
    }

    private void Commit(RowPlace place, nint end)
    {
        Span<TLine> results = _valueRows.Span;
        for (; place.Height < end; place = place with { Height = place.Height + 1 })
        {
            if (typeof(T) == typeof(TLine))
            {
                MemoryMarshal.CreateSpan(ref Unsafe.As<TLine, T>(ref MemoryMarshal.GetReference(results)), _length).CopyTo(_values.Open(place));
            }
            else
            {
                TensorPrimitives.ConvertSaturating(results[.._length], _values.Open(place));
            }

            _values.Commit(place);
            results = results[_length..];
        }
    }
}

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
    private readonly Rows<long> _indices;
    private readonly WindowWinners<T, TLine, TCode, TExtreme> _winners;
    private readonly WinnerNumbers<TCode> _numbers;
    private readonly int _length;
    private readonly bool _keepsValues;
    private readonly bool _keepsNumbers;
    private readonly Scratch<TLine> _valueRows;
    private readonly Scratch<long> _numberRows;

    /// <param name="plan">The windows.</param>
    /// <param name="source">The input.</param>
    /// <param name="values">Where values go.</param>
    /// <param name="indices">Where numbers go.</param>
    /// <param name="map">The convention.</param>
    // A caller that had all of this would clear many more variables at each call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public IndexedWinners(PoolingPlan plan, in SourceRows<T> source, in Rows<T> values, in Rows<long> indices, in IndexMap map)
    {
        Numbering numbering = map.NumberingOf(0, 0);
        _target = plan.Target;
        _values = values;
        _indices = indices;
        _winners = new WindowWinners<T, TLine, TCode, TExtreme>(source, plan, numbering.Scale);
        _numbers = new WinnerNumbers<TCode>(plan, numbering, map);
        _length = (int)plan.Target.RowLength;

        // A row that is written over its end would write over what is not its own.
        bool staysInside = _length >= Vector<TLine>.Count || !_winners.WritesOver;
        _keepsValues = typeof(T) != typeof(TLine) || !values.WritesInPlace || !staysInside;
        _keepsNumbers = !indices.WritesInPlace || !staysInside;
        nint block = checked((nint)_winners.BlockRows * _length) + Vector<TLine>.Count;
        _valueRows = new Scratch<TLine>(_keepsValues ? block : 0);
        _numberRows = new Scratch<long>(_keepsNumbers ? block : 0);
    }

    /// <summary>Writes all planes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Write()
    {
        for (nint batch = 0; batch < _target.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < _target.Channels.Length; channel++)
            {
                for (nint first = 0; first < _target.Height.Length; first += BlockRows)
                {
                    Write(batch, channel, first);
                }
            }
        }
    }

    /// <summary>How many rows are written at a time.</summary>
    public int BlockRows => _winners.BlockRows;

    /// <summary>Writes some rows of a plane, at all depths.</summary>
    /// <param name="batch">The sample.</param>
    /// <param name="channel">The channel, where channels are planes.</param>
    /// <param name="first">The first row, a multiple of <see cref="BlockRows"/>.</param>
    public void Write(nint batch, nint channel, nint first)
    {
        nint end = nint.Min(first + BlockRows, _target.Height.Length);
        _winners.Prepare(batch, channel, first);
        for (nint depth = 0; depth < _target.Depth.Length; depth++)
        {
            RowPlace place = new(batch, channel, depth, first);
            ref TLine results = ref _keepsValues
                ? ref MemoryMarshal.GetReference(_valueRows.Span)
                : ref Unsafe.As<T, TLine>(ref MemoryMarshal.GetReference(_values.Open(place)));
            ref long numbers = ref MemoryMarshal.GetReference(_keepsNumbers ? _numberRows.Span : _indices.Open(place));
            NumberedCodes<TCode> writer = _numbers.Number(
                place, ref numbers, _keepsNumbers ? _length : _indices.Volume.Height.Stride);
            _winners.Find(place, end, ref results, _keepsValues ? _length : _values.Volume.Height.Stride, writer);
            Commit(place, end);
        }
    }

    public void Dispose()
    {
        _winners.Dispose();
        _numbers.Dispose();
        _valueRows.Dispose();
        _numberRows.Dispose();
    }

    /// <summary>Makes of results that are kept what they should be, where it should be.</summary>
    private void Commit(RowPlace place, nint end)
    {
        if (!_keepsValues && !_keepsNumbers && _numbers.AreFinal)
        {
            return;
        }

        Span<TLine> values = _valueRows.Span;
        Span<long> numbers = _numberRows.Span;
        for (; place.Height < end; place = place with { Height = place.Height + 1 })
        {
            if (_keepsValues)
            {
                CommitValues(place, values[.._length]);
                values = values[_length..];
            }

            Span<long> indices = _indices.Open(place);
            if (_keepsNumbers)
            {
                numbers[.._length].CopyTo(indices);
                numbers = numbers[_length..];
            }

            _numbers.Encode(place, indices);
            _indices.Commit(place);
        }
    }

    private void CommitValues(RowPlace place, Span<TLine> values)
    {
        if (typeof(T) == typeof(TLine))
        {
            MemoryMarshal.CreateSpan(ref Unsafe.As<TLine, T>(ref MemoryMarshal.GetReference(values)), _length).CopyTo(_values.Open(place));
        }
        else
        {
            TensorPrimitives.ConvertSaturating(values, _values.Open(place));
        }

        _values.Commit(place);
    }
}

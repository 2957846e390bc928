using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>Rows of winners, written as values and as numbers of a convention.</summary>
internal readonly ref struct IndexedRows<T>(Rows<T> values, Rows<long> indices, WinnerSearch<T> winners, IndexMap map, int inner, bool isFlat)
    : IOutputRows<T>
    where T : INumber<T>
{
    private readonly Rows<T> _values = values;
    private readonly Rows<long> _indices = indices;
    private readonly WinnerSearch<T> _winners = winners;
    private readonly IndexMap _map = map;

    /// <inheritdoc/>
    public ref T Origin => ref Unsafe.NullRef<T>();

    /// <inheritdoc/>
    public bool WritesInPlace => _values.WritesInPlace;

    /// <inheritdoc/>
    public bool IsStack => false;

    /// <inheritdoc/>
    public Span<T> Open(RowPlace place) => _values.Open(place);

    /// <inheritdoc/>
    public void Commit(RowPlace place)
    {
        Span<long> indices = _indices.Open(place);
        nint start = isFlat ? 0 : _map.NumberingOf(place.Batch, place.Channel).Start;
        _winners.Find(place, _values.Open(place), start, indices);
        _values.Commit(place);
        if (isFlat)
        {
            EncodeFlat(indices);
        }
        else if (!_map.IsEven)
        {
            // Where channels are planes, there is one inner element, and the place knows the channel.
            for (int i = 0; i < indices.Length; i++)
            {
                indices[i] = _map.Encode(place.Batch, place.Channel + (i % inner), (nint)indices[i]);
            }
        }

        _indices.Commit(place);
    }

    /// <summary>Encodes the winners of planes that lie one behind the other, one of each plane.</summary>
    private void EncodeFlat(Span<long> indices)
    {
        nint channels = _map.Channels;
        nint batch = 0;
        nint channel = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            nint inPlane = indices[i] < 0 ? -1 : (nint)indices[i] - (i * _map.Plane);
            indices[i] = _map.Encode(batch, channel, inPlane);
            if (++channel == channels)
            {
                channel = 0;
                batch++;
            }
        }
    }
}

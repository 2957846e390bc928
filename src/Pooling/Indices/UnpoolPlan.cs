using System.Numerics.Tensors;

namespace Pooling;

/// <summary>
/// Which elements of a pooled tensor belong to which of the unpooled one, by indices. Making one checks shapes.
/// </summary>
internal readonly struct UnpoolPlan
{
    private readonly IndexMap _map;
    private readonly Volume _indices;
    private readonly nint _indexedHeight;
    private readonly nint _indexedWidth;

    public UnpoolPlan(
        ReadOnlySpan<nint> pooledLengths,
        ReadOnlySpan<nint> pooledStrides,
        string pooled,
        in ReadOnlyTensorSpan<long> indices,
        ReadOnlySpan<nint> unpooledLengths,
        ReadOnlySpan<nint> unpooledStrides,
        string unpooled,
        DataFormat dataFormat,
        IndexConvention convention,
        ReadOnlySpan<nint> indexedSize)
    {
        Shape.CheckGlobalRank(pooledLengths, pooled);
        int rank = pooledLengths.Length - 2;
        Shape.CheckInput(pooledLengths, rank, dataFormat, pooled);
        Shape.CheckSame(indices.Lengths, pooledLengths, nameof(indices));
        Shape.CheckInput(unpooledLengths, rank, dataFormat, unpooled);
        Shape.CheckBatchAndChannels(unpooledLengths, pooledLengths, dataFormat, unpooled);

        Pooled = Volume.Of(pooledLengths, pooledStrides, dataFormat, byPlane: true);
        Unpooled = Volume.Of(unpooledLengths, unpooledStrides, dataFormat, byPlane: true);
        _indices = Volume.Of(indices.Lengths, indices.Strides, dataFormat, byPlane: true);

        ReadOnlySpan<nint> spatial = unpooledLengths.Slice(Shape.FirstSpatialAxis(dataFormat), rank);
        ReadOnlySpan<nint> indexed = indexedSize.IsEmpty ? spatial : indexedSize;
        Shape.CheckIndexedSize(indexed, spatial, nameof(indexedSize));
        _indexedWidth = indexed[^1];
        _indexedHeight = rank > 1 ? indexed[^2] : 1;
        _map = new IndexMap(
            convention,
            Unpooled.Batch.Length,
            Unpooled.ChannelCount,
            rank > 2 ? indexed[^3] : 1,
            _indexedHeight,
            _indexedWidth);
    }

    /// <summary>The tensor that the indices are of, with channels as planes.</summary>
    public Volume Pooled { get; }

    /// <summary>The tensor that the indices point into, with channels as planes.</summary>
    public Volume Unpooled { get; }

    /// <summary>Checks that every index is one of an element.</summary>
    /// <param name="indices">The indices.</param>
    /// <param name="mayBeNone">Whether -1 may stand for no element.</param>
    /// <param name="inOwnSample">Whether the element must be of the same sample.</param>
    public void CheckIndices(in ReadOnlyTensorSpan<long> indices, bool mayBeNone = false, bool inOwnSample = false)
    {
        Elements<long> numbers = Elements<long>.Of(indices, _indices);
        foreach (Correspondence pair in Of(indices))
        {
            long number = numbers[pair.Batch, pair.Channel, pair.Index];
            if (pair.ToIndex < 0 && !(mayBeNone && number == -1))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(indices),
                    number,
                    FormattableString.Invariant(
                        $"Expected indices from {(mayBeNone ? -1 : 0)} to {_map.Limit - 1}, but got {number} for element {pair.Index} of channel {pair.Channel} in sample {pair.Batch}."));
            }

            if (inOwnSample && pair.ToBatch != pair.Batch)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(indices),
                    number,
                    FormattableString.Invariant(
                        $"Expected indices of elements of the same sample, but got {number}, of sample {pair.ToBatch}, in sample {pair.Batch}."));
            }
        }
    }

    /// <summary>Every element of the pooled tensor, in the order of batch, channel and index.</summary>
    public Enumerator Of(in ReadOnlyTensorSpan<long> indices) => new(this, Elements<long>.Of(indices, _indices));

    /// <summary>An index in the plane that the indices count in, as one in the plane of the unpooled tensor.</summary>
    private nint InUnpooled(nint index)
    {
        (nint rest, nint width) = nint.DivRem(index, _indexedWidth);
        (nint depth, nint height) = nint.DivRem(rest, _indexedHeight);
        return (((depth * Unpooled.Height.Length) + height) * Unpooled.Width.Length) + width;
    }

    /// <summary>Goes through the elements of the pooled tensor.</summary>
    public ref struct Enumerator
    {
        private readonly UnpoolPlan _plan;
        private readonly Elements<long> _numbers;
        private readonly nint _plane;
        private nint _batch;
        private nint _channel;
        private nint _index;

        public Enumerator(UnpoolPlan plan, Elements<long> numbers)
        {
            _plan = plan;
            _numbers = numbers;
            _plane = plan.Pooled.Depth.Length * plan.Pooled.Height.Length * plan.Pooled.Width.Length;
            _index = -1;
        }

        public Correspondence Current { get; private set; }

        public readonly Enumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (++_index == _plane)
            {
                _index = 0;
                if (++_channel == _plan.Pooled.Channels.Length)
                {
                    _channel = 0;
                    _batch++;
                }
            }

            if (_batch >= _plan.Pooled.Batch.Length)
            {
                return false;
            }

            nint batch = _batch;
            nint channel = _channel;
            bool exists = _plan._map.TryDecode(_numbers[_batch, _channel, _index], ref batch, ref channel, out nint index);
            Current = new Correspondence(_batch, _channel, _index, batch, channel, exists ? _plan.InUnpooled(index) : -1);
            return true;
        }
    }
}

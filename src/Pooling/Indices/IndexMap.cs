namespace Pooling;

/// <summary>
/// The numbers that the elements of a tensor have by an <see cref="IndexConvention"/>. Inside the library an element is
/// known by its batch, channel and index in its plane.
/// </summary>
internal readonly struct IndexMap
{
    private readonly IndexConvention _convention;
    private readonly nint _batches;
    private readonly nint _channels;
    private readonly nint _depths;
    private readonly nint _heights;
    private readonly nint _widths;
    private readonly nint _plane;

    /// <param name="convention">The convention, checked here.</param>
    /// <param name="batches">The number of samples.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="depths">The length of the depth.</param>
    /// <param name="heights">The length of the height.</param>
    /// <param name="widths">The length of the width.</param>
    public IndexMap(
        IndexConvention convention, nint batches, nint channels, nint depths, nint heights, nint widths)
    {
        if (!Enum.IsDefined(convention))
        {
            throw new ArgumentOutOfRangeException(
                nameof(convention), convention, $"Expected one of {string.Join(", ", Enum.GetNames<IndexConvention>())}.");
        }

        _convention = convention;
        _batches = batches;
        _channels = channels;
        _depths = depths;
        _heights = heights;
        _widths = widths;
        _plane = checked(depths * heights * widths);
        _ = checked(batches * channels * _plane);
    }

    /// <summary>The numbers of the elements of a volume.</summary>
    public static IndexMap Of(IndexConvention convention, Volume volume) => new(
        convention,
        volume.Batch.Length,
        volume.ChannelCount,
        volume.Depth.Length,
        volume.Height.Length,
        volume.Width.Length);

    /// <summary>The number of channels.</summary>
    public nint Channels => _channels;

    /// <summary>The number of elements in a channel's plane.</summary>
    public nint Plane => _plane;

    /// <summary>Whether numbers grow evenly along a plane, as <see cref="NumberingOf"/> says.</summary>
    public bool IsEven => _convention != IndexConvention.TensorColumnMajor || _depths * _heights == 1;

    /// <summary>How the elements of a channel's plane are numbered, if evenly; else, their indices in the plane.</summary>
    public Numbering NumberingOf(nint batch, nint channel)
    {
        if (!IsEven)
        {
            return new Numbering(1, 0, 0);
        }

        return _convention switch
        {
            IndexConvention.Plane => new Numbering(1, 0, 0),
            IndexConvention.ChannelsLast => new Numbering(_channels, 1, channel),
            IndexConvention.ChannelsLastWithBatch => new Numbering(_channels, 1, (batch * _plane * _channels) + channel),
            _ => new Numbering(1, _plane, ((batch * _channels) + channel) * _plane),
        };
    }

    /// <summary>The number of an element.</summary>
    /// <param name="batch">Its sample.</param>
    /// <param name="channel">Its channel.</param>
    /// <param name="index">Its index in its plane; -1 for no element, whose number is -1 as well.</param>
    public long Encode(nint batch, nint channel, nint index)
    {
        if (index < 0)
        {
            return -1;
        }

        return _convention switch
        {
            IndexConvention.Plane => index,
            IndexConvention.Tensor => (((batch * _channels) + channel) * _plane) + index,
            IndexConvention.TensorColumnMajor => (((batch * _channels) + channel) * _plane) + ColumnMajor(index),
            IndexConvention.ChannelsLast => (index * _channels) + channel,
            _ => (((batch * _plane) + index) * _channels) + channel,
        };
    }

    /// <summary>Puts the numbers of elements of a channel's plane in the place of their indices.</summary>
    /// <param name="batch">The sample.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="indices">The indices in the plane; -1 stays as it is.</param>
    public void Encode(nint batch, nint channel, Span<long> indices)
    {
        if (_convention == IndexConvention.Plane)
        {
            return;
        }

        foreach (ref long index in indices)
        {
            index = Encode(batch, channel, (nint)index);
        }
    }

    /// <summary>Finds the element of a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="batch">The sample that counts where the convention leaves it out; the element's own otherwise.</param>
    /// <param name="channel">The channel, likewise.</param>
    /// <param name="index">The index of the element in its plane.</param>
    /// <returns>Whether there is such an element.</returns>
    public bool TryDecode(long number, ref nint batch, ref nint channel, out nint index)
    {
        nint limit = Limit;
        if (number < 0 || number >= limit)
        {
            index = -1;
            return false;
        }

        nint rest = (nint)number;
        switch (_convention)
        {
            case IndexConvention.Plane:
                index = rest;
                break;
            case IndexConvention.Tensor:
            case IndexConvention.TensorColumnMajor:
                (nint plane, index) = nint.DivRem(rest, _plane);
                (batch, channel) = nint.DivRem(plane, _channels);
                index = _convention == IndexConvention.Tensor ? index : RowMajor(index);
                break;
            case IndexConvention.ChannelsLast:
                (index, channel) = nint.DivRem(rest, _channels);
                break;
            default:
                (nint position, channel) = nint.DivRem(rest, _channels);
                (batch, index) = nint.DivRem(position, _plane);
                break;
        }

        return true;
    }

    /// <summary>The number after the largest.</summary>
    public nint Limit => _convention switch
    {
        IndexConvention.Plane => _plane,
        IndexConvention.ChannelsLast => _plane * _channels,
        _ => _batches * _channels * _plane,
    };

    private nint ColumnMajor(nint index)
    {
        (nint rest, nint width) = nint.DivRem(index, _widths);
        (nint depth, nint height) = nint.DivRem(rest, _heights);
        return depth + (_depths * (height + (_heights * width)));
    }

    private nint RowMajor(nint index)
    {
        (nint rest, nint depth) = nint.DivRem(index, _depths);
        (nint width, nint height) = nint.DivRem(rest, _heights);
        return (((depth * _heights) + height) * _widths) + width;
    }
}

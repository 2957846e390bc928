using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

/// <summary>
/// A gradient that is added up element by element, a part at a time, and then written in the type of the tensor's
/// elements. A part is written when the next is begun; <see cref="Complete"/> writes the last.
/// </summary>
/// <typeparam name="T">The type of the tensor's elements.</typeparam>
/// <typeparam name="TSum">The type in which gradients are added up.</typeparam>
internal readonly ref struct ScatteredGradient<T, TSum>
    where T : INumber<T>
    where TSum : INumber<TSum>
{
    /// <summary>Up to so many channels are looked through one by one where they come last.</summary>
    private const int FewChannels = 16;

    /// <summary>How many positions are looked through at a time there.</summary>
    private const int Near = 128;

    private readonly Rows<T> _gradInput;
    private readonly Volume _volume;
    private readonly Volume _packed;
    private readonly nint _channels;
    private readonly Scratch<TSum> _sums;
    private readonly Scratch<nint> _part;

    /// <param name="gradInput">Where the gradient goes.</param>
    /// <param name="volume">Its lengths and strides.</param>
    /// <param name="channels">The number of channels in a part, where channels are planes.</param>
    private ScatteredGradient(Rows<T> gradInput, Volume volume, nint channels)
    {
        _gradInput = gradInput;
        _volume = volume;
        _packed = volume.Packed();
        _channels = channels;
        _sums = new Scratch<TSum>(checked(channels * _packed.Channels.Stride));
        _sums.Span.Clear();
        _part = new Scratch<nint>(1);
        _part.Span[0] = 0;
    }

    /// <summary>A gradient whose parts are samples.</summary>
    public static ScatteredGradient<T, TSum> BySample(Rows<T> gradInput, Volume volume) =>
        new(gradInput, volume, volume.Channels.Length);

    /// <summary>A gradient whose parts are planes; with the channels, where they come last.</summary>
    public static ScatteredGradient<T, TSum> ByPlane(Rows<T> gradInput, Volume volume) => new(gradInput, volume, channels: 1);

    /// <summary>Adds to elements of a plane.</summary>
    /// <param name="batch">The sample, that of the last call or a later one.</param>
    /// <param name="channel">The channel where channels are planes, that of the last call or a later one.</param>
    /// <param name="numbers">The numbers of the elements in the plane and its channels; nothing is added for -1.</param>
    /// <param name="gradients">What to add to each.</param>
    public void Add(nint batch, nint channel, ReadOnlySpan<long> numbers, ReadOnlySpan<T> gradients)
    {
        Begin((batch * _volume.Channels.Length) + channel);
        int inner = (int)_packed.Inner.Length;
        if (inner > FewChannels)
        {
            Add(numbers, gradients, step: 1);
            return;
        }

        // Neighbors are those of the same channel; some of them at a time, so that all channels find them in the nearest cache.
        for (int first = 0; first < numbers.Length; first += Near * inner)
        {
            int length = int.Min(Near * inner, numbers.Length - first);
            for (int i = first; i < first + inner; i++)
            {
                Add(numbers[i..(first + length)], gradients[i..(first + length)], inner);
            }
        }
    }

    /// <summary>Adds some of the gradients to some of the elements.</summary>
    private void Add(ReadOnlySpan<long> numbers, ReadOnlySpan<T> gradients, int step)
    {
        Span<TSum> sums = _sums.Span;
        int i = 0;
        while (i < numbers.Length)
        {
            // Neighbors often have one winner: its sum goes through memory once for all of them.
            long number = numbers[i];
            TSum sum = TSum.CreateTruncating(gradients[i]);
            for (i += step; i < numbers.Length && numbers[i] == number; i += step)
            {
                sum += TSum.CreateTruncating(gradients[i]);
            }

            if (number >= 0)
            {
                sums[(int)number] += sum;
            }
        }
    }

    /// <summary>Adds to an element.</summary>
    /// <param name="batch">The sample, that of the last call or a later one.</param>
    /// <param name="channel">The channel, whether channels are planes or inner elements.</param>
    /// <param name="index">The index of the element in its plane; nothing is added for -1.</param>
    /// <param name="gradient">What to add.</param>
    public void Add(nint batch, nint channel, nint index, TSum gradient)
    {
        Begin(batch);
        if (index >= 0)
        {
            nint plane = _packed.Inner.Length == 1 ? channel * _packed.Channels.Stride : channel;
            _sums.Span[(int)(plane + (index * _packed.Inner.Length))] += gradient;
        }
    }

    /// <summary>Writes what has not been written yet.</summary>
    public void Complete() => Begin(Parts);

    private nint Parts => _volume.Batch.Length * _volume.Channels.Length / _channels;

    public void Dispose()
    {
        _sums.Dispose();
        _part.Dispose();
    }

    /// <summary>Writes all parts before one.</summary>
    private void Begin(nint part)
    {
        ref nint at = ref _part.Span[0];
        for (; at < part; at++)
        {
            (nint batch, nint channel) = nint.DivRem(at * _channels, _volume.Channels.Length);
            Write(batch, channel);
            if (at < Parts - 1)
            {
                _sums.Span.Clear();
            }
        }
    }

    private void Write(nint batch, nint firstChannel)
    {
        int length = (int)_volume.RowLength;
        ReadOnlySpan<TSum> rest = _sums.Span;
        for (nint channel = firstChannel; channel < firstChannel + _channels; channel++)
        {
            for (nint depth = 0; depth < _volume.Depth.Length; depth++)
            {
                for (nint height = 0; height < _volume.Height.Length; height++)
                {
                    RowPlace place = new(batch, channel, depth, height);
                    TensorPrimitives.ConvertSaturating(rest[..length], _gradInput.Open(place));
                    _gradInput.Commit(place);
                    rest = rest[length..];
                }
            }
        }
    }
}

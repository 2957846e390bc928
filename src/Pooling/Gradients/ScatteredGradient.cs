using System.Numerics;

namespace Pooling;

/// <summary>
/// A gradient that is added up element by element, a sample at a time, in <see cref="double"/>, and then written in the
/// type of the tensor's elements.
/// </summary>
internal readonly ref struct ScatteredGradient<T>
    where T : INumber<T>
{
    private readonly Rows<T> _gradInput;
    private readonly Volume _volume;
    private readonly Volume _packed;
    private readonly Scratch<double> _sums;

    public ScatteredGradient(Rows<T> gradInput, Volume volume)
    {
        _gradInput = gradInput;
        _volume = volume;
        _packed = volume.Packed();
        _sums = new Scratch<double>(_packed.Batch.Stride);
        _sums.Span.Clear();
    }

    /// <summary>Adds to an element of the sample at hand.</summary>
    /// <param name="channel">The channel, whether channels are planes or inner elements.</param>
    /// <param name="index">The index of the element in its plane; nothing is added for -1.</param>
    /// <param name="gradient">What to add.</param>
    public void Add(nint channel, nint index, double gradient)
    {
        if (index >= 0)
        {
            nint plane = _packed.Inner.Length == 1 ? channel * _packed.Channels.Stride : channel;
            _sums.Span[(int)(plane + (index * _packed.Inner.Length))] += gradient;
        }
    }

    /// <summary>Writes a sample, and starts the next with zeros.</summary>
    public void Write(nint batch)
    {
        int length = (int)_volume.RowLength;
        ReadOnlySpan<double> rest = _sums.Span;
        for (nint channel = 0; channel < _volume.Channels.Length; channel++)
        {
            for (nint depth = 0; depth < _volume.Depth.Length; depth++)
            {
                for (nint height = 0; height < _volume.Height.Length; height++)
                {
                    RowPlace place = new(batch, channel, depth, height);
                    Span<T> row = _gradInput.Open(place);
                    for (int i = 0; i < length; i++)
                    {
                        row[i] = T.CreateSaturating(rest[i]);
                    }

                    _gradInput.Commit(place);
                    rest = rest[length..];
                }
            }
        }

        _sums.Span.Clear();
    }

    public void Dispose() => _sums.Dispose();
}

namespace Pooling.Figures;

/// <summary>Writes bits, the lowest of each byte first, as the Deflate format has them.</summary>
internal sealed class BitWriter(Stream stream)
{
    private uint _pending;
    private int _count;

    /// <summary>Writes the lowest bits of a number, at most 16.</summary>
    public void Write(int bits, int count)
    {
        _pending |= (uint)bits << _count;
        _count += count;
        while (_count >= 8)
        {
            stream.WriteByte((byte)_pending);
            _pending >>= 8;
            _count -= 8;
        }
    }

    /// <summary>Fills up the last byte with zeros.</summary>
    public void Finish()
    {
        if (_count > 0)
        {
            stream.WriteByte((byte)_pending);
            _pending = 0;
            _count = 0;
        }
    }
}

using System.Buffers.Binary;

namespace Pooling.Figures;

/// <summary>Packs bytes in the zlib format (RFC 1950).</summary>
internal static class Zlib
{
    public static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        using var file = new MemoryStream();
        file.Write([0x78, 0x01]);
        Deflate.Compress(bytes, file);
        Span<byte> checksum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Adler32(bytes));
        file.Write(checksum);
        return file.ToArray();
    }

    private static uint Adler32(ReadOnlySpan<byte> bytes)
    {
        uint a = 1;
        uint b = 0;
        foreach (byte value in bytes)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }

        return (b << 16) | a;
    }
}

using System.Buffers.Binary;

namespace Pooling.Figures;

/// <summary>Wraps bytes in the zlib format (RFC 1950), as they are.</summary>
/// <remarks>
/// A saved notebook is compared with a fresh one byte by byte, and no compressor promises the same bytes on every
/// machine and runtime.
/// </remarks>
internal static class Zlib
{
    private const int LargestBlock = ushort.MaxValue;

    public static byte[] Store(ReadOnlySpan<byte> bytes)
    {
        using var file = new MemoryStream();
        file.Write([0x78, 0x01]);
        Span<byte> header = stackalloc byte[5];
        ReadOnlySpan<byte> rest = bytes;
        do
        {
            ReadOnlySpan<byte> block = rest[..int.Min(rest.Length, LargestBlock)];
            rest = rest[block.Length..];
            header[0] = rest.IsEmpty ? (byte)1 : (byte)0;
            BinaryPrimitives.WriteUInt16LittleEndian(header[1..], (ushort)block.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(header[3..], (ushort)~block.Length);
            file.Write(header);
            file.Write(block);
        }
        while (!rest.IsEmpty);

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

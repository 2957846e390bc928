using System.Buffers.Binary;

namespace Pooling.Figures;

/// <summary>Packs bytes in the zlib format (RFC 1950).</summary>
internal static class Zlib
{
    private const int LargestBlock = 65535;

    public static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        using var file = new MemoryStream();
        file.Write([0x78, 0x01]);
        Span<byte> number = stackalloc byte[4];
        for (int start = 0; start == 0 || start < bytes.Length; start += LargestBlock)
        {
            int length = Math.Min(LargestBlock, bytes.Length - start);
            file.WriteByte(start + length == bytes.Length ? (byte)1 : (byte)0);
            BinaryPrimitives.WriteUInt16LittleEndian(number, (ushort)length);
            BinaryPrimitives.WriteUInt16LittleEndian(number[2..], (ushort)~length);
            file.Write(number);
            file.Write(bytes.Slice(start, length));
        }

        BinaryPrimitives.WriteUInt32BigEndian(number, Adler32(bytes));
        file.Write(number);
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

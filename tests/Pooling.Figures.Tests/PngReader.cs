using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Pooling.Figures.Tests;

/// <summary>Decodes a PNG file by the standard, with the runtime's zlib.</summary>
internal sealed class PngReader
{
    public PngReader(string dataUri)
    {
        const string Prefix = "data:image/png;base64,";
        Assert.StartsWith(Prefix, dataUri, StringComparison.Ordinal);
        byte[] file = Convert.FromBase64String(dataUri[Prefix.Length..]);
        Assert.Equal(new byte[] { 137, 80, 78, 71, 13, 10, 26, 10 }, file[..8]);

        byte[] header = [];
        byte[] palette = [];
        byte[] alpha = [];
        using var data = new MemoryStream();
        int at = 8;
        while (at < file.Length)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            string type = Encoding.ASCII.GetString(file, at + 4, 4);
            byte[] content = file[(at + 8)..(at + 8 + length)];
            Assert.Equal(Crc(file.AsSpan(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            switch (type)
            {
                case "IHDR":
                    header = content;
                    break;
                case "PLTE":
                    palette = content;
                    break;
                case "tRNS":
                    alpha = content;
                    break;
                case "IDAT":
                    data.Write(content);
                    break;
            }

            at += length + 12;
        }

        Width = BinaryPrimitives.ReadInt32BigEndian(header);
        Height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        Assert.Equal(8, header[8]);
        data.Position = 0;
        using var inflated = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionMode.Decompress))
        {
            zlib.CopyTo(inflated);
        }

        Pixels = ToPixels(Unfilter(inflated.ToArray(), header[9] == 2 ? 3 : 1), header[9], palette, alpha);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Red, green, blue and alpha of each pixel, row by row.</summary>
    public (byte R, byte G, byte B, byte A)[] Pixels { get; }

    private byte[] Unfilter(byte[] rows, int channels)
    {
        int stride = Width * channels;
        Assert.Equal((stride + 1) * Height, rows.Length);
        byte[] pixels = new byte[stride * Height];
        for (int y = 0; y < Height; y++)
        {
            int filter = rows[y * (stride + 1)];
            for (int x = 0; x < stride; x++)
            {
                int a = x >= channels ? pixels[(y * stride) + x - channels] : 0;
                int b = y > 0 ? pixels[((y - 1) * stride) + x] : 0;
                int c = x >= channels && y > 0 ? pixels[((y - 1) * stride) + x - channels] : 0;
                int p = a + b - c;
                int paeth = Math.Abs(p - a) <= Math.Abs(p - b) && Math.Abs(p - a) <= Math.Abs(p - c) ? a
                    : Math.Abs(p - b) <= Math.Abs(p - c) ? b : c;
                int foretold = filter switch { 0 => 0, 1 => a, 2 => b, 3 => (a + b) / 2, 4 => paeth, _ => throw new InvalidDataException() };
                pixels[(y * stride) + x] = (byte)(rows[(y * (stride + 1)) + 1 + x] + foretold);
            }
        }

        return pixels;
    }

    private static (byte R, byte G, byte B, byte A)[] ToPixels(byte[] pixels, int colorType, byte[] palette, byte[] alpha) =>
        colorType switch
        {
            0 => [.. pixels.Select(gray => (gray, gray, gray, (byte)255))],
            2 => [.. pixels.Chunk(3).Select(rgb => (rgb[0], rgb[1], rgb[2], (byte)255))],
            3 =>
            [
                .. pixels.Select(i => (
                    palette[3 * i], palette[(3 * i) + 1], palette[(3 * i) + 2], i < alpha.Length ? alpha[i] : (byte)255)),
            ],
            _ => throw new InvalidDataException(),
        };

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}

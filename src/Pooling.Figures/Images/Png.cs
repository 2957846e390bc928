using System.Buffers.Binary;
using System.Text;

namespace Pooling.Figures;

/// <summary>Writes 8-bit PNG files. The same pixels give the same bytes on every machine and runtime.</summary>
internal static class Png
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly uint[] CrcTable = MakeCrcTable();

    private enum ColorType : byte
    {
        Gray = 0,
        Rgb = 2,
        Palette = 3,
    }

    /// <summary>A gray picture, one byte a pixel, row by row.</summary>
    public static byte[] Gray(int width, int height, ReadOnlySpan<byte> pixels) =>
        Write(width, height, ColorType.Gray, pixels, [], []);

    /// <summary>A color picture, three bytes a pixel, row by row.</summary>
    public static byte[] Rgb(int width, int height, ReadOnlySpan<byte> pixels) =>
        Write(width, height, ColorType.Rgb, pixels, [], []);

    /// <summary>A picture of at most 256 colors, one index a pixel, row by row.</summary>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="indices">The index into <paramref name="palette"/> of each pixel.</param>
    /// <param name="palette">The colors.</param>
    /// <param name="transparent">The index of the color that is see-through, if any.</param>
    public static byte[] Palette(
        int width, int height, ReadOnlySpan<byte> indices, ReadOnlySpan<Rgb> palette, int? transparent = null)
    {
        byte[] colors = new byte[palette.Length * 3];
        for (int i = 0; i < palette.Length; i++)
        {
            colors[3 * i] = palette[i].R;
            colors[(3 * i) + 1] = palette[i].G;
            colors[(3 * i) + 2] = palette[i].B;
        }

        byte[] alpha = [];
        if (transparent is { } index)
        {
            alpha = new byte[index + 1];
            alpha.AsSpan(0, index).Fill(255);
        }

        return Write(width, height, ColorType.Palette, indices, colors, alpha);
    }

    /// <summary>A PNG file as the address of itself, for <c>href</c>, <c>src</c> and Plotly's <c>source</c>.</summary>
    public static string ToDataUri(byte[] png) => "data:image/png;base64," + Convert.ToBase64String(png);

    /// <summary>The width and height of a PNG file given as a data address; zero for anything else.</summary>
    public static (int Width, int Height) SizeOf(string dataUri)
    {
        const string Prefix = "data:image/png;base64,";
        const int HeaderEnd = 24;
        byte[] start = new byte[HeaderEnd];
        if (!dataUri.StartsWith(Prefix, StringComparison.Ordinal) ||
            dataUri.Length < Prefix.Length + (HeaderEnd / 3 * 4) ||
            !Convert.TryFromBase64Chars(dataUri.AsSpan(Prefix.Length, HeaderEnd / 3 * 4), start, out _) ||
            !start.AsSpan().StartsWith(Signature))
        {
            return (0, 0);
        }

        return (
            BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(16)),
            BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(20)));
    }

    private static byte[] Write(
        int width,
        int height,
        ColorType colorType,
        ReadOnlySpan<byte> pixels,
        ReadOnlySpan<byte> palette,
        ReadOnlySpan<byte> alpha)
    {
        using var file = new MemoryStream();
        file.Write(Signature);

        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = (byte)colorType;
        header[10..].Clear();
        WriteChunk(file, "IHDR", header);
        if (!palette.IsEmpty)
        {
            WriteChunk(file, "PLTE", palette);
        }

        if (!alpha.IsEmpty)
        {
            WriteChunk(file, "tRNS", alpha);
        }

        int row = colorType == ColorType.Rgb ? 3 * width : width;
        WriteChunk(file, "IDAT", Zlib.Store(Unfiltered(pixels, row)));
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>The rows, each behind the number of its filter: 0, none.</summary>
    private static byte[] Unfiltered(ReadOnlySpan<byte> pixels, int row)
    {
        byte[] rows = new byte[pixels.Length + (pixels.Length / row)];
        Span<byte> next = rows;
        for (; !pixels.IsEmpty; pixels = pixels[row..], next = next[(row + 1)..])
        {
            pixels[..row].CopyTo(next[1..]);
        }

        return rows;
    }

    private static void WriteChunk(MemoryStream file, string type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);

        byte[] name = Encoding.ASCII.GetBytes(type);
        file.Write(name);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~UpdateCrc(UpdateCrc(uint.MaxValue, name), content));
        file.Write(number);
    }

    private static uint UpdateCrc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            crc = CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[] MakeCrcTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            }

            table[i] = crc;
        }

        return table;
    }
}

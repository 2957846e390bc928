using System.Runtime.InteropServices;

namespace Pooling.Figures.Svg;

/// <summary>
/// Reads Plotly's binary arrays: base64 of numbers in little-endian order, named as NumPy names its types.
/// </summary>
internal static class TypedArray
{
    /// <summary>The numbers; none if the type is unknown or the bytes are damaged.</summary>
    public static double[] Read(string? type, string? base64)
    {
        byte[] bytes = new byte[base64?.Length ?? 0];
        if (!Convert.TryFromBase64String(base64 ?? "", bytes, out int length))
        {
            return [];
        }

        bytes = bytes[..length];
        return type switch
        {
            "i1" or "int8" => Decode<sbyte>(bytes, value => value),
            "u1" or "uint8" or "u1c" or "uint8c" => Decode<byte>(bytes, value => value),
            "i2" or "int16" => Decode<short>(bytes, value => value),
            "u2" or "uint16" => Decode<ushort>(bytes, value => value),
            "i4" or "int32" => Decode<int>(bytes, value => value),
            "u4" or "uint32" => Decode<uint>(bytes, value => value),
            "f4" or "float32" => Decode<float>(bytes, value => value),
            "f8" or "float64" => Decode<double>(bytes, value => value),
            _ => [],
        };
    }

    private static double[] Decode<T>(byte[] bytes, Func<T, double> toDouble)
        where T : unmanaged
    {
        int size = Marshal.SizeOf<T>();
        double[] values = new double[bytes.Length / size];
        for (int i = 0; i < values.Length; i++)
        {
            Span<byte> element = bytes.AsSpan(i * size, size);
            if (!BitConverter.IsLittleEndian)
            {
                element.Reverse();
            }

            values[i] = toDouble(MemoryMarshal.Read<T>(element));
        }

        return values;
    }
}

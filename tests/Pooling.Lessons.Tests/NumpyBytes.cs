using System.Buffers.Binary;
using System.Text;

namespace Pooling.Lessons.Tests;

/// <summary>Files made by hand to NumPy's published format (NEP 1), independently of the reader.</summary>
internal static class NumpyBytes
{
    public static byte[] File(string description, string shape, byte[] elements, bool fortranOrder = false, int version = 1) =>
        WithHeader(
            $"{{'descr': '{description}', 'fortran_order': {(fortranOrder ? "True" : "False")}, 'shape': {shape}, }}",
            elements,
            version);

    public static byte[] WithHeader(string header, byte[] elements, int version = 1)
    {
        int lengthSize = version == 1 ? 2 : 4;

        // The elements begin at a multiple of 64, and the header ends with a line feed.
        int unpadded = 8 + lengthSize + Encoding.UTF8.GetByteCount(header) + 1;
        string padded = header + new string(' ', (64 - (unpadded % 64)) % 64) + "\n";
        byte[] text = Encoding.UTF8.GetBytes(padded);
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length[..lengthSize], .. text, .. elements];
    }
}

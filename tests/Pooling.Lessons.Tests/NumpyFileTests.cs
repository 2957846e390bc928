using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Lessons.Tests;

public sealed class NumpyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("camera.npy", new[] { 256, 256 }, 8_488_858, 200, 153)]
    [InlineData("astronaut.npy", new[] { 256, 256, 3 }, 27_322_421, 163, 252)]
    [InlineData("chelsea.npy", new[] { 300, 451, 3 }, 46_802_357, 143, 128)]
    public void The_photographs_have_the_shape_and_bytes_of_their_files(
        string name, int[] shape, long sum, int first, int last)
    {
        Tensor<byte> photo = NumpyFile.Load<byte>(DataFiles.PathOf(name));

        Assert.Equal(shape, photo.Lengths.ToArray().Select(length => (int)length));
        Assert.Equal(sum, photo.Sum(pixel => (long)pixel));
        Assert.Equal(first, photo.First());
        Assert.Equal(last, photo.Last());
    }

    [Fact]
    public void Bytes_can_be_read_as_floats()
    {
        Tensor<float> photo = NumpyFile.Load<float>(DataFiles.PathOf("camera.npy"));

        Assert.Equal(200f, photo[0, 0]);
        Assert.Equal(191f, photo[3, 232]);
    }

    [Fact]
    public void Every_kind_of_number_is_read_in_both_byte_orders()
    {
        Check<byte>("|b1", [0, 1], [0, 1]);
        Check<byte>("|u1", [0, 255], [0, 0xFF]);
        Check<sbyte>("|i1", [-128, 127], [0x80, 0x7F]);
        Check<ushort>("<u2", [1, 0xFF00], [1, 0, 0, 0xFF]);
        Check<ushort>(">u2", [1, 0xFF00], [0, 1, 0xFF, 0]);
        Check<short>("<i2", [-2, 256], [0xFE, 0xFF, 0, 1]);
        Check<short>(">i2", [-2, 256], [0xFF, 0xFE, 1, 0]);
        Check<uint>("<u4", [4_000_000_000], Bytes(4, 4_000_000_000, bigEndian: false));
        Check<uint>(">u4", [4_000_000_000], Bytes(4, 4_000_000_000, bigEndian: true));
        Check<int>("<i4", [int.MinValue], [0, 0, 0, 0x80]);
        Check<int>(">i4", [int.MinValue], [0x80, 0, 0, 0]);
        Check<ulong>("<u8", [ulong.MaxValue - 1], [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
        Check<ulong>(">u8", [ulong.MaxValue - 1], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE]);
        Check<long>("<i8", [-2], [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
        Check<long>(">i8", [-2], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE]);
        Check<Half>("<f2", [(Half)1.5, Half.NegativeInfinity], [0x00, 0x3E, 0x00, 0xFC]);
        Check<Half>(">f2", [(Half)1.5, Half.NegativeInfinity], [0x3E, 0x00, 0xFC, 0x00]);
        Check<float>("<f4", [1.5f, float.NaN], [0, 0, 0xC0, 0x3F, 0, 0, 0xC0, 0x7F]);
        Check<float>(">f4", [1.5f, float.NaN], [0x3F, 0xC0, 0, 0, 0x7F, 0xC0, 0, 0]);
        Check<double>("<f8", [-2], [0, 0, 0, 0, 0, 0, 0, 0xC0]);
        Check<double>(">f8", [-2], [0xC0, 0, 0, 0, 0, 0, 0, 0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_version_of_the_format_is_read(int version)
    {
        Tensor<byte> tensor = Load<byte>(NumpyBytes.File("|u1", "(2, 3)", [1, 2, 3, 4, 5, 6], version: version));

        Assert.Equal([2, 3], tensor.Lengths.ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6], tensor.ToArray());
    }

    [Fact]
    public void Fortran_order_comes_in_row_major_order()
    {
        // The matrix 1 2 3 / 4 5 6, written column by column.
        Tensor<byte> matrix = Load<byte>(NumpyBytes.File("|u1", "(2, 3)", [1, 4, 2, 5, 3, 6], fortranOrder: true));

        // The element at (i, j, k) of a (2, 3, 2) array is 100 i + 10 j + k.
        Tensor<byte> cube = Load<byte>(NumpyBytes.File(
            "|u1", "(2, 3, 2)", [0, 100, 10, 110, 20, 120, 1, 101, 11, 111, 21, 121], fortranOrder: true));

        Assert.Equal([1, 2, 3, 4, 5, 6], matrix.ToArray());
        Assert.Equal([0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121], cube.ToArray());
    }

    [Theory]
    [InlineData("()", new[] { 1 })]
    [InlineData("(1,)", new[] { 1 })]
    [InlineData("(1L, 1L)", new[] { 1, 1 })]
    [InlineData("(1,1,1,1,1)", new[] { 1, 1, 1, 1, 1 })]
    public void Arrays_of_any_number_of_axes_are_read(string shape, int[] expected)
    {
        Tensor<byte> tensor = Load<byte>(NumpyBytes.File("|u1", shape, [42]));

        Assert.Equal(expected, tensor.Lengths.ToArray().Select(length => (int)length));
        Assert.Equal([42], tensor.ToArray());
    }

    [Fact]
    public void An_array_without_elements_is_read()
    {
        Tensor<byte> tensor = Load<byte>(NumpyBytes.File("<u1", "(0, 3)", []));

        Assert.Equal([0, 3], tensor.Lengths.ToArray());
    }

    [Fact]
    public void Values_that_fit_are_converted_exactly()
    {
        Assert.Equal([1, 0], Load<int>(NumpyBytes.File("<f4", "(2,)", [0, 0, 0x80, 0x3F, 0, 0, 0, 0])).ToArray());
        Assert.Equal([-128, 127], Load<Half>(NumpyBytes.File("|i1", "(2,)", [0x80, 0x7F])).ToArray().Select(x => (int)x));
        Assert.Equal([127], Load<sbyte>(NumpyBytes.File("|u1", "(1,)", [127])).ToArray());
        Assert.True(double.IsNaN(Assert.Single(Load<double>(NumpyBytes.File("<f4", "(1,)", [0, 0, 0xC0, 0x7F])))));
    }

    [Fact]
    public void A_value_that_does_not_fit_is_an_error_that_names_it()
    {
        Refused<InvalidCastException>(
            () => Load<int>(NumpyBytes.File("<f4", "(1,)", [0, 0, 0xC0, 0x3F])), "value 1.5", "Int32", "load it as Single");
        Refused<InvalidCastException>(
            () => Load<sbyte>(NumpyBytes.File("|u1", "(1,)", [200])), "value 200", "SByte", "load it as Byte");
        Refused<InvalidCastException>(
            () => Load<byte>(NumpyBytes.File("|i1", "(1,)", [0xFF])), "value -1", "Byte", "load it as SByte");
        Refused<InvalidCastException>(
            () => Load<int>(NumpyBytes.File("<f4", "(1,)", [0, 0, 0xC0, 0x7F])), "value NaN", "Int32");
        Refused<InvalidCastException>(
            () => Load<float>(NumpyBytes.File("<i4", "(1,)", [1, 0, 0, 1])), "value 16777217", "Single");
        Refused<InvalidCastException>(
            () => Load<double>(NumpyBytes.File("<i8", "(1,)", [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F])),
            long.MaxValue.ToString(CultureInfo.InvariantCulture),
            "Double");
    }

    [Fact]
    public void A_file_that_is_not_of_the_format_is_an_error()
    {
        Refused<InvalidDataException>(() => Load<byte>([]), "is not a NumPy file");
        Refused<InvalidDataException>(() => Load<byte>("hello, world"u8.ToArray()), "is not a NumPy file");
        Refused<InvalidDataException>(
            () => NumpyFile.Load<byte>(DataFiles.PathOf("mnist-10k.npz")), "mnist-10k.npz", "use LoadArchive");
        Refused<NotSupportedException>(
            () => Load<byte>([0x93, .. "NUMPY"u8, 4, 0, 0, 0]), "version 4.0", "1.0 to 3.0");
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_an_error()
    {
        byte[] whole = NumpyBytes.File("<u2", "(2, 2)", [1, 0, 2, 0, 3, 0, 4, 0]);

        for (int length = 0; length < whole.Length; length++)
        {
            byte[] part = whole[..length];
            Assert.Throws<InvalidDataException>(() => Load<ushort>(part));
        }

        Refused<InvalidDataException>(() => Load<ushort>(whole[..^1]), "4 elements need 8 bytes, but 7 are left");
        Assert.Equal(4, Load<ushort>(whole).FlattenedLength);
    }

    [Theory]
    [InlineData("|O")]
    [InlineData("<c8")]
    [InlineData("<U5")]
    [InlineData("|S3")]
    [InlineData("<M8[ns]")]
    [InlineData("<f16")]
    [InlineData("<b2")]
    public void Elements_that_are_not_numbers_are_an_error(string description) =>
        Refused<NotSupportedException>(
            () => Load<byte>(NumpyBytes.File(description, "(1,)", new byte[32])), $"'{description}'", "can be read");

    [Fact]
    public void Structured_elements_are_an_error() =>
        Refused<NotSupportedException>(
            () => Load<byte>(NumpyBytes.WithHeader(
                "{'descr': [('x', '<f4'), ('y', '<f4')], 'fortran_order': False, 'shape': (1,), }", new byte[8])),
            "structured");

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{'descr': '|u1', 'fortran_order': False}")]
    [InlineData("{'descr': '|u1', 'fortran_order': 0, 'shape': (1,)}")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (-1,)}")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (1")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': 1}")]
    [InlineData("{'descr': '|u1, 'fortran_order': False, 'shape': (1,)}")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (1,)} x")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (1,), 'more': 1}")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999999999999,)}")]
    public void A_damaged_header_is_an_error(string header) =>
        Refused<InvalidDataException>(() => Load<byte>(NumpyBytes.WithHeader(header, [1])), "header");

    [Fact]
    public void An_impossible_shape_is_an_error_and_takes_no_memory()
    {
        Refused<InvalidDataException>(
            () => Load<byte>(NumpyBytes.File("|u1", "(4000000000, 4000000000)", [1])), "shape that is too large");
        Refused<InvalidDataException>(
            () => Load<byte>(NumpyBytes.File("|u1", "(2000000000,)", [1])), "2000000000 elements");
    }

    [Fact]
    public void A_missing_file_is_an_error_that_names_it() =>
        Refused<FileNotFoundException>(() => NumpyFile.Load<byte>(_folder.PathOf("nothing.npy")), "nothing.npy");

    private void Check<T>(string description, T[] expected, byte[] elements)
        where T : INumber<T> =>
        Assert.Equal(expected, Load<T>(NumpyBytes.File(description, $"({expected.Length},)", elements)).ToArray());

    private Tensor<T> Load<T>(byte[] file)
        where T : INumber<T> => NumpyFile.Load<T>(_folder.Write("test.npy", file));

    private static byte[] Bytes(int size, long value, bool bigEndian)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        byte[] used = bytes[..size];
        return bigEndian ? [.. used.Reverse()] : used;
    }

    private static void Refused<TException>(Func<object> action, params string[] message)
        where TException : Exception
    {
        TException error = Assert.Throws<TException>(action);
        Assert.All(message, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}

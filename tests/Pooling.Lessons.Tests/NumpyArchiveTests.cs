using System.IO.Compression;
using System.Numerics.Tensors;

namespace Pooling.Lessons.Tests;

public sealed class NumpyArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_digits_are_read_by_name()
    {
        NumpyArchive digits = NumpyFile.LoadArchive(DataFiles.PathOf("mnist-10k.npz"));
        Tensor<float> images = digits.Load<float>("x_test");
        Tensor<int> labels = digits.Load<int>("y_test");

        Assert.Equal(["x_train", "y_train", "x_test", "y_test"], digits.Names);
        Assert.Equal([2000, 28, 28], images.Lengths.ToArray());
        Assert.Equal(51_944_604, images.Sum(pixel => (double)pixel));
        Assert.Equal([1, 5, 1, 6, 0, 0, 0, 3, 5, 8], labels.Take(10));
        Assert.Equal([8000, 28, 28], digits.Load<byte>("x_train").Lengths.ToArray());
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Compressed_and_plain_archives_are_read(CompressionLevel compression)
    {
        string path = WriteArchive(compression, ("a.npy", NumpyBytes.File("<u2", "(2,)", [1, 0, 2, 0])));

        Assert.Equal([1, 2], NumpyFile.LoadArchive(path).Load<int>("a").ToArray());
    }

    [Fact]
    public void A_name_that_is_not_there_is_an_error_that_lists_those_that_are()
    {
        NumpyArchive digits = NumpyFile.LoadArchive(DataFiles.PathOf("mnist-10k.npz"));

        KeyNotFoundException error = Assert.Throws<KeyNotFoundException>(() => digits.Load<byte>("x_tset"));
        Assert.Contains("'x_tset'", error.Message, StringComparison.Ordinal);
        Assert.Contains("x_train, y_train, x_test, y_test", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_array_that_is_cut_off_is_an_error_that_names_it()
    {
        string path = WriteArchive(
            CompressionLevel.Optimal,
            ("good.npy", NumpyBytes.File("|u1", "(1,)", [1])),
            ("bad.npy", NumpyBytes.File("|u1", "(3,)", [1])));

        NumpyArchive archive = NumpyFile.LoadArchive(path);

        Assert.Equal([1], archive.Load<byte>("good").ToArray());
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => archive.Load<byte>("bad"));
        Assert.Contains("array 'bad' is cut off", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_an_archive_is_an_error()
    {
        string path = DataFiles.PathOf("camera.npy");

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => NumpyFile.LoadArchive(path));
        Assert.Contains("camera.npy is not an archive", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_reads_like_its_names() =>
        Assert.Equal(
            "mnist-10k.npz: x_train, y_train, x_test, y_test",
            NumpyFile.LoadArchive(DataFiles.PathOf("mnist-10k.npz")).ToString());

    private string WriteArchive(CompressionLevel compression, params (string Name, byte[] Content)[] entries)
    {
        string path = _folder.PathOf("test.npz");
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in entries)
        {
            using Stream stream = zip.CreateEntry(name, compression).Open();
            stream.Write(content);
        }

        return path;
    }
}

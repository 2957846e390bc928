using System.IO.Compression;
using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Lessons;

/// <summary>The arrays of a <c>.npz</c> file, by name. An array is read when it is asked for.</summary>
/// <remarks>The file is open only while something is read from it, so there is nothing to dispose of.</remarks>
public sealed class NumpyArchive
{
    private const string Extension = ".npy";

    private readonly string _path;

    internal NumpyArchive(string path)
    {
        _path = path;
        using ZipArchive zip = Open();
        Names = [.. zip.Entries.Select(entry => ArrayName(entry.FullName))];
    }

    /// <summary>The names of the arrays, in the order of the file.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads one array.</summary>
    /// <typeparam name="T">
    /// The type of the tensor's elements. It may differ from the file's when it holds every value exactly.
    /// </typeparam>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>A tensor of the array's shape.</returns>
    /// <exception cref="KeyNotFoundException">
    /// There is no array of this name; the message lists those there are.
    /// </exception>
    /// <exception cref="InvalidDataException">The array is not a whole <c>.npy</c> file.</exception>
    /// <exception cref="NotSupportedException">The array has elements of another kind, such as objects.</exception>
    /// <exception cref="InvalidCastException">A value does not fit <typeparamref name="T"/> exactly.</exception>
    public Tensor<T> Load<T>(string name)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(name);
        using ZipArchive zip = Open();
        ZipArchiveEntry entry = zip.Entries.FirstOrDefault(entry => ArrayName(entry.FullName) == name)
            ?? throw new KeyNotFoundException($"{_path} has no array '{name}'. It has {string.Join(", ", Names)}.");
        using Stream stream = entry.Open();
        return NumpyReader.Read<T>(stream, entry.Length, $"{_path}, array '{name}'");
    }

    /// <summary>The file and the names of its arrays.</summary>
    /// <returns>Text such as <c>mnist-10k.npz: x_train, y_train, x_test, y_test</c>.</returns>
    public override string ToString() => $"{Path.GetFileName(_path)}: {string.Join(", ", Names)}";

    private ZipArchive Open()
    {
        try
        {
            return ZipFile.OpenRead(_path);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{_path} is not an archive of arrays (.npz): {error.Message}", error);
        }
    }

    private static string ArrayName(string entry) =>
        entry.EndsWith(Extension, StringComparison.Ordinal) ? entry[..^Extension.Length] : entry;
}

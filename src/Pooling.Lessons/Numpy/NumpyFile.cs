using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Lessons;

/// <summary>Reads the files that NumPy's <c>np.save</c> and <c>np.savez</c> write.</summary>
/// <remarks>
/// Format versions 1.0 to 3.0 (NumPy's NEP 1), C and Fortran order, either byte order, elements <c>b1</c> (as 0 and 1),
/// <c>u1</c> to <c>u8</c>, <c>i1</c> to <c>i8</c>, <c>f2</c>, <c>f4</c> and <c>f8</c>. Tensors always come in row-major
/// order. .NET's tensors have at least one axis, so an array without axes comes with shape (1).
/// </remarks>
public static class NumpyFile
{
    /// <summary>Reads the array of a <c>.npy</c> file.</summary>
    /// <typeparam name="T">
    /// The type of the tensor's elements. It may differ from the file's when it holds every value exactly: bytes can be
    /// read as <see cref="float"/>.
    /// </typeparam>
    /// <param name="path">The file; relative to the current directory.</param>
    /// <returns>A tensor of the array's shape.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not a whole <c>.npy</c> file.</exception>
    /// <exception cref="NotSupportedException">The file holds elements of another kind, such as objects.</exception>
    /// <exception cref="InvalidCastException">A value does not fit <typeparamref name="T"/> exactly.</exception>
    public static Tensor<T> Load<T>(string path)
        where T : INumber<T>
    {
        using FileStream file = File.OpenRead(path);
        return NumpyReader.Read<T>(file, file.Length, path);
    }

    /// <summary>Opens a <c>.npz</c> archive of arrays.</summary>
    /// <param name="path">The file; relative to the current directory.</param>
    /// <returns>The names of the arrays; each array is read when it is asked for.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not a <c>.npz</c> archive.</exception>
    public static NumpyArchive LoadArchive(string path) => new(path);
}

using System.Numerics.Tensors;

namespace Pooling.Figures.Tests;

/// <summary>Tensors for tests.</summary>
internal static class Tensors
{
    /// <summary>The 4x4 matrix that the lessons begin with.</summary>
    public static Tensor<float> Article => Of<float>([3, 2, 0, 0, 0, 7, 1, 3, 5, 2, 3, 0, 0, 9, 2, 3], 4, 4);

    public static Tensor<float> ArticleImage => Tensor.Reshape(Article, [1, 4, 4, 1]);

    public static Tensor<T> Of<T>(T[] values, params nint[] lengths) => Tensor.Create(values, lengths);

    /// <summary>Numbers that look random but are the same on every run.</summary>
    public static Tensor<float> Noise(params nint[] lengths)
    {
        var random = new Random(7);
        nint count = lengths.Aggregate((nint)1, (product, length) => product * length);
        return Of(Enumerable.Range(0, (int)count).Select(_ => (float)Math.Round(random.NextDouble() * 10, 2)).ToArray(), lengths);
    }
}

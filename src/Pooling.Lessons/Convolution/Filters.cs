using System.Numerics.Tensors;

namespace Pooling.Lessons;

/// <summary>Well-known filters of shape (3, 3) for <see cref="Conv2D"/>.</summary>
public static class Filters
{
    /// <summary>Answers to vertical edges, positive where the picture gets brighter to the right (Sobel).</summary>
    public static Tensor<float> VerticalEdges => Tensor.Create<float>(
        [-1, 0, 1,
         -2, 0, 2,
         -1, 0, 1], [3, 3]);

    /// <summary>Answers to horizontal edges, positive where the picture gets brighter downwards (Sobel).</summary>
    public static Tensor<float> HorizontalEdges => Tensor.Create<float>(
        [-1, -2, -1,
          0,  0,  0,
          1,  2,  1], [3, 3]);

    /// <summary>Answers to edges of every direction, and to single points (Laplace).</summary>
    public static Tensor<float> Outline => Tensor.Create<float>(
        [-1, -1, -1,
         -1,  8, -1,
         -1, -1, -1], [3, 3]);

    /// <summary>Blurs: a weighted average of each element and its neighbors (binomial).</summary>
    public static Tensor<float> Blur => Tensor.Create<float>(
        [1 / 16f, 2 / 16f, 1 / 16f,
         2 / 16f, 4 / 16f, 2 / 16f,
         1 / 16f, 2 / 16f, 1 / 16f], [3, 3]);
}

using System.Numerics.Tensors;

namespace Pooling.Lessons;

/// <summary>Activation functions, with the names of <c>keras.activations</c>.</summary>
public static class Activations
{
    /// <summary>Sets negative values to 0 and leaves the others: <c>max(x, 0)</c>. NaN stays NaN.</summary>
    /// <param name="x">A tensor of any shape.</param>
    /// <returns>A new tensor of the same shape.</returns>
    public static Tensor<float> ReLU(Tensor<float> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Tensor.Max(x.AsReadOnlyTensorSpan(), 0f);
    }
}

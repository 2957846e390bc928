using System.Numerics;
using System.Numerics.Tensors;
using System.Text.Json;

namespace Pooling;

/// <summary>A layer that picks the largest or the smallest element of each window, and can say where it is.</summary>
public abstract class ExtremePoolingLayer : WindowPoolingLayer
{
    private protected ExtremePoolingLayer(PoolingWindow window, DataFormat dataFormat, NaNPolicy nanPolicy)
        : base(window, dataFormat)
    {
        Pool.CheckPolicy(nanPolicy);
        NaNPolicy = nanPolicy;
    }

    /// <summary>What a NaN does.</summary>
    public NaNPolicy NaNPolicy { get; }

    /// <summary>Pools a tensor and says where each output comes from.</summary>
    /// <remarks>
    /// Of equal elements the index is that of the first; where a NaN wins, of the window's last NaN; where no element
    /// wins, -1. PyTorch <c>return_indices</c>, ONNX <c>Indices</c>, TensorFlow <c>max_pool_with_argmax</c>.
    /// </remarks>
    /// <typeparam name="T">The type of the elements: any floating-point or integer type.</typeparam>
    /// <param name="input">A tensor as <see cref="PoolingLayer.Forward"/> takes it.</param>
    /// <param name="convention">How the elements of the input are numbered.</param>
    /// <returns>Two new tensors of the shape that <see cref="PoolingLayer.ComputeOutputShape"/> gives.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="input"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such <paramref name="convention"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> is none that <see cref="PoolingLayer.Forward"/> takes.
    /// </exception>
    public (Tensor<T> Output, Tensor<long> Indices) ForwardWithIndices<T>(
        Tensor<T> input, IndexConvention convention = IndexConvention.Plane)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(input);
        nint[] shape = OutputShape(input.Lengths, nameof(input));
        Tensor<T> output = Shape.NewTensor<T>(shape);
        Tensor<long> indices = Shape.NewTensor<long>(shape);
        RunWithIndices(input.AsReadOnlyTensorSpan(), output.AsTensorSpan(), indices.AsTensorSpan(), convention);
        return (output, indices);
    }

    private protected override string SettingsText => NaNPolicy == NaNPolicy.Ignore ? ", NaN ignored" : "";

    private protected override void WriteConfig(Utf8JsonWriter config)
    {
        base.WriteConfig(config);
        if (NaNPolicy != NaNPolicy.Propagate)
        {
            config.WriteName("nan_policy", SettingNames.NaNPolicies, NaNPolicy);
        }
    }

    private protected abstract void RunWithIndices<T>(
        in ReadOnlyTensorSpan<T> input,
        in TensorSpan<T> destination,
        in TensorSpan<long> indices,
        IndexConvention convention)
        where T : INumber<T>;
}

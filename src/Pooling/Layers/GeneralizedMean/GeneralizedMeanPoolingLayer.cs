using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;

namespace Pooling;

/// <summary>A layer that gives the generalized mean of each window, such as <see cref="GlobalGeneralizedMeanPooling2D"/>.</summary>
public abstract class GeneralizedMeanPoolingLayer : WindowPoolingLayer
{
    private protected GeneralizedMeanPoolingLayer(PoolingWindow window, DataFormat dataFormat, double p, double epsilon)
        : base(window, dataFormat)
    {
        _ = new GeneralizedMeanOperator<double>(window, p, epsilon);
        P = p;
        Epsilon = epsilon;
    }

    /// <summary>The power.</summary>
    public double P { get; }

    /// <summary>What smaller elements are raised to.</summary>
    public double Epsilon { get; }

    private protected override string SettingsText =>
        string.Create(CultureInfo.InvariantCulture, $", p: {P}, epsilon: {Epsilon}");

    private protected override void WriteConfig(Utf8JsonWriter config)
    {
        base.WriteConfig(config);
        config.WriteNumber("p", P);
        config.WriteNumber("epsilon", Epsilon);
    }

    private protected override void Run<T>(in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination) =>
        Pool.GeneralizedMean(input, Window, P, DataFormat, destination, Epsilon);

    private protected override void RunBackward<T>(
        in ReadOnlyTensorSpan<T> input, in ReadOnlyTensorSpan<T> gradOutput, in TensorSpan<T> gradInput) =>
        Pool.GeneralizedMeanBackward(input, gradOutput, Window, P, DataFormat, gradInput, Epsilon);
}

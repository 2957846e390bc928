using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;

namespace Pooling;

/// <summary>
/// A layer that picks an element of each window at random, or gives the expected value of that, such as
/// <see cref="StochasticPooling2D"/>.
/// </summary>
public abstract class StochasticPoolingLayer : WindowPoolingLayer
{
    private protected StochasticPoolingLayer(PoolingWindow window, DataFormat dataFormat, int? seed)
        : base(window, dataFormat)
    {
        Seed = seed;
    }

    /// <summary>What the picks follow from; null for the expected value.</summary>
    public int? Seed { get; }

    private protected override string SettingsText =>
        Seed is { } seed ? string.Create(CultureInfo.InvariantCulture, $", seed: {seed}") : ", expected value";

    private protected override void WriteConfig(Utf8JsonWriter config)
    {
        base.WriteConfig(config);
        if (Seed is { } seed)
        {
            config.WriteNumber("seed", seed);
        }
    }

    private protected override void Run<T>(in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination)
    {
        if (Seed is { } seed)
        {
            Pool.Stochastic(input, Window, seed, DataFormat, destination);
        }
        else
        {
            Pool.StochasticExpected(input, Window, DataFormat, destination);
        }
    }

    private protected override void RunBackward<T>(
        in ReadOnlyTensorSpan<T> input, in ReadOnlyTensorSpan<T> gradOutput, in TensorSpan<T> gradInput)
    {
        if (Seed is { } seed)
        {
            Pool.StochasticBackward(input, gradOutput, Window, seed, DataFormat, gradInput);
        }
        else
        {
            Pool.StochasticExpectedBackward(input, gradOutput, Window, DataFormat, gradInput);
        }
    }
}

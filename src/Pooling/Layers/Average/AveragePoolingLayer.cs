using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;

namespace Pooling;

/// <summary>A layer that gives the average of each window, such as <see cref="AveragePooling2D"/>.</summary>
public abstract class AveragePoolingLayer : WindowPoolingLayer
{
    private protected AveragePoolingLayer(PoolingWindow window, DataFormat dataFormat, bool countIncludePad, int? divisorOverride)
        : base(window, dataFormat)
    {
        _ = new Divisor(window, countIncludePad, divisorOverride);
        CountIncludePad = countIncludePad;
        DivisorOverride = divisorOverride;
    }

    /// <summary>Whether the divisor counts positions in the padding.</summary>
    public bool CountIncludePad { get; }

    /// <summary>A divisor for all windows; null for the number of positions.</summary>
    public int? DivisorOverride { get; }

    private protected override string SettingsText =>
        (CountIncludePad ? ", padding counted" : "")
        + (DivisorOverride is { } divisor ? string.Create(CultureInfo.InvariantCulture, $", divisor: {divisor}") : "");

    private protected override void WriteConfig(Utf8JsonWriter config)
    {
        base.WriteConfig(config);
        config.WriteFlag("count_include_pad", CountIncludePad);
        if (DivisorOverride is { } divisor)
        {
            config.WriteNumber("divisor_override", divisor);
        }
    }

    private protected override void Run<T>(in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination) =>
        Pool.Average(input, Window, DataFormat, destination, CountIncludePad, DivisorOverride);

    private protected override void RunBackward<T>(
        in ReadOnlyTensorSpan<T> input, in ReadOnlyTensorSpan<T> gradOutput, in TensorSpan<T> gradInput) =>
        Pool.AverageBackward(gradOutput, Window, DataFormat, gradInput, CountIncludePad, DivisorOverride);
}

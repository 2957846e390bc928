using System.Text.Json;

namespace Pooling;

/// <summary>A layer that makes one output of each window.</summary>
public abstract class WindowPoolingLayer : PoolingLayer
{
    private protected WindowPoolingLayer(PoolingWindow window, DataFormat dataFormat)
        : base(window.Rank, dataFormat)
    {
        Window = window;
    }

    /// <summary>Where the windows lie.</summary>
    public PoolingWindow Window { get; }

    /// <summary>The layer and its settings.</summary>
    /// <returns>Text such as <c>MaxPooling2D(poolSize: 2x2, strides: 2x2, padding: valid, channels last)</c>.</returns>
    public override string ToString() => $"{GetType().Name}({Window}{SettingsText}, {DataFormatText})";

    /// <summary>The settings besides window and data format, each after a comma.</summary>
    private protected virtual string SettingsText => "";

    private protected override nint[] OutputShape(ReadOnlySpan<nint> inputShape, string argument) =>
        Window.OutputShape(inputShape, DataFormat, argument);

    private protected override void WriteConfig(Utf8JsonWriter config)
    {
        config.WriteWindow(Window);
        config.WriteName("data_format", SettingNames.DataFormats, DataFormat);
    }

    /// <summary>Gives a window back that has the rank of the layer.</summary>
    private protected static PoolingWindow RankChecked(PoolingWindow window, int rank)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (window.Rank != rank)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Expected a window along {rank} spatial axes, but got one along {window.Rank}: {window}."),
                nameof(window));
        }

        return window;
    }
}

namespace Pooling;

public sealed partial class RoiMaxPooling2D
{
    /// <summary>The layer as a configuration in JSON, in the style of <see cref="PoolingLayer.ToJson"/>.</summary>
    /// <remarks>The settings are <c>output_size</c>, <c>spatial_scale</c> and <c>data_format</c>.</remarks>
    /// <returns>JSON on one line, without spaces.</returns>
    public string ToJson() => LayerText.Write(nameof(RoiMaxPooling2D), config =>
    {
        config.WriteNumbers<int>("output_size", [OutputSize.Height, OutputSize.Width]);
        config.WriteNumber("spatial_scale", SpatialScale);
        config.WriteName("data_format", SettingNames.DataFormats, DataFormat);
    });

    /// <summary>The layer that a configuration in JSON describes, by the rules of <see cref="PoolingLayer.FromJson"/>.</summary>
    /// <param name="json">An object with <c>class_name</c> and <c>config</c>.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="json"/> is not JSON, or describes no such layer: another class, an unknown setting, or one that is
    /// missing, twice there, of another type or out of range.
    /// </exception>
    public static RoiMaxPooling2D FromJson(string json) =>
        LayerText.Read<RoiMaxPooling2D>(json, className => className == nameof(RoiMaxPooling2D) ? Create : null, nameof(RoiMaxPooling2D));

    private static RoiMaxPooling2D Create(ConfigReader config) =>
        new(config.Size2D("output_size"), config.Number("spatial_scale", 1), config.DataFormat());
}

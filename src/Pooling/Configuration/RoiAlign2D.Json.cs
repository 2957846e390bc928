namespace Pooling;

public sealed partial class RoiAlign2D
{
    /// <summary>The layer as a configuration in JSON, in the style of <see cref="PoolingLayer.ToJson"/>.</summary>
    /// <remarks>
    /// The settings are <c>output_size</c>, <c>mode</c> (<c>"average"</c>, <c>"max"</c>, <c>"max_of_corners"</c>),
    /// <c>coordinates</c> (<c>"half_pixel"</c>, <c>"output_half_pixel"</c>), <c>sampling_ratio</c>,
    /// <c>spatial_scale</c> and <c>data_format</c>.
    /// </remarks>
    /// <returns>JSON on one line, without spaces.</returns>
    public string ToJson() => LayerText.Write(nameof(RoiAlign2D), config =>
    {
        config.WriteNumbers<int>("output_size", [OutputSize.Height, OutputSize.Width]);
        config.WriteName("mode", SettingNames.RoiAlignModes, Mode);
        config.WriteName("coordinates", SettingNames.RoiCoordinates, Coordinates);
        config.WriteNumber("sampling_ratio", SamplingRatio);
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
    public static RoiAlign2D FromJson(string json) =>
        LayerText.Read<RoiAlign2D>(json, className => className == nameof(RoiAlign2D) ? Create : null, nameof(RoiAlign2D));

    private static RoiAlign2D Create(ConfigReader config) => new(
        config.Size2D("output_size"),
        config.Named("mode", SettingNames.RoiAlignModes, RoiAlignMode.Average),
        config.Named("coordinates", SettingNames.RoiCoordinates, RoiCoordinates.HalfPixel),
        config.IntegerOrNull("sampling_ratio") ?? 0,
        config.Number("spatial_scale", 1),
        config.DataFormat());
}

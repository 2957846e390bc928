namespace Pooling;

public abstract partial class MaxUnpoolingLayer
{
    /// <summary>The layer as a configuration in JSON, in the style of <see cref="PoolingLayer.ToJson"/>.</summary>
    /// <remarks>The settings are <c>pool_size</c>, <c>padding</c>, <c>strides</c> and <c>data_format</c>.</remarks>
    /// <returns>JSON on one line, without spaces.</returns>
    public string ToJson() => LayerText.Write(GetType().Name, config =>
    {
        config.WriteWindow(Window);
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
    /// <exception cref="OverflowException">The window spans more positions than can be counted.</exception>
    public static MaxUnpoolingLayer FromJson(string json) => LayerText.Read(json, Find, nameof(MaxUnpooling2D));

    private static Func<ConfigReader, MaxUnpoolingLayer>? Find(string className) => className switch
    {
        nameof(MaxUnpooling1D) => config => new MaxUnpooling1D(config.UnpoolingWindow(1), config.DataFormat()),
        nameof(MaxUnpooling2D) => config => new MaxUnpooling2D(config.UnpoolingWindow(2), config.DataFormat()),
        nameof(MaxUnpooling3D) => config => new MaxUnpooling3D(config.UnpoolingWindow(3), config.DataFormat()),
        _ => null,
    };
}

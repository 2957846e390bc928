using System.Text.Json;

namespace Pooling;

public abstract partial class PoolingLayer
{
    /// <summary>The layer as a configuration in JSON, as Keras writes them.</summary>
    /// <remarks>
    /// <para>
    /// An object with <c>class_name</c> and <c>config</c>, and for layers that Keras has with <c>module</c>, so that
    /// <c>keras.layers.deserialize</c> reads it. Settings that Keras has are always written, with its names and values.
    /// Settings that Keras's layer of this name lacks are written only where they are not the default, and Keras then
    /// refuses the text instead of dropping them: <c>dilation</c> (as <c>pool_size</c>), <c>ceil_mode</c>,
    /// <c>padding</c> as <c>"same_lower"</c> or <c>{"begin": [...], "end": [...]}</c>, <c>padding_zeros</c>,
    /// <c>nan_policy</c> (<c>"ignore"</c>), <c>count_include_pad</c>, <c>divisor_override</c>.
    /// </para>
    /// <para>
    /// Layers that Keras lacks have their other settings as well: <c>p</c>, <c>rule</c> (<c>"onnx"</c>,
    /// <c>"pytorch"</c>), <c>epsilon</c>, <c>seed</c>, <c>filter_size</c>, <c>blur_padding</c> (<c>"reflect"</c>,
    /// <c>"replicate"</c>, <c>"zero"</c>), <c>levels</c>; fractional ones <c>pool_size</c>, <c>output_size</c> or
    /// <c>output_ratio</c>, <c>seed</c> or <c>samples</c> (<c>{"shape": [...], "data": [...]}</c>), or
    /// <c>pooling_ratio</c>, <c>seed</c>, <c>pseudo_random</c>, <c>overlapping</c>, or <c>bounds</c>,
    /// <c>overlapping</c>.
    /// </para>
    /// <para>Lists have an entry for each spatial axis. Numbers read back exactly.</para>
    /// </remarks>
    /// <returns>JSON on one line, without spaces.</returns>
    /// <example>
    /// <code>
    /// string json = new MaxPooling2D(poolSize: 3, strides: 2, Padding.Same).ToJson();
    /// MaxPooling2D same = (MaxPooling2D)PoolingLayer.FromJson(json);
    /// </code>
    /// </example>
    public string ToJson() => LayerText.Write(GetType().Name, WriteConfig);

    /// <summary>The layer that a configuration in JSON describes: one of <see cref="ToJson"/> or of Keras 3.</summary>
    /// <remarks>
    /// <para>
    /// Reads what <c>keras.saving.serialize_keras_object</c> writes and what <see cref="ToJson"/> lists. Where a setting
    /// is missing its default holds: pool size 2, strides of the pool size, padding valid, channels last. A whole number
    /// stands for the same along every axis. Classes may have Keras's short names, such as <c>MaxPool2D</c>.
    /// </para>
    /// <para>
    /// What says nothing of pooling is passed over: <c>module</c>, <c>registered_name</c>, <c>build_config</c>,
    /// <c>name</c>, <c>inbound_nodes</c> and <c>shared_object_id</c> beside the configuration, <c>name</c>,
    /// <c>trainable</c> and <c>dtype</c> in it. Anything else that is unknown is an error.
    /// </para>
    /// </remarks>
    /// <param name="json">An object with <c>class_name</c> and <c>config</c>.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="json"/> is not JSON, or describes no layer of this library: an unknown class or setting, or one
    /// that is missing, twice there, of another type or out of range.
    /// </exception>
    /// <exception cref="OverflowException">The window spans more positions than can be counted.</exception>
    public static PoolingLayer FromJson(string json) =>
        LayerText.Read(json, LayerTable.Find, nameof(MaxPooling2D));

    /// <summary>
    /// Writes the settings with Keras's names; those that Keras's layer of this name lacks only where they are not the
    /// default.
    /// </summary>
    private protected abstract void WriteConfig(Utf8JsonWriter config);
}

namespace Pooling;

/// <summary>The largest element of windows at random places, for sequences, such as signals and text.</summary>
/// <remarks>
/// <para>Input: <c>(batch, steps, channels)</c>, or with channels first <c>(batch, channels, steps)</c>.</para>
/// <para>Output: the same shape with the spatial lengths replaced by the number of windows.</para>
/// <para>
/// <see cref="FractionalWindow"/> has the rule for PyTorch's windows, which differ by sample and channel, and
/// <see cref="FractionalRegionsWindow"/> that for TensorFlow's regions, which do not. Every call gives the same
/// windows: there is no hidden state.
/// </para>
/// <para>
/// Graham 2014, "Fractional Max-Pooling"; PyTorch <c>FractionalMaxPool2d</c> and <c>3d</c>, TensorFlow
/// <c>fractional_max_pool</c>.
/// </para>
/// </remarks>
public sealed class FractionalMaxPooling1D : MaxPoolingLayer
{
    /// <summary>Creates the layer with PyTorch's windows, at places that follow from a seed.</summary>
    /// <param name="poolSize">The size of the window, at least 1.</param>
    /// <param name="outputSize">The number of outputs, at least 1.</param>
    /// <param name="seed">What the random places follow from: the same seed gives the same result everywhere.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public FractionalMaxPooling1D(
        int poolSize,
        int outputSize,
        int seed,
        DataFormat dataFormat = DataFormat.ChannelsLast)
        : this(PoolingWindow.Fractional([poolSize], [outputSize], seed), dataFormat)
    {
    }

    /// <summary>Creates the layer with PyTorch's windows, such as at given random places.</summary>
    /// <param name="window">The window, with 1 spatial axis.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <exception cref="ArgumentNullException"><paramref name="window"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="window"/> is for another number of axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such <paramref name="dataFormat"/>.</exception>
    public FractionalMaxPooling1D(
        FractionalWindow window,
        DataFormat dataFormat = DataFormat.ChannelsLast)
        : this((PoolingWindow)window, dataFormat)
    {
    }

    /// <summary>Creates the layer with TensorFlow's regions.</summary>
    /// <param name="window">The window, with 1 spatial axis.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <exception cref="ArgumentNullException"><paramref name="window"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="window"/> is for another number of axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such <paramref name="dataFormat"/>.</exception>
    public FractionalMaxPooling1D(
        FractionalRegionsWindow window,
        DataFormat dataFormat = DataFormat.ChannelsLast)
        : this((PoolingWindow)window, dataFormat)
    {
    }

    /// <summary>Creates the layer with regions that start and end where the caller says.</summary>
    /// <param name="window">The window, with 1 spatial axis.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <exception cref="ArgumentNullException"><paramref name="window"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="window"/> is for another number of axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such <paramref name="dataFormat"/>.</exception>
    public FractionalMaxPooling1D(
        RegionsWindow window,
        DataFormat dataFormat = DataFormat.ChannelsLast)
        : this((PoolingWindow)window, dataFormat)
    {
    }

    internal FractionalMaxPooling1D(PoolingWindow window, DataFormat dataFormat)
        : base(RankChecked(window, 1), dataFormat, NaNPolicy.Propagate)
    {
    }
}

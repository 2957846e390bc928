using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Figures;

public sealed partial class Figure
{
    private const int MostSteps = 256;

    /// <summary>
    /// An animation of a pooling layer: the window slides over the input, and the output fills cell by cell. The live
    /// chart has a play button, a pause button and a slider; the picture plays by itself.
    /// </summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="input">
    /// The layer's input, <c>(batch, height, width, channels)</c> or as the layer has it. Each map has a row of its
    /// own, at most 8.
    /// </param>
    /// <param name="layer">A pooling layer with one or two spatial axes.</param>
    /// <param name="title">What is written above; the layer's name and settings if null.</param>
    /// <param name="secondsPerWindow">How long each step stands, from 0.05 to 10 seconds.</param>
    /// <returns>The figure, with a frame for each window.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="input"/> or <paramref name="layer"/> is null.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="secondsPerWindow"/> is out of range.</exception>
    /// <exception cref="ArgumentException">
    /// The layer does not take the input, has three spatial axes, or there are more than 8 maps or 256 windows.
    /// </exception>
    public static Figure SlidingWindow<T>(
        Tensor<T> input, PoolingLayer layer, string? title = null, double secondsPerWindow = 0.8)
        where T : INumber<T>
    {
        if (!(secondsPerWindow >= 0.05 && secondsPerWindow <= 10))
        {
            throw new ArgumentOutOfRangeException(
                nameof(secondsPerWindow), secondsPerWindow, "Expected 0.05 to 10 seconds.");
        }

        PoolingStep step = PoolingStep.Run(input, layer);
        if (step.Windows > MostSteps)
        {
            throw new ArgumentException(
                $"Expected at most {MostSteps} windows, each of which is a frame, but got {step.Windows}. " +
                "Slice the tensor first, or take larger strides.",
                nameof(input));
        }

        PanelGrid grid = PoolingGrid(
            step,
            title,
            [],
            [],
            leastWidth: 340,
            SlidingWindowAnimation.CaptionHeight,
            SlidingWindowAnimation.ControlsHeight);
        return new SlidingWindowAnimation(step, grid.Build(), secondsPerWindow).ToFigure();
    }
}

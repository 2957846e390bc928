using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Figures;

public sealed partial class Figure
{
    private const int MostFeatureMaps = 256;

    /// <summary>A grid of feature maps, one for each channel, with one scale of colors.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="tensor">
    /// Maps with channels last: <c>(height, width, channels)</c> or <c>(batch, height, width, channels)</c>.
    /// </param>
    /// <param name="title">What is written above the figure.</param>
    /// <param name="titles">What is written above each map, row by row; its channel and sample if null.</param>
    /// <param name="columns">How many maps a row has; a number that fits if null.</param>
    /// <returns>The figure.</returns>
    /// <remarks>Maps longer than 64 are drawn as pictures, whose values do not show when pointed at.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="tensor"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="tensor"/> is of another rank, has no elements or more than 256 maps, or
    /// <paramref name="titles"/> are not as many as the maps.
    /// </exception>
    public static Figure FeatureMaps<T>(
        Tensor<T> tensor, string? title = null, IReadOnlyList<string>? titles = null, int? columns = null)
        where T : INumber<T>
    {
        int[] lengths = Values.Lengths(tensor, nameof(tensor));
        if (lengths.Length is not (3 or 4))
        {
            throw new ArgumentException(
                "Expected a tensor of shape (height, width, channels) or (batch, height, width, channels), " +
                $"but its shape is {Values.Shape(lengths)}.",
                nameof(tensor));
        }

        (int samples, int height, int width, int channels) = lengths.Length == 4
            ? (lengths[0], lengths[1], lengths[2], lengths[3])
            : (1, lengths[0], lengths[1], lengths[2]);
        int count = samples * channels;
        if (count > MostFeatureMaps)
        {
            throw new ArgumentException(
                $"Expected at most {MostFeatureMaps} maps, which is batch size times channels, " +
                $"but the shape is {Values.Shape(lengths)} with {count}. Slice the tensor first.",
                nameof(tensor));
        }

        if (titles is not null && titles.Count != count)
        {
            throw new ArgumentException(
                $"Expected {count} titles, one for each map, but got {titles.Count}.", nameof(titles));
        }

        if (columns < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(columns), columns, "Expected at least 1.");
        }

        double[] values = Values.Read(tensor);
        ValueColors colors = ValueColors.Of(values);
        Panel[] panels =
        [
            .. Planes.ChannelsLast(values, samples, channels, height, width)
                .Select((plane, i) => Panel.OfNumbers(plane, colors, titles?[i] ?? Planes.Title(i, samples, channels))),
        ];
        int perRow = columns ?? (count <= 5 ? count : count <= 16 ? 4 : 8);
        return new PanelGrid([.. panels.Chunk(perRow)]) { Title = title, Gap = 16 }.Build().ToFigure();
    }
}

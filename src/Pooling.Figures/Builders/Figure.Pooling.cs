using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Figures;

public sealed partial class Figure
{
    private const int MostOutlines = 256;
    private const double ArrowGap = 76;

    /// <summary>
    /// Up to so many cells along an axis, a cell of the output is as large as one of the input; beyond, the output as a
    /// whole is, which then still shows what it has.
    /// </summary>
    private const int LargestWithSameCells = 32;

    /// <summary>How far inside of its cells an outline is, in cells, so that it does not touch its neighbor.</summary>
    private const double Inside = 0.07;

    /// <summary>
    /// An input beside what a pooling layer makes of it. Each window has an outline of a color of its own, and so has
    /// the cell that it gives.
    /// </summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="input">
    /// The layer's input, <c>(batch, height, width, channels)</c> or as the layer has it. Each map has a row of its
    /// own, at most 8.
    /// </param>
    /// <param name="layer">A pooling layer with one or two spatial axes.</param>
    /// <param name="title">What is written above; the layer's name and settings if null.</param>
    /// <returns>The figure.</returns>
    /// <remarks>
    /// Cells of padding have a dotted edge and no value. More than 256 windows get no outlines, which would hide the
    /// cells. Both sides share one scale of colors.
    /// </remarks>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="input"/> or <paramref name="layer"/> is null.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The layer does not take the input, has three spatial axes, or there are more than 8 maps.
    /// </exception>
    public static Figure Pooling<T>(Tensor<T> input, PoolingLayer layer, string? title = null)
        where T : INumber<T>
    {
        PoolingStep step = PoolingStep.Run(input, layer);
        Outline[] windows = [];
        Outline[] results = [];
        if (step.Windows <= MostOutlines)
        {
            windows = [.. Enumerable.Range(0, step.Windows).Select(index => WindowOutline(step, index))];
            results = [.. Enumerable.Range(0, step.Windows).Select(index => ResultOutline(step, index))];
        }

        return PoolingGrid(step, title, windows, results).Build().ToFigure();
    }

    /// <summary>A row of panels for each map: the input, an arrow, and the result.</summary>
    private static PanelGrid PoolingGrid(
        PoolingStep step,
        string? title,
        Outline[] windows,
        Outline[] results,
        double leastWidth = 0,
        double caption = 0,
        double below = 0) =>
        new(
        [
            .. step.Maps.Select((map, i) => new[]
            {
                Panel.OfNumbers(map.Input, step.Colors, step.MapTitle(i), step.Padding, windows),
                Panel.OfNumbers(map.Output, step.Colors, i == 0 ? "output" : null, default, results),
            }),
        ])
        {
            Title = title ?? step.Title,
            Gap = ArrowGap,
            SameCells = Math.Max(step.Maps[0].Input.Rows, step.Maps[0].Input.Columns) <= LargestWithSameCells,
            HasArrows = true,
            LeastWidth = leastWidth,
            CaptionHeight = caption,
            Below = below,
        };

    private static Outline WindowOutline(PoolingStep step, int index)
    {
        (int row, int column, int rows, int columns) = step.Window(index);

        // The upper sides of neighbors in a row would lie on one another, and so would the left sides in a column.
        (int count, int place) down = step.OverlapDown(index);
        (int count, int place) across = step.OverlapAcross(index);
        return new Outline(
            row,
            column,
            rows,
            columns,
            WindowColor(step, index),
            InsetX: Inset(down),
            InsetY: Inset(across),
            IsThin: down.count * across.count > 1);
    }

    private static double Inset((int Count, int Place) overlap)
    {
        const double Most = 0.3;
        return Inside + (overlap.Place * Math.Min(0.09, (Most - Inside) / Math.Max(overlap.Count - 1, 1)));
    }

    private static Outline ResultOutline(PoolingStep step, int index)
    {
        (int row, int column) = Math.DivRem(index, step.Maps[0].Output.Columns);
        return new Outline(row, column, 1, 1, WindowColor(step, index), Inside, Inside);
    }

    private static string WindowColor(PoolingStep step, int index)
    {
        if (step.Windows > Theme.Windows.Length)
        {
            // The colors repeat, but not among neighbors.
            (int row, int column) = Math.DivRem(index, step.Maps[0].Output.Columns);
            index = column + (3 * row);
        }

        return Theme.Windows[index % Theme.Windows.Length];
    }
}

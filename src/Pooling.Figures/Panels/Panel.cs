namespace Pooling.Figures;

/// <summary>One map of a figure: numbers as colored cells, or a picture.</summary>
internal sealed class Panel
{
    private Panel(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The numbers; null for a picture.</summary>
    public Plane? Plane { get; private init; }

    /// <summary>The colors of the numbers.</summary>
    public ValueColors? Colors { get; private init; }

    /// <summary>The picture as a PNG file; null for numbers.</summary>
    public byte[]? Png { get; private init; }

    /// <summary>What is written above.</summary>
    public string? Title { get; init; }

    /// <summary>How many cells of padding are shown around.</summary>
    public CellMargin Padding { get; init; }

    /// <summary>Outlines over the cells.</summary>
    public IReadOnlyList<Outline> Outlines { get; init; } = [];

    public static Panel OfNumbers(Plane plane, ValueColors colors, string? title) =>
        new(plane.Rows, plane.Columns) { Plane = plane, Colors = colors, Title = title };

    public static Panel OfNumbers(
        Plane plane, ValueColors colors, string? title, CellMargin padding, IReadOnlyList<Outline> outlines) =>
        new(plane.Rows, plane.Columns)
        {
            Plane = plane,
            Colors = colors,
            Title = title,
            Padding = padding,
            Outlines = outlines,
        };

    public static Panel OfPicture(int rows, int columns, byte[] png, string? title) =>
        new(rows, columns) { Png = png, Title = title };

    /// <summary>The number of columns with the padding.</summary>
    public int FullColumns => Padding.Left + Columns + Padding.Right;

    /// <summary>The number of rows with the padding.</summary>
    public int FullRows => Padding.Top + Rows + Padding.Bottom;
}

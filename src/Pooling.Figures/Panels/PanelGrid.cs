namespace Pooling.Figures;

/// <summary>Lays panels out in rows, and makes the figure.</summary>
internal sealed class PanelGrid
{
    private const double Margin = 24;
    private const double TitleHeight = 34;
    private const double PanelTitleHeight = 26;
    private const double RowGap = 18;
    private const double ColorBarWidth = 64;
    private const double LargestCell = 54;
    private const double WidestArea = 640;
    private const double WidestPictures = 832;
    private const double HighestArea = 620;

    private readonly Panel[][] _rows;
    private readonly PanelFigure _figure = new();

    public PanelGrid(params Panel[][] rows)
    {
        _rows = rows;
    }

    /// <summary>The title of the figure.</summary>
    public string? Title { get; init; }

    /// <summary>The space between panels of a row, in pixels.</summary>
    public double Gap { get; init; } = 28;

    /// <summary>Whether a cell has the same size in every panel; otherwise the panels have the same size.</summary>
    public bool SameCells { get; init; }

    /// <summary>Room for a line of text below the panels, a part of their area, in pixels.</summary>
    public double CaptionHeight { get; init; }

    /// <summary>Room for controls below the area of the panels, in pixels.</summary>
    public double Below { get; init; }

    /// <summary>The least width of the area of the panels, in pixels.</summary>
    public double LeastWidth { get; init; }

    /// <summary>Whether an arrow leads from the first panel of a row to the second.</summary>
    public bool HasArrows { get; init; }

    /// <summary>Lays out and draws; what else belongs to the figure can be added to the result.</summary>
    public PanelFigure Build()
    {
        bool hasPictures = _rows.Any(row => row.Any(panel => panel.Png is not null));
        double widest = hasPictures || !SameCells ? WidestPictures : WidestArea;
        double[][] cells = CellSizes(widest);
        double[] widths =
        [
            .. _rows.Select((row, r) =>
                row.Select((panel, c) => panel.FullColumns * cells[r][c]).Sum() + (Gap * (row.Length - 1))),
        ];
        double[] heights = [.. _rows.Select((row, r) => row.Select((panel, c) => panel.FullRows * cells[r][c]).Max())];
        double[] titles = [.. _rows.Select(row => row.Any(panel => panel.Title is not null) ? PanelTitleHeight : 0)];

        double fontSize = FontSize(cells);
        ValueColors? colors = _rows[0][0].Colors;
        bool hasBar = fontSize == 0 && colors is not null &&
            _rows.SelectMany(row => row).All(panel => panel.Colors == colors);
        double areaWidth = Math.Max(LeastWidth, widths.Max());
        double areaHeight = heights.Sum() + titles.Sum() + (RowGap * (_rows.Length - 1)) + CaptionHeight;
        double titleWidth = (Title?.Length ?? 0) * 9.5;
        double left = Margin + Math.Max(0, (titleWidth - areaWidth) / 2);
        double top = Title is null ? (titles[0] > 0 ? 12 : Margin) : 12 + TitleHeight - (titles[0] > 0 ? 4 : 0);
        _figure.Begin(
            Title,
            new PixelArea(left, top, areaWidth, areaHeight),
            right: Math.Max(left, hasBar ? ColorBarWidth : 0),
            bottom: Margin + Below);

        double y = 0;
        for (int r = 0; r < _rows.Length; r++)
        {
            y += titles[r];
            double x = (areaWidth - widths[r]) / 2;
            for (int c = 0; c < _rows[r].Length; c++)
            {
                Panel panel = _rows[r][c];
                double cell = cells[r][c];
                double width = panel.FullColumns * cell;
                double height = panel.FullRows * cell;
                if (HasArrows && c > 0)
                {
                    _figure.AddText("→", x - (Gap / 2), y + (heights[r] / 2), Theme.Font(26, Theme.Muted));
                }

                _figure.Add(panel, new PixelArea(x, y + ((heights[r] - height) / 2), width, height), cell, fontSize);
                x += width + Gap;
            }

            y += heights[r] + RowGap;
        }

        if (hasBar)
        {
            _figure.AddColorBar(colors!, areaHeight - CaptionHeight);
        }

        return _figure;
    }

    /// <summary>The side of a cell in each panel, in pixels; whole pixels where cells are larger than one.</summary>
    private double[][] CellSizes(double widest)
    {
        if (SameCells)
        {
            double byWidth = _rows.Min(
                row => (widest - (Gap * (row.Length - 1))) / row.Sum(panel => panel.FullColumns));
            double byHeight = HighestArea / _rows.Sum(row => row.Max(panel => panel.FullRows));
            double cell = Whole(Math.Min(LargestCell, Math.Min(byWidth, byHeight)));
            return [.. _rows.Select(row => row.Select(_ => cell).ToArray())];
        }

        // Panels of one size: as large as the one with the most cells can be with whole pixels.
        int most = _rows.Max(row => row.Max(panel => Math.Max(panel.FullRows, panel.FullColumns)));
        int perRow = _rows.Max(row => row.Length);
        double side = Math.Min(
            most == _rows[0][0].FullColumns && perRow == 1 ? 560 : 400,
            Math.Min((widest - (Gap * (perRow - 1))) / perRow, Math.Max(HighestArea / _rows.Length, 64)));
        side = Math.Min(most * LargestCell, Whole(side / most) * most);
        return
        [
            .. _rows.Select(
                row => row.Select(panel => side / Math.Max(panel.FullRows, panel.FullColumns)).ToArray()),
        ];
    }

    /// <summary>The size of the numbers in the cells; 0 where they do not fit.</summary>
    private double FontSize(double[][] cells)
    {
        const int MostCells = 400;
        const double Smallest = 8.5;
        double size = 19;
        for (int r = 0; r < _rows.Length; r++)
        {
            for (int c = 0; c < _rows[r].Length; c++)
            {
                if (_rows[r][c].Plane is not { } plane)
                {
                    continue;
                }

                if (plane.Values.Length > MostCells)
                {
                    return 0;
                }

                int longest = plane.Values.Max(value => NumberText.Short(value).Length);
                double room = _rows[r][c].Outlines.Count > 0 ? 0.66 : 0.84;
                size = Math.Min(size, Math.Min(cells[r][c] * 0.38, cells[r][c] * room / (longest * 0.56)));
            }
        }

        return size < Smallest ? 0 : Math.Round(size, 1);
    }

    private static double Whole(double size) => size >= 1 ? Math.Floor(size) : size;
}

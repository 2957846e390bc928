namespace Pooling;

/// <summary>A part of a target: some rows, counted over all planes, or some columns of them.</summary>
/// <param name="FirstRow">The first row.</param>
/// <param name="EndRow">The row after the last.</param>
/// <param name="FirstColumn">The first column.</param>
/// <param name="EndColumn">The column after the last.</param>
internal readonly record struct Share(nint FirstRow, nint EndRow, int FirstColumn, int EndColumn)
{
    /// <summary>All of a target.</summary>
    public static Share All(in Volume target) =>
        new(0, target.Batch.Length * target.Channels.Length * target.Height.Length, 0, (int)target.Width.Length);

    /// <summary>A plane of a target.</summary>
    public static Share Plane(in Volume target, nint batch, nint channel)
    {
        nint plane = (batch * target.Channels.Length) + channel;
        return All(target) with { FirstRow = plane * target.Height.Length, EndRow = (plane + 1) * target.Height.Length };
    }

    /// <summary>One of several parts of nearly the same size.</summary>
    public Share Part(int part, int parts)
    {
        nint rows = EndRow - FirstRow;
        if (rows >= parts)
        {
            return this with { FirstRow = FirstRow + (rows * part / parts), EndRow = FirstRow + (rows * (part + 1) / parts) };
        }

        long columns = EndColumn - FirstColumn;
        return this with
        {
            FirstColumn = FirstColumn + (int)(columns * part / parts),
            EndColumn = FirstColumn + (int)(columns * (part + 1) / parts),
        };
    }
}

using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Engine.Scripting;

namespace Notebooks.Engine.Display;

/// <summary>Where everything that a cell shows goes, in the order it is shown.</summary>
public interface IOutput
{
    /// <summary>Text that the cell wrote to the console.</summary>
    /// <param name="name"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="text">The text, with its line ends.</param>
    void Stream(string name, string text);

    /// <summary>A value that the cell displayed.</summary>
    /// <param name="bundle">The value in each of its MIME types.</param>
    /// <param name="displayId">The id by which it may be updated, unique within the session.</param>
    void Display(IReadOnlyList<FormattedValue> bundle, string displayId);

    /// <summary>A displayed value changed.</summary>
    /// <param name="bundle">The new value in each of its MIME types.</param>
    /// <param name="displayId">The id under which it was displayed.</param>
    void Update(IReadOnlyList<FormattedValue> bundle, string displayId);

    /// <summary>What the cell has shown so far is to go.</summary>
    /// <param name="wait">Whether it stays until the cell shows something else.</param>
    void Clear(bool wait);

    /// <summary>The value of the cell's last expression.</summary>
    /// <param name="bundle">The value in each of its MIME types.</param>
    void Result(IReadOnlyList<FormattedValue> bundle);

    /// <summary>The cell failed.</summary>
    /// <param name="error">What went wrong, and where.</param>
    void Error(CellError error);
}

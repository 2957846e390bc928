using System.Net;
using System.Numerics.Tensors;
using System.Text;

namespace Pooling.Figures;

/// <summary>
/// Tensors as matrices that one can read, for text and for web pages. .NET's own views of a tensor show its properties.
/// </summary>
/// <remarks>
/// <para>
/// The type and the shape come first. A tensor of rank 3 or more is shown in slices, each with its index, such as
/// <c>[0, :, :, 2]</c>: the rows and columns of a slice are the third and the second axis from the end, which are
/// height and width with channels last. Where these have length 1, the last axis is shown as a row.
/// </para>
/// <para>
/// Long axes are cut in the middle. Numbers are rounded to four decimals, or written with powers of ten where that
/// would lose them; the same format for all, so that columns align.
/// </para>
/// </remarks>
public static class TensorView
{
    private const string Ellipsis = "...";

    /// <summary>The tensor as lines of text.</summary>
    /// <param name="tensor">The tensor, a <see cref="Tensor{T}"/> of any type and rank.</param>
    /// <returns>The text, with a line feed between lines and none at the end.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tensor"/> is null.</exception>
    public static string ToText(IReadOnlyTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var view = new TensorSlices(tensor);
        var text = new StringBuilder(view.Caption);
        int width = view.Slices.SelectMany(slice => slice.Cells).SelectMany(row => row).Max(cell => cell?.Length) ?? 0;
        foreach (TensorSlice slice in view.Slices)
        {
            if (slice.Label.Length > 0)
            {
                text.Append('\n').Append(slice.Label);
            }

            foreach (string?[] row in slice.Cells)
            {
                bool isLeftOut = row.All(cell => cell is null);
                IEnumerable<string> cells = row.Select(cell => cell?.PadLeft(width) ?? Ellipsis);
                text.Append('\n').Append(isLeftOut ? Ellipsis : string.Join("  ", cells));
            }
        }

        return text.ToString();
    }

    /// <summary>The tensor as tables for a web page, in the page's own colors.</summary>
    /// <param name="tensor">The tensor, a <see cref="Tensor{T}"/> of any type and rank.</param>
    /// <returns>A <c>div</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tensor"/> is null.</exception>
    public static string ToHtml(IReadOnlyTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        const string Faint = "opacity:0.75;font-size:0.9em";
        var view = new TensorSlices(tensor);
        var html = new StringBuilder();
        html.Append("<div class=\"pooling-tensor\" style=\"color:inherit;font-variant-numeric:tabular-nums\">")
            .Append("<div style=\"").Append(Faint).Append("\">").Append(Encode(view.Caption)).Append("</div>")
            .Append("<div style=\"display:flex;flex-wrap:wrap;gap:8px 28px\">");
        foreach (TensorSlice slice in view.Slices)
        {
            html.Append("<div style=\"margin-top:6px\">");
            if (slice.Label.Length > 0)
            {
                html.Append("<div style=\"").Append(Faint).Append("\">").Append(Encode(slice.Label)).Append("</div>");
            }

            AppendTable(html, slice);
            html.Append("</div>");
        }

        return html.Append("</div></div>\n").ToString();
    }

    private static void AppendTable(StringBuilder html, TensorSlice slice)
    {
        // Borders at the left and the right stand for the brackets of a matrix.
        html.Append(
            "<table style=\"color:inherit;border-collapse:separate;border-spacing:0;border:0;margin:4px 0;" +
            "border-left:2px solid;border-right:2px solid;border-radius:6px\"><tbody>");
        foreach (string?[] row in slice.Cells)
        {
            html.Append("<tr style=\"background:none\">");
            foreach (string? cell in row)
            {
                html.Append("<td style=\"text-align:right;padding:2px 9px;border:0;color:inherit\">")
                    .Append(Encode(cell ?? Ellipsis))
                    .Append("</td>");
            }

            html.Append("</tr>");
        }

        html.Append("</tbody></table>");
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}

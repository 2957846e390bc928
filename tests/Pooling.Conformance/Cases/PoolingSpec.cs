using System.Globalization;
using System.Text;

namespace Pooling.Conformance.Cases;

/// <summary>What is to be computed: an operation or its gradient, with all settings and without the numbers.</summary>
internal sealed record PoolingSpec
{
    public required PoolingOperation Operation { get; init; }

    /// <summary>Whether the gradient of the operation is meant.</summary>
    public bool Backward { get; init; }

    public required DataFormat DataFormat { get; init; }

    /// <summary>The windows; null for unpooling, which has none.</summary>
    public WindowSpec? Window { get; init; }

    public NaNPolicy NaNPolicy { get; init; }

    /// <summary>How indices count, of those that are given and those that result.</summary>
    public IndexConvention Convention { get; init; }

    public bool CountIncludePad { get; init; }

    public int? DivisorOverride { get; init; }

    /// <summary>The power of Lp pooling and of the generalized mean.</summary>
    public double P { get; init; } = 2;

    public LpRule LpRule { get; init; }

    /// <summary>The spatial size of an unpooled tensor.</summary>
    public int[] OutputSize { get; init; } = [];

    /// <summary>The spatial size in which the indices of an unpooling count.</summary>
    public int[] IndexedSize { get; init; } = [];

    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{Operation}{(Backward ? " backward" : string.Empty)}, {DataFormat}");
        if (Window is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $", {Window}");
        }

        switch (Operation)
        {
            case PoolingOperation.Max or PoolingOperation.Min:
                text.Append(CultureInfo.InvariantCulture, $", NaN {NaNPolicy}, indices {Convention}");
                break;
            case PoolingOperation.Average:
                text.Append(CultureInfo.InvariantCulture, $", count include pad {CountIncludePad}, divisor {DivisorOverride}");
                break;
            case PoolingOperation.Lp:
                text.Append(CultureInfo.InvariantCulture, $", p {P}, rule {LpRule}");
                break;
            case PoolingOperation.GeneralizedMean:
                text.Append(CultureInfo.InvariantCulture, $", p {P}");
                break;
            case PoolingOperation.MaxUnpool:
                text.Append(
                    CultureInfo.InvariantCulture,
                    $" to {Shapes.Text(OutputSize)}, indices {Convention} in {Shapes.Text(IndexedSize)}");
                break;
        }

        return text.ToString();
    }
}

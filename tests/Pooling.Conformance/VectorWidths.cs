using System.Runtime.Intrinsics;

namespace Pooling.Conformance;

/// <summary>Which vectors the process runs on; switches of the environment take widths away.</summary>
internal static class VectorWidths
{
    /// <summary>Says it: <c>vectors of 128 and 256 bits</c>, <c>no vectors</c>.</summary>
    public static string Describe()
    {
        List<string> widths = [];
        if (Vector128.IsHardwareAccelerated)
        {
            widths.Add("128");
        }

        if (Vector256.IsHardwareAccelerated)
        {
            widths.Add("256");
        }

        if (Vector512.IsHardwareAccelerated)
        {
            widths.Add("512");
        }

        return widths.Count == 0 ? "no vectors" : $"vectors of {string.Join(" and ", widths)} bits";
    }
}

using System.Runtime.Intrinsics;

namespace Pooling.Conformance;

/// <summary>Which vectors the process runs on; switches of the environment take widths away.</summary>
internal static class VectorWidths
{
    /// <summary>Has the library compute with vectors of another width, if it has computed nothing yet.</summary>
    /// <param name="bits">128, 256 or 512, in software where the machine has none.</param>
    public static void Set(int bits) => AppContext.SetData("Pooling.VectorWidth", bits);

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

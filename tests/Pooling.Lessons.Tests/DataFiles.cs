namespace Pooling.Lessons.Tests;

/// <summary>The repository's own data, copied beside the tests.</summary>
internal static class DataFiles
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "data", name);
}

namespace Notebooks.Tests.Engine;

/// <summary>A test of what only Unix has, such as signals.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Windows has neither signals nor process groups.";
        }
    }
}

using System.Runtime.Intrinsics;

namespace Pooling.Tests;

/// <summary>Sets of instructions that the runtime is told to do without.</summary>
internal static class InstructionSets
{
    /// <summary>The switches of the environment, each with the widest vectors in bits that it may leave.</summary>
    public static readonly IReadOnlyDictionary<string, int> Switches = new Dictionary<string, int>
    {
        ["DOTNET_EnableAVX512"] = 256,
        ["DOTNET_EnableAVX2"] = 128,
        ["DOTNET_EnableHWIntrinsic"] = 0,
    };

    /// <summary>The widest vectors that this process has, in bits; 0 if none.</summary>
    public static int Widest =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128
        : 0;

    /// <summary>The widest vectors that the environment of this process allows.</summary>
    public static int WidestAllowed => Switches
        .Where(item => Environment.GetEnvironmentVariable(item.Key) == "0")
        .Select(item => item.Value)
        .Append(512)
        .Min();
}

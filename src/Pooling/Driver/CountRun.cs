namespace Pooling;

/// <summary>Target positions next to each other that are made of as many source positions.</summary>
/// <param name="End">The position after the last of them.</param>
/// <param name="Count">How many source positions each has.</param>
internal readonly record struct CountRun(int End, WindowCount Count);

namespace Pooling;

/// <summary>An element that may win, and its index in its plane; -1 if it is none.</summary>
internal readonly record struct Candidate<T>(T Value, nint Index);

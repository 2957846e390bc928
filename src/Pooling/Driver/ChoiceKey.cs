namespace Pooling;

/// <summary>What a <see cref="DirectChoice"/> for the windows of a plane depends on.</summary>
/// <param name="Inner">The number of elements at a position of the source.</param>
/// <param name="Count">The number of all its elements.</param>
/// <param name="Lanes">The type of the lanes.</param>
internal readonly record struct ChoiceKey(nint Inner, nint Count, Type Lanes);

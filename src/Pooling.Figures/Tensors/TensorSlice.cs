namespace Pooling.Figures;

/// <summary>A matrix of a tensor, as text.</summary>
/// <param name="Label">Its index, such as <c>[0, :, :, 2]</c>; empty where the tensor has no other slice.</param>
/// <param name="Cells">Its rows of numbers; null where something is left out.</param>
internal sealed record TensorSlice(string Label, string?[][] Cells);

namespace Pooling;

/// <summary>What a blur filter finds past the edges of the input: PyTorch's names of paddings.</summary>
public enum BlurPadding
{
    /// <summary>
    /// The input mirrored at its first and last element, which do not repeat: <c>c b | a b c d | c b</c>. An axis needs
    /// more elements than the padding has. Zhang's default.
    /// </summary>
    Reflect,

    /// <summary>The first and last element over and over: <c>a a | a b c d | d d</c>.</summary>
    Replicate,

    /// <summary>Zeros, which darken the edges: the filter's weights still sum to 1.</summary>
    Zero,
}

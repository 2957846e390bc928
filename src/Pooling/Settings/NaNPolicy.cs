namespace Pooling;

/// <summary>What a NaN in a window does to its largest or smallest element.</summary>
public enum NaNPolicy
{
    /// <summary>
    /// A window with a NaN gives NaN, and the index of its last NaN, as in PyTorch. It is the rule of IEEE 754's
    /// <c>maximum</c> and <c>minimum</c>.
    /// </summary>
    Propagate,

    /// <summary>
    /// NaN is passed over, as in TensorFlow.js and by IEEE 754's <c>maximumNumber</c> and <c>minimumNumber</c>. A window
    /// of NaN alone gives -Infinity for a max and +Infinity for a min, and the index -1.
    /// </summary>
    Ignore,
}

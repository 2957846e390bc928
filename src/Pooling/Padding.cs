namespace Pooling;

/// <summary>
/// How far windows may reach past the edges of the input. Padding holds no values: it never wins a max and an average
/// never counts it.
/// </summary>
/// <remarks>The default value is <see cref="Valid"/>, as in Keras.</remarks>
public readonly record struct Padding
{
    private readonly PaddingMode _mode;

    private Padding(PaddingMode mode)
    {
        _mode = mode;
    }

    /// <summary>
    /// No padding: every window lies inside the input. An axis of length <c>n</c> gives
    /// <c>floor((n - size) / stride) + 1</c> outputs, and elements that no whole window reaches are left out.
    /// </summary>
    public static Padding Valid => default;

    /// <summary>
    /// Just enough padding that an axis of length <c>n</c> gives <c>ceil(n / stride)</c> outputs: with stride 1 the
    /// size stays the same. Half of the padding is at each side, an odd element more at the end (Keras and TensorFlow
    /// "same", ONNX <c>SAME_UPPER</c>).
    /// </summary>
    public static Padding Same => new(PaddingMode.Same);

    /// <summary>Keras's name of this padding: <c>valid</c> or <c>same</c>.</summary>
    /// <returns>The name, in lower case.</returns>
    public override string ToString() => _mode == PaddingMode.Same ? "same" : "valid";

    private enum PaddingMode
    {
        Valid,
        Same,
    }
}

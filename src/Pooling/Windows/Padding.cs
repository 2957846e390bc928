namespace Pooling;

/// <summary>How far windows may reach past the edges of the input, and what they find there.</summary>
/// <remarks>
/// <para>
/// Padding holds no values unless <see cref="WithZeros"/> says so: it never wins a max or a min, and an average never
/// counts it.
/// </para>
/// <para>The default value is <see cref="Valid"/>, as in Keras.</para>
/// </remarks>
public readonly record struct Padding
{
    private readonly PaddingMode _mode;

    // The number of spatial axes that the sizes are for; 0 if for any, with the same size along each.
    private readonly int _rank;
    private readonly Size3D _begin;
    private readonly Size3D _end;

    private Padding(PaddingMode mode, int rank = 0, Size3D begin = default, Size3D end = default)
    {
        _mode = mode;
        _rank = rank;
        _begin = begin;
        _end = end;
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

    /// <summary>As <see cref="Same"/>, but with an odd element more at the beginning (ONNX <c>SAME_LOWER</c>).</summary>
    public static Padding SameLower => new(PaddingMode.SameLower);

    /// <summary>Whether the padding holds zeros that take part in the window; else it holds no values.</summary>
    public bool HoldsZeros { get; private init; }

    /// <summary>Whether the sizes were given, not found from the input.</summary>
    internal bool IsExplicit => _mode == PaddingMode.Explicit;

    /// <summary>Whether the sizes follow from the input.</summary>
    internal bool IsSame => _mode is PaddingMode.Same or PaddingMode.SameLower;

    /// <summary>Whether an odd element of padding is at the beginning.</summary>
    internal bool IsLower => _mode == PaddingMode.SameLower;

    /// <summary>Whether explicit sizes are for any number of spatial axes, the same along each.</summary>
    internal bool IsForAnyRank => _rank == 0;

    /// <summary>The same padding at both sides of every axis (PyTorch <c>padding=1</c>).</summary>
    /// <param name="size">The number of positions, at least 0.</param>
    /// <returns>The padding, for any number of spatial axes.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    public static Padding Explicit(int size) => Explicit(size, size);

    /// <summary>The same padding along every axis.</summary>
    /// <param name="begin">The number of positions before the first element, at least 0.</param>
    /// <param name="end">The number of positions after the last element, at least 0.</param>
    /// <returns>The padding, for any number of spatial axes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static Padding Explicit(int begin, int end) => Create(0, begin, end);

    /// <summary>Padding along height and width, the same at both sides (PyTorch <c>padding=(1, 2)</c>).</summary>
    /// <param name="size">The number of positions at each side, at least 0.</param>
    /// <returns>The padding, for two spatial axes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static Padding Explicit(Size2D size) => Explicit(size, size);

    /// <summary>Padding along height and width (ONNX <c>pads</c>).</summary>
    /// <param name="begin">The number of positions above and to the left, at least 0.</param>
    /// <param name="end">The number of positions below and to the right, at least 0.</param>
    /// <returns>The padding, for two spatial axes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static Padding Explicit(Size2D begin, Size2D end) =>
        Create(2, (0, begin.Height, begin.Width), (0, end.Height, end.Width));

    /// <summary>Padding along depth, height and width, the same at both sides.</summary>
    /// <param name="size">The number of positions at each side, at least 0.</param>
    /// <returns>The padding, for three spatial axes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static Padding Explicit(Size3D size) => Explicit(size, size);

    /// <summary>Padding along depth, height and width (ONNX <c>pads</c>).</summary>
    /// <param name="begin">The number of positions before the first element of each axis, at least 0.</param>
    /// <param name="end">The number of positions after the last element of each axis, at least 0.</param>
    /// <returns>The padding, for three spatial axes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static Padding Explicit(Size3D begin, Size3D end) => Create(3, begin, end);

    /// <summary>Padding for 1, 2 or 3 spatial axes, as lists (ONNX <c>pads</c>, split in two).</summary>
    /// <param name="begin">The number of positions before the first element of each spatial axis, at least 0.</param>
    /// <param name="end">The number of positions after the last element of each spatial axis, at least 0.</param>
    /// <returns>The padding, for as many spatial axes as the lists have entries.</returns>
    /// <exception cref="ArgumentException">The lists do not have the same number of entries, from 1 to 3.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static Padding Explicit(ReadOnlySpan<int> begin, ReadOnlySpan<int> end)
    {
        Shape.CheckRank(begin.Length, nameof(begin));
        if (end.Length != begin.Length)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Expected {begin.Length} sizes, as many as begin has, but got {end.Length}."),
                nameof(end));
        }

        return Create(begin.Length, Size3D.OfLast(begin, 0), Size3D.OfLast(end, 0));
    }

    /// <summary>
    /// The same padding, holding zeros that take part: in a max or a min they compete, and an average counts them.
    /// </summary>
    /// <remarks>
    /// TensorFlow pads so for dilated pooling (<c>tf.nn.pool</c>). An average counts zeros also with
    /// <c>countIncludePad</c>. Sums and Lp norms do not change by zeros. Positions that <c>ceilMode</c> adds past the
    /// padding hold nothing.
    /// </remarks>
    /// <returns>The padding with zeros.</returns>
    public Padding WithZeros() => this with { HoldsZeros = true };

    /// <summary>
    /// Keras's name of this padding, <c>valid</c> or <c>same</c>, else <c>same_lower</c> or the sizes at the beginning
    /// and end, such as <c>1x1+0x1</c>.
    /// </summary>
    /// <returns>The text, in lower case.</returns>
    public override string ToString()
    {
        string text = _mode switch
        {
            PaddingMode.Valid => "valid",
            PaddingMode.Same => "same",
            PaddingMode.SameLower => "same_lower",
            _ => $"{SizeText(_begin)}+{SizeText(_end)}",
        };
        return HoldsZeros ? text + " with zeros" : text;
    }

    /// <summary>The same padding, holding no values.</summary>
    internal Padding WithoutZeros() => this with { HoldsZeros = false };

    /// <summary>The explicit sizes along a spatial axis of a window.</summary>
    internal (nint Begin, nint End) Along(int axis, int rank) => (_begin.FromEnd(rank - axis), _end.FromEnd(rank - axis));

    /// <summary>Checks that explicit sizes are for so many spatial axes.</summary>
    internal void CheckRank(int rank, string argument)
    {
        if (_rank != 0 && _rank != rank)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Expected padding for {rank} spatial axes, but got {this}, which is for {_rank}."),
                argument);
        }
    }

    private static Padding Create(int rank, Size3D begin, Size3D end)
    {
        ThrowIfNegative(rank, begin, nameof(begin));
        ThrowIfNegative(rank, end, nameof(end));
        return new Padding(PaddingMode.Explicit, rank, begin, end);
    }

    private static void ThrowIfNegative(int rank, Size3D size, string argument)
    {
        if (size.Smallest < 0)
        {
            throw new ArgumentOutOfRangeException(
                argument, $"Expected at least 0 along every spatial axis, but got {size.LastText(rank)}.");
        }
    }

    private string SizeText(Size3D size) => size.LastText(_rank);

    private enum PaddingMode
    {
        Valid,
        Same,
        SameLower,
        Explicit,
    }
}

using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// All that the driver needs to know besides the operator: the lengths of what is read and of what is written, and which
/// elements make which. Making one checks shapes, so nothing has been written when one is wrong. It does not change, so that
/// windows keep those of the shapes they were used with last.
/// </summary>
internal sealed class PoolingPlan
{
    /// <summary>
    /// From so many channels at a position on, planes whose positions are one row are quickly reduced, if channels fill a
    /// vector.
    /// </summary>
    private const int ManyChannels = 8;

    /// <summary>The bytes of the narrowest vector.</summary>
    private const int VectorBytes = 16;

    private readonly PoolingWindow _window;
    private readonly bool _isTransposed;
    private readonly Form _form;
    private readonly Slide _tile;
    private readonly Volume _input;
    private readonly Volume _output;
    private readonly SmallCache<LayoutKey, WidthLayout> _layouts = new();

    // Made when they are asked for. Threads that ask at the same time may make the same twice.
    private SharedPlane? _plane;
    private PoolingPlan? _joined;
    private PoolingPlan? _stacked;
    private PoolingPlan? _bundled;
    private PoolingPlan? _bundledBytes;
    private PoolingPlan? _bundledWithIndices;
    private PoolingPlan? _bundledForWinners;
    private PoolingPlan? _bundledForShares;
    private PoolingPlan? _transposed;
    private PoolingPlan? _byPlane;
    private nint _mostElements;
    private Comparisons? _comparisons;

    private PoolingPlan(PoolingWindow window, Volume input, Volume output, bool isTransposed, Form form = Form.Planes, Slide tile = default)
    {
        _window = window;
        _input = input;
        _output = output;
        _isTransposed = isTransposed;
        _form = form;
        _tile = tile;
    }

    /// <summary>How planes are seen.</summary>
    private enum Form
    {
        /// <summary>Each by itself.</summary>
        Planes,

        /// <summary>All as one row.</summary>
        Row,

        /// <summary>All as one plane, their rows one below the other.</summary>
        Stack,
    }

    private SharedPlane OfAll => _plane ??= new SharedPlane(Lay(0, 0).Kept());

    private static AxisReduction One => new(AxisWindows.Adaptive(1, 1), isTransposed: false);

    /// <summary>What is read: the input, or a gradient of the output.</summary>
    public ref readonly Volume Source => ref _isTransposed ? ref _output : ref _input;

    /// <summary>Whether every channel of every sample has windows of its own.</summary>
    public bool VariesByPlane => _window.VariesByPlane;

    /// <summary>Whether no element belongs to more than one window.</summary>
    public bool IsDisjoint => !VariesByPlane && OfAll.Overlap.IsNone;

    /// <summary>Whether windows that have no element in common have them all; false if every plane has windows of its own.</summary>
    public bool CoversSource => !VariesByPlane && OfAll.Overlap.CoversSource;

    /// <summary>Whether planes are stretches of one row of single elements.</summary>
    public bool IsFlat => _form == Form.Row && _input.Inner.Length == 1;

    /// <summary>What is written: the output, or a gradient of the input.</summary>
    public ref readonly Volume Target => ref _isTransposed ? ref _input : ref _output;

    /// <summary>How many elements lie side by side that are read or written in the same way, at the least.</summary>
    public nint ShortestRun => Bundle is not null ? Bundle.ShortestRun : IsFlat ? _tile.Size / 2 : nint.Min(Source.RowLength, Target.RowLength);

    /// <summary>The same windows over some planes that are turned, where that is how planes are pooled; else null.</summary>
    public PoolingPlan? Bundle { get; private init; }

    /// <summary>At least as many elements as any window has, as far as that can be counted.</summary>
    public nint MostElements
    {
        get
        {
            if (_mostElements == 0)
            {
                _mostElements = CountMostElements();
            }

            return _mostElements;
        }
    }

    /// <summary>What there is to compare in windows, unless every plane has windows of its own.</summary>
    public Comparisons Comparisons => _comparisons ??= new Comparisons(this);

    /// <summary>
    /// Whether rows are of single elements, and windows along them so large, and so close to each other, that elements are
    /// compared many times.
    /// </summary>
    public bool ComparesMuch => !VariesByPlane && Bundle is null && Source.Inner.Length == 1 && OfAll.SharesColumns;

    /// <summary>At least as many rows as any window has.</summary>
    public nint MostRows => VariesByPlane ? Source.Height.Length : Shared.Height.MostSources;

    /// <summary>The windows over an input whose result has the shape of an output.</summary>
    /// <param name="window">The window.</param>
    /// <param name="dataFormat">Where input and output have their channels.</param>
    /// <param name="inputLengths">The shape of the input.</param>
    /// <param name="inputStrides">Its strides.</param>
    /// <param name="input">The name of the argument that has the shape of the input.</param>
    /// <param name="outputLengths">The shape of the output.</param>
    /// <param name="outputStrides">Its strides.</param>
    /// <param name="output">The name of the argument that has the shape of the output.</param>
    public static PoolingPlan Create(
        PoolingWindow window,
        DataFormat dataFormat,
        ReadOnlySpan<nint> inputLengths,
        ReadOnlySpan<nint> inputStrides,
        string input,
        ReadOnlySpan<nint> outputLengths,
        ReadOnlySpan<nint> outputStrides,
        string output)
    {
        ArgumentNullException.ThrowIfNull(window);
        PlanKey key = new(dataFormat, inputLengths, inputStrides, outputLengths, outputStrides);
        if (window.Plans.TryFind(key, out PoolingPlan? known))
        {
            return known;
        }

        Span<nint> buffer = stackalloc nint[Shape.MaxAxes];
        ReadOnlySpan<nint> expected = Shape.Pooled(inputLengths, window, dataFormat, input, buffer);
        Shape.CheckPooled(outputLengths, expected, window, inputLengths, dataFormat, output);
        Volume source = Volume.Of(inputLengths, inputStrides, dataFormat, window.VariesByPlane);
        Volume target = Volume.Of(outputLengths, outputStrides, dataFormat, window.VariesByPlane);
        Shape.CheckRow(source.RowLength, inputLengths, input);
        Shape.CheckRow(target.RowLength, outputLengths, output);
        PoolingPlan plan = new(window, source, target, isTransposed: false);
        window.Plans.Keep(key, plan);
        return plan;
    }

    /// <summary>
    /// The same plan with fewer and larger planes, where they lie one behind the other: those that have one window
    /// are stretches of one row; those whose rows are shared out are parts of one plane.
    /// </summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    public PoolingPlan Joined<T>() => _input.Inner.Length == 1 || _input.Inner.Length * Unsafe.SizeOf<T>() >= VectorBytes
        ? _joined ??= Join(asRow: true)
        : _stacked ??= Join(asRow: false);

    /// <summary>The same plan as it costs least: with planes in bundles, if that pays and there is a way, or joined.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    public PoolingPlan Arranged<T>()
    {
        if (Unsafe.SizeOf<T>() == sizeof(byte))
        {
            return ByteTurning.IsSupported && MayBundle
                && (_bundledBytes ??= InBundles(IsWhole() ? 0 : Bundling.SizeForwardOfBytes(this))).Bundle is not null
                ? _bundledBytes
                : Joined<T>();
        }

        return Turning.IsSupported<T>() && MayBundle
            && (_bundled ??= InBundles(IsWhole() ? 0 : Bundling.SizeForward(this))).Bundle is not null
            ? _bundled
            : Joined<T>();
    }

    /// <summary>The bundle of a backward pass, if planes are best turned for it and there is a way; else null.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="gradInput">Where the gradient goes.</param>
    /// <param name="hasWinners">Whether the gradient goes to the winners of windows; else to all their elements.</param>
    public PoolingPlan? BundleBackward<T>(in Volume gradInput, bool hasWinners)
    {
        if (!gradInput.HasContiguousPlanes || !Turning.IsSupported<T>() || !MayBundle)
        {
            return null;
        }

        ref PoolingPlan? bundled = ref hasWinners ? ref _bundledForWinners : ref _bundledForShares;
        return (bundled ??= InBundles(IsWhole() ? 0 : Bundling.SizeBackward(this, hasWinners))).Bundle;
    }

    /// <summary>
    /// The same forward plan as stretches of one row, if every plane has one window and lies one behind the other.
    /// </summary>
    /// <param name="another">Another tensor whose elements must follow each other as well.</param>
    /// <param name="flat">The plan; its planes are elements of the output, counted over all.</param>
    public bool TryFlatten(in Volume another, out PoolingPlan flat)
    {
        flat = _joined ??= Join(asRow: true);
        return flat.IsFlat && another.TryFlatten(out _);
    }

    /// <summary>The way back, from outputs to the elements that each was made of.</summary>
    public PoolingPlan Transposed() => _transposed ??= new(_window, _input, _output, isTransposed: true);

    /// <summary>The same windows over volumes that have channels as planes.</summary>
    public PoolingPlan ByPlane() => _byPlane ??= new(_window, _input.ByPlane(), _output.ByPlane(), _isTransposed);

    /// <summary>What the rows and elements of any plane are made of, unless every plane has windows of its own.</summary>
    public ref readonly PlaneReduction Shared => ref OfAll.Plane;

    /// <summary>What the rows and elements of a plane are made of.</summary>
    public PlaneReduction Of(nint batch, nint channel) => VariesByPlane
        ? Lay(batch, channel)
        : Shared;

    private nint CountMostElements()
    {
        if (VariesByPlane)
        {
            return SaturatingProduct(Source.Depth.Length, Source.Height.Length, Source.Width.Length);
        }

        ref readonly PlaneReduction plane = ref Shared;
        return SaturatingProduct(plane.Depth.MostSources, plane.Height.MostSources, plane.Width.MostSources);
    }

    /// <summary>The bundle of a forward pass that finds indices, likewise.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="indices">Where indices go.</param>
    public PoolingPlan? BundleWithIndices<T>(in Volume indices) => indices.HasContiguousPlanes && Turning.IsSupported<T>() && MayBundle
        ? (_bundledWithIndices ??= InBundles(IsWhole() ? 0 : Bundling.SizeWithIndices(this))).Bundle
        : null;

    private bool MayBundle => !VariesByPlane && _form == Form.Planes && _input.Inner.Length == 1;

    /// <summary>The plan with planes in bundles of a size, or itself.</summary>
    private PoolingPlan InBundles(int size) => size == 0 ? this : new PoolingPlan(_window, _input, _output, _isTransposed)
    {
        Bundle = new PoolingPlan(_window, _input.Bundle(size), _output.Bundle(size), _isTransposed),
    };

    private PoolingPlan Join(bool asRow)
    {
        if (VariesByPlane || _form != Form.Planes)
        {
            return this;
        }

        if (asRow && _input.Inner.Length is 1 or >= ManyChannels && IsWhole() && _input.TryFlatten(out Volume input) && _output.TryFlatten(out Volume output))
        {
            nint size = input.Width.Length / output.Width.Length;
            return new PoolingPlan(_window, input, output, _isTransposed, Form.Row, new Slide { Size = size, Stride = size });
        }

        return SharesOutRows(out Slide tile) && _input.TryStack(out input) && _output.TryStack(out output)
            ? new PoolingPlan(_window, input, output, _isTransposed, Form.Stack, tile)
            : this;
    }

    private PlaneReduction Lay(nint batch, nint channel) => new(
        _form == Form.Row ? One : Along(3, _input.Depth, batch, channel),
        _form switch
        {
            Form.Row => One,
            Form.Stack => Tiles(_input.Height.Length, _output.Height.Length),
            _ => Along(2, _input.Height, batch, channel),
        },
        _form == Form.Row
            ? Tiles(_input.Width.Length, _output.Width.Length)
            : Along(1, _input.Width, batch, channel),
        _layouts);

    private static nint SaturatingProduct(nint first, nint second, nint third) =>
        nint.CreateSaturating((Int128)first * second * third);

    private AxisReduction Tiles(nint inputLength, nint outputLength) => new(
        AxisWindows.Sliding(inputLength, outputLength, _tile.Size, _tile.Stride, dilation: 1, paddingBefore: 0, paddingAfter: 0),
        _isTransposed);

    /// <summary>Whether every row belongs to one row of windows, so that it does not matter where a plane ends.</summary>
    private bool SharesOutRows(out Slide tile)
    {
        tile = new Slide { Size = 1, Stride = 1 };
        if (_window.Rank == 1)
        {
            return true;
        }

        return _window.Rank == 2
            && _window.Lay(0, _input.Height.Length, 0, 0).TryGetSlide(out tile)
            && tile is { Before: 0, Dilation: 1 }
            && tile.Size <= tile.Stride
            && tile.Stride * tile.Count == _input.Height.Length;
    }

    private bool IsWhole()
    {
        bool isWhole = true;
        for (int axis = 0; isWhole && axis < _window.Rank; axis++)
        {
            nint length = (_window.Rank - axis) switch
            {
                1 => _input.Width.Length,
                2 => _input.Height.Length,
                _ => _input.Depth.Length,
            };
            isWhole = _window.Lay(axis, length, 0, 0).IsWhole;
        }

        return isWhole;
    }

    private AxisReduction Along(int fromEnd, Dimension axis, nint batch, nint channel) => new(
        fromEnd <= _window.Rank
            ? _window.Lay(_window.Rank - fromEnd, axis.Length, batch, channel)
            : AxisWindows.Adaptive(1, 1),
        _isTransposed);

    /// <summary>What all planes have in common.</summary>
    private sealed class SharedPlane(PlaneReduction plane)
    {
        public readonly PlaneReduction Plane = plane;

        // Asked for at every call.
        public readonly bool SharesColumns = plane.Width.SharesMuch;

        private Overlap? _overlap;

        /// <summary>Takes a look at every window, so that it is asked for once, and only where it matters.</summary>
        public Overlap Overlap => _overlap ??= new Overlap(Plane.IsDisjoint, Plane.CoversSource);
    }

    /// <summary>What windows have in common, and what they leave out.</summary>
    private sealed record Overlap(bool IsNone, bool CoversSource);
}

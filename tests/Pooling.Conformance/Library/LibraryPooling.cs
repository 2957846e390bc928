using System.Numerics;
using System.Numerics.Tensors;
using Pooling.Conformance.Cases;

namespace Pooling.Conformance.Library;

/// <summary>The library's operations.</summary>
/// <param name="way">By which operation a result is computed.</param>
/// <param name="random">How tensors lie in memory; row after row if null.</param>
internal sealed class LibraryPooling(LibraryWay way, Random? random = null) : IPoolingImplementation
{
    public string Name => way switch
    {
        LibraryWay.Indices => "the library, with indices",
        LibraryWay.Global => "the library's global operation",
        _ => "the library",
    };

    /// <summary>All ways in which the library computes something.</summary>
    /// <param name="spec">What is computed.</param>
    /// <param name="random">How tensors lie in memory; row after row if null.</param>
    public static IEnumerable<IPoolingImplementation> Ways(PoolingSpec spec, Random? random = null)
    {
        yield return new LibraryPooling(LibraryWay.Values, random);
        if (spec.Operation is PoolingOperation.Max or PoolingOperation.Min)
        {
            yield return new LibraryPooling(LibraryWay.Indices, random);
        }

        bool hasGlobal = spec is { Operation: PoolingOperation.Average, DivisorOverride: null }
            || spec.Operation == PoolingOperation.Lp
            || (spec.Operation == PoolingOperation.Max && spec.NaNPolicy == NaNPolicy.Propagate);
        if (spec is { Window: GlobalSpec, Backward: false } && hasGlobal)
        {
            yield return new LibraryPooling(LibraryWay.Global, random);
        }

        if (LibraryLayer.Exists(spec))
        {
            yield return new LayerPooling();
        }
    }

    /// <summary>All ways in which the library computes something, each also in the other data format.</summary>
    /// <param name="spec">What is computed.</param>
    public static IEnumerable<IPoolingImplementation> WaysInBothFormats(PoolingSpec spec) =>
        Ways(spec).SelectMany<IPoolingImplementation, IPoolingImplementation>(way => [way, new InOtherDataFormat(way)]);

    PoolingResult<T> IPoolingImplementation.Forward<T>(PoolingSpec spec, PlainTensor<T> input, PlainTensor<long>? indices) =>
        way switch
        {
            LibraryWay.Indices => WithIndices(spec, input),
            LibraryWay.Global => Global(spec, input),
            _ when spec.Operation == PoolingOperation.MaxUnpool => Unpool(spec, input, indices!),
            _ => Values(spec, input),
        };

    PoolingResult<T> IPoolingImplementation.Backward<T>(
        PoolingSpec spec, PlainTensor<T> input, PlainTensor<T> gradOutput, PlainTensor<long>? indices)
    {
        StridedMemory<T> gradInput = StridedMemory<T>.Reserve(input.Shape, random);
        StridedMemory<T> gradient = StridedMemory<T>.Hold(gradOutput, random);
        if (spec.Operation == PoolingOperation.MaxUnpool)
        {
            Pool.MaxUnpoolBackward<T>(
                gradient.Span,
                StridedMemory<long>.Hold(indices!, random).Span,
                spec.DataFormat,
                gradInput.Span,
                spec.Convention,
                IndexedSize(spec));
        }
        else if (way == LibraryWay.Indices)
        {
            indices ??= WithIndices(spec, input).Indices!;
            Pool.MaxBackward<T>(
                gradient.Span,
                StridedMemory<long>.Hold(indices, random).Span,
                spec.DataFormat,
                gradInput.Span,
                spec.Convention);
        }
        else
        {
            Backward(spec, StridedMemory<T>.Hold(input, random).Span, gradient.Span, gradInput.Span);
        }

        return new PoolingResult<T>(gradInput.Take());
    }

    private static void Backward<T>(
        PoolingSpec spec,
        in ReadOnlyTensorSpan<T> input,
        in ReadOnlyTensorSpan<T> gradOutput,
        in TensorSpan<T> gradInput)
        where T : IFloatingPointIeee754<T>
    {
        PoolingWindow window = LibraryWindow.Of(spec.Window!, input.Lengths, spec.DataFormat);
        switch (spec.Operation)
        {
            case PoolingOperation.Max:
                Pool.MaxBackward(input, gradOutput, window, spec.DataFormat, gradInput, spec.NaNPolicy);
                break;
            case PoolingOperation.Min:
                Pool.MinBackward(input, gradOutput, window, spec.DataFormat, gradInput, spec.NaNPolicy);
                break;
            case PoolingOperation.Sum:
                Pool.SumBackward(gradOutput, window, spec.DataFormat, gradInput);
                break;
            case PoolingOperation.Average:
                Pool.AverageBackward(
                    gradOutput, window, spec.DataFormat, gradInput, spec.CountIncludePad, spec.DivisorOverride);
                break;
            case PoolingOperation.Lp:
                Pool.LpBackward(input, gradOutput, window, spec.P, spec.LpRule, spec.DataFormat, gradInput);
                break;
            case PoolingOperation.GeneralizedMean:
                Pool.GeneralizedMeanBackward(input, gradOutput, window, spec.P, spec.DataFormat, gradInput);
                break;
            case PoolingOperation.StochasticExpected:
                Pool.StochasticExpectedBackward(input, gradOutput, window, spec.DataFormat, gradInput);
                break;
            default:
                throw new ArgumentException($"Expected an operation on windows, but got {spec.Operation}.", nameof(spec));
        }
    }

    private static ReadOnlySpan<nint> IndexedSize(PoolingSpec spec) => spec.IndexedSize.SequenceEqual(spec.OutputSize)
        ? default
        : spec.IndexedSize.Select(length => (nint)length).ToArray();

    private PoolingResult<T> Values<T>(PoolingSpec spec, PlainTensor<T> input)
        where T : INumber<T>
    {
        ReadOnlyTensorSpan<T> source = StridedMemory<T>.Hold(input, random).Span;
        PoolingWindow window = LibraryWindow.Of(spec.Window!, source.Lengths, spec.DataFormat);
        StridedMemory<T> output = StridedMemory<T>.Reserve(OutputShape(window, source.Lengths, spec), random);
        TensorSpan<T> destination = output.Span;
        switch (spec.Operation)
        {
            case PoolingOperation.Max:
                Pool.Max(source, window, spec.DataFormat, destination, spec.NaNPolicy);
                break;
            case PoolingOperation.Min:
                Pool.Min(source, window, spec.DataFormat, destination, spec.NaNPolicy);
                break;
            case PoolingOperation.Sum:
                Pool.Sum(source, window, spec.DataFormat, destination);
                break;
            case PoolingOperation.Average:
                Pool.Average(source, window, spec.DataFormat, destination, spec.CountIncludePad, spec.DivisorOverride);
                break;
            case PoolingOperation.Lp:
                Pool.Lp(source, window, spec.P, spec.LpRule, spec.DataFormat, destination);
                break;
            case PoolingOperation.GeneralizedMean:
                Pool.GeneralizedMean(source, window, spec.P, spec.DataFormat, destination);
                break;
            case PoolingOperation.StochasticExpected:
                Pool.StochasticExpected(source, window, spec.DataFormat, destination);
                break;
            default:
                throw new ArgumentException($"Expected an operation on windows, but got {spec.Operation}.", nameof(spec));
        }

        return new PoolingResult<T>(output.Take());
    }

    private PoolingResult<T> WithIndices<T>(PoolingSpec spec, PlainTensor<T> input)
        where T : INumber<T>
    {
        ReadOnlyTensorSpan<T> source = StridedMemory<T>.Hold(input, random).Span;
        PoolingWindow window = LibraryWindow.Of(spec.Window!, source.Lengths, spec.DataFormat);
        int[] outputShape = OutputShape(window, source.Lengths, spec);
        StridedMemory<T> output = StridedMemory<T>.Reserve(outputShape, random);
        StridedMemory<long> indices = StridedMemory<long>.Reserve(outputShape, random);
        if (spec.Operation == PoolingOperation.Max)
        {
            Pool.MaxWithIndices(
                source, window, spec.DataFormat, output.Span, indices.Span, spec.Convention, spec.NaNPolicy);
        }
        else
        {
            Pool.MinWithIndices(
                source, window, spec.DataFormat, output.Span, indices.Span, spec.Convention, spec.NaNPolicy);
        }

        return new PoolingResult<T>(output.Take(), indices.Take());
    }

    private PoolingResult<T> Global<T>(PoolingSpec spec, PlainTensor<T> input)
        where T : INumber<T>
    {
        ReadOnlyTensorSpan<T> source = StridedMemory<T>.Hold(input, random).Span;
        int channels = Shapes.Channels(input.Shape, spec.DataFormat);
        StridedMemory<T> output = StridedMemory<T>.Reserve([input.Shape[0], channels], random);
        switch (spec.Operation)
        {
            case PoolingOperation.Max:
                Pool.GlobalMax(source, spec.DataFormat, output.Span);
                break;
            case PoolingOperation.Average:
                Pool.GlobalAverage(source, spec.DataFormat, output.Span);
                break;
            default:
                Pool.GlobalLp(source, spec.P, spec.LpRule, spec.DataFormat, output.Span);
                break;
        }

        int[] ones = [.. Enumerable.Repeat(1, input.Shape.Length - 2)];
        return new PoolingResult<T>(
            new PlainTensor<T>(Shapes.Of(input.Shape[0], channels, ones, spec.DataFormat), output.Take().Data));
    }

    private PoolingResult<T> Unpool<T>(PoolingSpec spec, PlainTensor<T> input, PlainTensor<long> indices)
        where T : INumber<T>
    {
        int channels = Shapes.Channels(input.Shape, spec.DataFormat);
        StridedMemory<T> output = StridedMemory<T>.Reserve(
            Shapes.Of(input.Shape[0], channels, spec.OutputSize, spec.DataFormat), random);
        Pool.MaxUnpool<T>(
            StridedMemory<T>.Hold(input, random).Span,
            StridedMemory<long>.Hold(indices, random).Span,
            spec.DataFormat,
            output.Span,
            spec.Convention,
            IndexedSize(spec));
        return new PoolingResult<T>(output.Take());
    }

    private static int[] OutputShape(PoolingWindow window, ReadOnlySpan<nint> inputShape, PoolingSpec spec) =>
        [.. window.ComputeOutputShape(inputShape, spec.DataFormat).Select(length => (int)length)];
}

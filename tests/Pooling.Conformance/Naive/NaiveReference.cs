using System.Numerics;
using Pooling.Conformance.Cases;

namespace Pooling.Conformance.Naive;

/// <summary>
/// Pooling by its definition: for every output, look at every position of its window. Slow, and shares nothing with
/// the library.
/// </summary>
internal sealed class NaiveReference : IPoolingImplementation
{
    public string Name => "naive";

    public PoolingResult<T> Forward<T>(PoolingSpec spec, PlainTensor<T> input, PlainTensor<long>? indices)
        where T : INumber<T>
    {
        if (spec.Operation == PoolingOperation.MaxUnpool)
        {
            return Unpool(spec, input, indices!);
        }

        NaiveReduction<T> reduction = Reduction<T>(spec);
        int[] outputShape = OutputShape(spec, input.Shape);
        PlainTensor<T> output = new(outputShape);
        PlainTensor<long>? winners =
            spec.Operation is PoolingOperation.Max or PoolingOperation.Min ? new PlainTensor<long>(outputShape) : null;
        double[]? slack = reduction.IsExact ? null : new double[output.Data.Length];
        int[] spatial = Shapes.Spatial(input.Shape, spec.DataFormat);
        int channels = Shapes.Channels(input.Shape, spec.DataFormat);

        NaiveWindows.Visit(spec, input, (batch, channel, window, offset) =>
        {
            NaiveOutput<T> result = reduction.Reduce(window);
            output.Data[offset] = result.Value;
            slack?[offset] = result.Slack;
            winners?.Data[offset] = result.Winner < 0
                ? -1
                : NaiveIndices.Of(spec.Convention, batch, channel, result.Winner, channels, spatial);
        });
        return new PoolingResult<T>(output, winners, slack);
    }

    public PoolingResult<T> Backward<T>(
        PoolingSpec spec, PlainTensor<T> input, PlainTensor<T> gradOutput, PlainTensor<long>? indices)
        where T : IFloatingPointIeee754<T>
    {
        PlainTensor<T> gradInput = new(input.Shape);
        if (spec.Operation == PoolingOperation.MaxUnpool)
        {
            foreach ((int source, int target) in NaiveUnpool.Moves(spec, input.Shape, indices!))
            {
                gradInput.Data[source] = gradOutput.Data[target];
            }

            return new PoolingResult<T>(gradInput);
        }

        NaiveReduction<T> reduction = Reduction<T>(spec);
        int plane = Shapes.Count(Shapes.Spatial(input.Shape, spec.DataFormat));
        int channels = Shapes.Channels(input.Shape, spec.DataFormat);
        Dictionary<(int Batch, int Channel), NaiveGradient> gradients = [];
        NaiveWindows.Visit(spec, input, (batch, channel, window, offset) =>
        {
            if (!gradients.TryGetValue((batch, channel), out NaiveGradient? gradient))
            {
                gradients.Add((batch, channel), gradient = new NaiveGradient(plane));
            }

            reduction.Spread(window, double.CreateChecked(gradOutput.Data[offset]), gradient);
        });

        double[] slack = new double[gradInput.Data.Length];
        foreach (((int batch, int channel), NaiveGradient gradient) in gradients)
        {
            for (int position = 0; position < plane; position++)
            {
                int offset = Shapes.Offset(batch, channel, position, channels, plane, spec.DataFormat);
                gradInput.Data[offset] = T.CreateChecked(gradient.Sum[position]);
                slack[offset] = gradient.Slack[position] + NumberType<T>.Ulp(gradient.Sum[position]);
            }
        }

        return new PoolingResult<T>(gradInput, Slack: slack);
    }

    /// <summary>The shape that an operation gives.</summary>
    public static int[] OutputShape(PoolingSpec spec, int[] inputShape)
    {
        int[] spatial = Shapes.Spatial(inputShape, spec.DataFormat);
        int[] outputSize = spec.Window is { } window
            ? [.. spatial.Select((_, axis) => inputShape[0] == 0 && window is FractionalSpec fractional
                ? fractional.OutputSize[axis]
                : NaiveAxis.Of(window, axis, spatial, plane: 0).Windows.Length)]
            : spec.OutputSize;
        return Shapes.Of(inputShape[0], Shapes.Channels(inputShape, spec.DataFormat), outputSize, spec.DataFormat);
    }

    private static PoolingResult<T> Unpool<T>(PoolingSpec spec, PlainTensor<T> input, PlainTensor<long> indices)
        where T : INumber<T>
    {
        PlainTensor<T> output = new(OutputShape(spec, input.Shape));
        foreach ((int source, int target) in NaiveUnpool.Moves(spec, input.Shape, indices))
        {
            output.Data[target] = input.Data[source];
        }

        return new PoolingResult<T>(output);
    }

    private static NaiveReduction<T> Reduction<T>(PoolingSpec spec)
        where T : INumber<T> => spec.Operation switch
        {
            PoolingOperation.Max => new NaiveExtremum<T>(largest: true, spec.NaNPolicy),
            PoolingOperation.Min => new NaiveExtremum<T>(largest: false, spec.NaNPolicy),
            PoolingOperation.Sum => new NaiveSum<T>(divide: false, countIncludePad: false, divisorOverride: null),
            PoolingOperation.Average => new NaiveSum<T>(divide: true, spec.CountIncludePad, spec.DivisorOverride),
            PoolingOperation.Lp => new NaiveLp<T>(spec.P, spec.LpRule),
            PoolingOperation.GeneralizedMean => new NaiveGeneralizedMean<T>(spec.P),
            PoolingOperation.StochasticExpected => new NaiveStochasticExpected<T>(),
            _ => throw new ArgumentException($"Expected an operation on windows, but got {spec.Operation}.", nameof(spec)),
        };
}

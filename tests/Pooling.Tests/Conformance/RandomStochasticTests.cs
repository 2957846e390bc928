using System.Numerics.Tensors;
using Pooling.Conformance.Cases;
using Pooling.Conformance.Library;
using Pooling.Conformance.Naive;
using Pooling.Conformance.RandomCases;

namespace Pooling.Tests;

/// <summary>Stochastic pooling, over random shapes, windows, data formats and layouts of memory.</summary>
public class RandomStochasticTests
{
    private const int Seed = 20130116;
    private const int Cases = 400;

    [Fact]
    public void A_pick_is_a_positive_element_of_its_window() => Assert.All(RandomCases(), randomCase =>
    {
        PlainTensor<double> input = new RandomValues<double>(randomCase.Random).Next(randomCase.InputShape, randomCase.Values);

        PlainTensor<double> output = Forward(randomCase.Spec, input, randomCase.Random);

        NaiveWindows.Visit(randomCase.Spec, input, (_, _, window, place) =>
        {
            double picked = output.Data[place];
            List<double> positive = [.. window.Values.Where(element => element > 0)];
            double want = window.Values.Exists(double.IsNaN) ? double.NaN
                : window.Values.Contains(double.PositiveInfinity) ? double.PositiveInfinity
                : positive.Contains(picked) ? picked
                : positive.Count > 0 ? positive[0]
                : 0;
            Assert.True(want.Equals(picked), FormattableString.Invariant($"{place}: got {picked}: {randomCase}"));
        });
    });

    [Fact]
    public void Picks_do_not_depend_on_data_format_or_memory() => Assert.All(RandomCases(), randomCase =>
    {
        PoolingSpec spec = randomCase.Spec;
        PlainTensor<double> input = new RandomValues<double>(randomCase.Random).Next(randomCase.InputShape, randomCase.Values);
        DataFormat other = Shapes.Other(spec.DataFormat);

        PlainTensor<double> output = Forward(spec, input, random: null);

        Assert.Equal(output.Data, Forward(spec, input, randomCase.Random).Data);
        PlainTensor<double> moved =
            Forward(spec with { DataFormat = other }, input.InOtherFormat(spec.DataFormat), randomCase.Random);
        Assert.Equal(output.Data, moved.InOtherFormat(other).Data);
    });

    [Fact]
    public void The_gradient_goes_to_the_picked_element() => Assert.All(RandomCases(), randomCase =>
    {
        PoolingSpec spec = randomCase.Spec;
        PlainTensor<double> input =
            FiniteDifferences.DistinctValues(randomCase.InputShape, randomCase.Random, positive: false);
        PlainTensor<double> output = Forward(spec, input, random: null);
        PlainTensor<double> gradOutput = FiniteDifferences.Weights(output.Shape, randomCase.Random);
        double[] expected = new double[input.Data.Length];
        for (int place = 0; place < output.Data.Length; place++)
        {
            if (output.Data[place] > 0)
            {
                // No two elements of the input are the same.
                expected[Array.IndexOf(input.Data, output.Data[place])] += gradOutput.Data[place];
            }
        }

        double[] gradient = Backward(spec, input, gradOutput, randomCase.Random).Data;

        Assert.Equal(expected.Length, gradient.Length);
        Assert.All(expected.Zip(gradient), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    });

    /// <summary>Random windows, of which only the windows count; zeros of the padding are never picked.</summary>
    private static IEnumerable<RandomCase> RandomCases() => Enumerable.Range(0, Cases)
        .Select(number => new RandomCase(Seed, ((long)number * RandomCase.Kinds) + ((int)PoolingOperation.StochasticExpected * 2)));

    private static PlainTensor<double> Forward(PoolingSpec spec, PlainTensor<double> input, Random? random)
    {
        TensorSpan<double> source = StridedMemory<double>.Hold(input, random).Span;
        StridedMemory<double> output = StridedMemory<double>.Reserve(NaiveReference.OutputShape(spec, input.Shape), random);
        Pool.Stochastic<double>(source, Window(spec, source.Lengths), Seed, spec.DataFormat, output.Span);
        return output.Take();
    }

    private static PlainTensor<double> Backward(
        PoolingSpec spec, PlainTensor<double> input, PlainTensor<double> gradOutput, Random? random)
    {
        TensorSpan<double> source = StridedMemory<double>.Hold(input, random).Span;
        StridedMemory<double> gradInput = StridedMemory<double>.Reserve(input.Shape, random);
        Pool.StochasticBackward<double>(
            source,
            StridedMemory<double>.Hold(gradOutput, random).Span,
            Window(spec, source.Lengths),
            Seed,
            spec.DataFormat,
            gradInput.Span);
        return gradInput.Take();
    }

    private static PoolingWindow Window(PoolingSpec spec, ReadOnlySpan<nint> inputShape) =>
        LibraryWindow.Of(spec.Window!, inputShape, spec.DataFormat);
}

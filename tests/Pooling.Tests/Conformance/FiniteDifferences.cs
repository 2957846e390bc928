using Pooling.Conformance.Cases;

namespace Pooling.Tests;

/// <summary>Checks a gradient against central differences, in double.</summary>
internal static class FiniteDifferences
{
    private const double Step = 1e-5;
    private const double Tolerance = 1e-6;

    /// <summary>Different numbers in random order, none of them near 0 or near another.</summary>
    /// <param name="shape">The shape of the tensor.</param>
    /// <param name="random">Says in which order.</param>
    /// <param name="positive">Whether all of them are to be positive.</param>
    public static PlainTensor<double> DistinctValues(int[] shape, Random random, bool positive)
    {
        int count = Shapes.Count(shape);
        int[] ranks = [.. Enumerable.Range(0, count)];
        random.Shuffle(ranks);
        double spacing = 6.0 / count;
        double lowest = positive ? 0 : -count / 2;
        return new PlainTensor<double>(shape, [.. ranks.Select(rank => (rank + lowest + 0.25) * spacing)]);
    }

    /// <summary>Random weights from -1 to 1, which make a number of an output.</summary>
    public static PlainTensor<double> Weights(int[] shape, Random random) =>
        new(shape, [.. Enumerable.Range(0, Shapes.Count(shape)).Select(_ => (random.NextDouble() * 2) - 1)]);

    /// <summary>
    /// Asserts that the gradient of the weighted sum of an output is its slope along every element of the input.
    /// </summary>
    /// <param name="input">The input; its elements are moved to and fro.</param>
    /// <param name="weights">The weights of the output, which are the gradient that the backward pass starts from.</param>
    /// <param name="forward">Gives the output of an input.</param>
    /// <param name="gradient">The gradient in question.</param>
    /// <param name="what">What is checked.</param>
    public static void Check(
        PlainTensor<double> input,
        PlainTensor<double> weights,
        Func<PlainTensor<double>, PlainTensor<double>> forward,
        PlainTensor<double> gradient,
        string what)
    {
        double scale = gradient.Data.Append(1).Max(Math.Abs);
        for (int i = 0; i < input.Data.Length; i++)
        {
            double value = input.Data[i];
            input.Data[i] = value + Step;
            double above = Loss();
            input.Data[i] = value - Step;
            double below = Loss();
            input.Data[i] = value;
            double slope = (above - below) / (2 * Step);
            Assert.True(
                Math.Abs(gradient.Data[i] - slope) <= Tolerance * scale,
                FormattableString.Invariant($"Element {i}: gradient {gradient.Data[i]}, slope {slope}: {what}"));
        }

        // A window without elements gives an infinite max, which does not change.
        double Loss() => forward(input).Data.Zip(weights.Data, (output, weight) => double.IsInfinity(output) ? 0 : output * weight).Sum();
    }
}

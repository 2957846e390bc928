using Pooling.Conformance.Cases;
using Pooling.Conformance.Library;
using Pooling.Conformance.Naive;
using Pooling.Conformance.RandomCases;

namespace Pooling.Tests;

/// <summary>The gradient of every operation is the slope of the operation itself.</summary>
public class FiniteDifferenceTests
{
    private const int Seed = 20150409;
    private const int CasesOfEachOperation = 30;
    private const int MostElements = 100;

    public static TheoryData<string> Operations => [.. Enum.GetNames<PoolingOperation>()];

    [Theory]
    [MemberData(nameof(Operations))]
    public void A_gradient_is_the_slope_of_its_operation(string name)
    {
        PoolingOperation operation = Enum.Parse<PoolingOperation>(name);

        List<RandomCase> cases = [.. SmallCases(operation).Take(CasesOfEachOperation)];

        Assert.All(cases, Check);
    }

    /// <summary>Random windows and settings on inputs of few elements, each of which is moved to and fro.</summary>
    private static IEnumerable<RandomCase> SmallCases(PoolingOperation operation)
    {
        for (long number = (int)operation * 2; ; number += RandomCase.Kinds)
        {
            RandomCase candidate = new(Seed, number);
            PoolingSpec spec = candidate.Spec;
            int plane = Shapes.Count(Shapes.Spatial(candidate.InputShape, spec.DataFormat));
            bool mayUnpool = operation != PoolingOperation.MaxUnpool || plane <= Shapes.Count(spec.IndexedSize);
            if (Shapes.Count(candidate.InputShape) is > 1 and <= MostElements && mayUnpool)
            {
                yield return candidate;
            }
        }
    }

    private static void Check(RandomCase randomCase)
    {
        PoolingSpec spec = randomCase.Spec;
        Random random = randomCase.Random;
        // Where powers are signed, negative numbers give NaN, which has no slope.
        bool positive = spec is { Operation: PoolingOperation.Lp, LpRule: LpRule.PyTorch };
        PlainTensor<double> input = FiniteDifferences.DistinctValues(randomCase.InputShape, random, positive);
        PlainTensor<long>? indices = spec.Operation == PoolingOperation.MaxUnpool ? DistinctIndices(randomCase) : null;
        PlainTensor<double> weights =
            FiniteDifferences.Weights(NaiveReference.OutputShape(spec, randomCase.InputShape), random);
        foreach (IPoolingImplementation library in LibraryPooling.Ways(spec with { Backward = true }))
        {
            FiniteDifferences.Check(
                input,
                weights,
                moved => library.Forward(spec, moved, indices).Values,
                library.Backward(spec with { Backward = true }, input, weights, indices).Values,
                $"{library.Name}, {randomCase}");
        }
    }

    /// <summary>Indices of which no two are the same: of two elements at one place, only one has a slope.</summary>
    private static PlainTensor<long> DistinctIndices(RandomCase randomCase)
    {
        PoolingSpec spec = randomCase.Spec;
        int[] shape = randomCase.InputShape;
        int channels = Shapes.Channels(shape, spec.DataFormat);
        int plane = Shapes.Count(Shapes.Spatial(shape, spec.DataFormat));
        PlainTensor<long> indices = new(shape);
        for (int b = 0; b < shape[0]; b++)
        {
            for (int c = 0; c < channels; c++)
            {
                int[] targets = [.. Enumerable.Range(0, Shapes.Count(spec.IndexedSize))];
                randomCase.Random.Shuffle(targets);
                for (int position = 0; position < plane; position++)
                {
                    indices.Data[Shapes.Offset(b, c, position, channels, plane, spec.DataFormat)] =
                        NaiveIndices.Of(spec.Convention, b, c, targets[position], channels, spec.IndexedSize);
                }
            }
        }

        return indices;
    }
}

using System.Numerics;
using Pooling.Conformance.Cases;
using Pooling.Conformance.Library;
using Pooling.Conformance.Naive;

namespace Pooling.Conformance.RandomCases;

/// <summary>Holds the library against the definitions, in random cases.</summary>
internal static class RandomCheck
{
    private static readonly NaiveReference Reference = new();

    /// <summary>Runs a case in every way that the library has, with tensors anyhow in memory.</summary>
    /// <param name="randomCase">The case.</param>
    /// <param name="bits">Gets the bits of all results of which every bit counts.</param>
    /// <returns>The first difference in each way; none if all agree.</returns>
    public static IReadOnlyList<string> Run(RandomCase randomCase, ref ExactBits bits)
    {
        Type type = randomCase.ElementType;
        return randomCase.Spec.Backward
            ? type == typeof(float) ? Backward<float>(randomCase, ref bits)
                : type == typeof(double) ? Backward<double>(randomCase, ref bits)
                : Backward<Half>(randomCase, ref bits)
            : type == typeof(float) ? Forward<float>(randomCase, ref bits)
            : type == typeof(double) ? Forward<double>(randomCase, ref bits)
            : type == typeof(Half) ? Forward<Half>(randomCase, ref bits)
            : type == typeof(sbyte) ? Forward<sbyte>(randomCase, ref bits)
            : type == typeof(byte) ? Forward<byte>(randomCase, ref bits)
            : type == typeof(short) ? Forward<short>(randomCase, ref bits)
            : type == typeof(ushort) ? Forward<ushort>(randomCase, ref bits)
            : type == typeof(int) ? Forward<int>(randomCase, ref bits)
            : type == typeof(uint) ? Forward<uint>(randomCase, ref bits)
            : type == typeof(long) ? Forward<long>(randomCase, ref bits)
            : Forward<ulong>(randomCase, ref bits);
    }

    private static List<string> Forward<T>(RandomCase randomCase, ref ExactBits bits)
        where T : INumber<T>
    {
        PlainTensor<T> input = new RandomValues<T>(randomCase.Random).Next(randomCase.InputShape, randomCase.Values);
        PlainTensor<long>? indices = NextIndices(randomCase);
        return Compare(randomCase, ref bits, implementation => implementation.Forward(randomCase.Spec, input, indices));
    }

    private static List<string> Backward<T>(RandomCase randomCase, ref ExactBits bits)
        where T : IFloatingPointIeee754<T>
    {
        RandomValues<T> values = new(randomCase.Random);
        PlainTensor<T> input = values.Next(randomCase.InputShape, randomCase.Values);
        PlainTensor<T> gradOutput = values.Next(
            NaiveReference.OutputShape(randomCase.Spec, randomCase.InputShape), randomCase.GradOutputValues);
        PlainTensor<long>? indices = NextIndices(randomCase);
        return Compare(
            randomCase, ref bits, implementation => implementation.Backward(randomCase.Spec, input, gradOutput, indices));
    }

    private static List<string> Compare<T>(
        RandomCase randomCase, ref ExactBits bits, Func<IPoolingImplementation, PoolingResult<T>> run)
        where T : INumber<T>
    {
        PoolingResult<T>? want = null;
        try
        {
            want = run(Reference);
        }
        catch (OverflowException)
        {
            // The result does not fit the type, which the library must say in the same way.
        }

        Random? memory = randomCase.Random.Next(2) == 0 ? null : randomCase.Random;
        List<string> failures = [];
        foreach (IPoolingImplementation way in LibraryPooling.Ways(randomCase.Spec, memory))
        {
            string? failure;
            try
            {
                PoolingResult<T> got = run(way);
                failure = want is null ? "got a result, wanted an OverflowException" : Difference(got, want);
                if (want is { Slack: null })
                {
                    bits.Add(got);
                }
            }
            catch (OverflowException) when (want is null)
            {
                failure = null;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // Whatever the library throws is a failure of this case and must not end the run.
                failure = $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}";
            }

            if (failure is not null)
            {
                failures.Add($"{way.Name}: {failure} - {(memory is null ? "" : "strided ")}{randomCase}");
            }
        }

        return failures;
    }

    private static string? Difference<T>(PoolingResult<T> got, PoolingResult<T> want)
        where T : INumber<T>
    {
        string? values = Mismatch.Find(
            "value", got.Values, want.Values, (value, expected, place) => Agree(value, expected, want.Slack?[place]));
        return values is not null || got.Indices is null || want.Indices is null
            ? values
            : Mismatch.Find("index", got.Indices, want.Indices, (index, expected, _) => index == expected);
    }

    /// <summary>Whether two values have the same bits, or are as near as they must be.</summary>
    private static bool Agree<T>(T got, T want, double? slack)
        where T : INumber<T>
    {
        if (T.IsNaN(got) && T.IsNaN(want))
        {
            return true;
        }

        return slack is { } allowed
            ? got == want || double.IsPositiveInfinity(allowed)
                || Math.Abs(double.CreateChecked(got) - double.CreateChecked(want)) <= allowed
            : got == want && T.IsNegative(got) == T.IsNegative(want);
    }

    /// <summary>Indices for an unpooling, some of them the same.</summary>
    private static PlainTensor<long>? NextIndices(RandomCase randomCase)
    {
        PoolingSpec spec = randomCase.Spec;
        if (spec.Operation != PoolingOperation.MaxUnpool)
        {
            return null;
        }

        int[] shape = randomCase.InputShape;
        int channels = Shapes.Channels(shape, spec.DataFormat);
        int plane = Shapes.Count(Shapes.Spatial(shape, spec.DataFormat));
        int indexed = Shapes.Count(spec.IndexedSize);
        PlainTensor<long> indices = new(shape);
        for (int b = 0; b < shape[0]; b++)
        {
            for (int c = 0; c < channels; c++)
            {
                for (int position = 0; position < plane; position++)
                {
                    indices.Data[Shapes.Offset(b, c, position, channels, plane, spec.DataFormat)] = NaiveIndices.Of(
                        spec.Convention, b, c, randomCase.Random.Next(indexed), channels, spec.IndexedSize);
                }
            }
        }

        return indices;
    }
}

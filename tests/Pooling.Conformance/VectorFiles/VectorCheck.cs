using System.Numerics;
using Pooling.Conformance.Cases;

namespace Pooling.Conformance.VectorFiles;

/// <summary>Holds an implementation against what a peer computed.</summary>
internal static class VectorCheck
{
    /// <summary>Runs a case.</summary>
    /// <param name="vector">The case.</param>
    /// <param name="implementation">What computes it.</param>
    /// <returns>The first difference, or null if there is none.</returns>
    /// <exception cref="UnknownCaseException">The element type is unknown.</exception>
    public static string? Run(VectorCase vector, IPoolingImplementation implementation) =>
        (vector.ElementType, vector.Spec.Backward) switch
        {
            ("float32", false) => Forward<float>(vector, implementation),
            ("float64", false) => Forward<double>(vector, implementation),
            ("int8", false) => Forward<sbyte>(vector, implementation),
            ("uint8", false) => Forward<byte>(vector, implementation),
            ("int32", false) => Forward<int>(vector, implementation),
            ("int64", false) => Forward<long>(vector, implementation),
            ("float32", true) => Backward<float>(vector, implementation),
            ("float64", true) => Backward<double>(vector, implementation),
            _ => throw new UnknownCaseException(
                $"Expected a 'dtype' of {(vector.Spec.Backward ? "gradients" : "tensors")}, but got '{vector.ElementType}'."),
        };

    private static string? Forward<T>(VectorCase vector, IPoolingImplementation implementation)
        where T : INumber<T>
    {
        bool unpools = vector.Spec.Operation == PoolingOperation.MaxUnpool;
        PlainTensor<long>? indices = vector.Indices?.Read<long>();
        PlainTensor<T> expected = vector.Expected.Read<T>();
        PoolingResult<T> result = implementation.Forward(vector.Spec, vector.Input.Read<T>(), unpools ? indices : null);
        return Compare("output", vector, result.Values, expected)
            ?? (unpools ? null : CompareIndices(result.Indices, indices));
    }

    private static string? Backward<T>(VectorCase vector, IPoolingImplementation implementation)
        where T : IFloatingPointIeee754<T>
    {
        PlainTensor<T> input = vector.Input.Read<T>();
        PlainTensor<long>? indices = vector.Indices?.Read<long>();
        PlainTensor<T> expected = vector.Expected.Read<T>();
        PoolingResult<T> result = implementation.Backward(
            vector.Spec, input, vector.GradOutput!.Read<T>(), indices);
        if (Compare("gradient", vector, result.Values, expected) is { } mismatch)
        {
            return mismatch;
        }

        return vector.Spec.Operation == PoolingOperation.Max && indices is not null
            ? CompareIndices(implementation.Forward(vector.Spec, input, indices: null).Indices, indices)
            : null;
    }

    private static string? Compare<T>(string what, VectorCase vector, PlainTensor<T> got, PlainTensor<T> want)
        where T : INumber<T> => Mismatch.Find(what, got, want, (value, expected, _) => Agree(vector, value, expected));

    /// <summary>Compares indices, if the implementation gives any and the case has some.</summary>
    private static string? CompareIndices(PlainTensor<long>? got, PlainTensor<long>? want) =>
        got is null || want is null ? null : Mismatch.Find("index", got, want, (index, expected, _) => index == expected);

    private static bool Agree<T>(VectorCase vector, T got, T want)
        where T : INumber<T>
    {
        if (got == want || (T.IsNaN(got) && T.IsNaN(want)))
        {
            return true;
        }

        double expected = double.CreateChecked(want);
        double allowed = vector.AbsoluteTolerance + (vector.RelativeTolerance * Math.Abs(expected));
        return allowed > 0 && double.IsFinite(expected) && Math.Abs(double.CreateChecked(got) - expected) <= allowed;
    }
}

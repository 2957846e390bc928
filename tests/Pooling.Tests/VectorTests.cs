using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>What PyTorch, ONNX Runtime, the ONNX node tests and TensorFlow.js computed.</summary>
public class VectorTests
{
    /// <remarks>
    /// The numbers of cases that layers can express were counted by a separate script from the schema, so that a
    /// mistake in <see cref="VectorCase.ToLayer"/> cannot make cases vanish unseen.
    /// </remarks>
    [Theory]
    [InlineData("pytorch_max_pool", 53)]
    [InlineData("pytorch_avg_pool", 50)]
    [InlineData("onnx_node", 5)]
    [InlineData("onnxruntime_max_pool", 38)]
    [InlineData("onnxruntime_avg_pool", 42)]
    [InlineData("onnxruntime_global", 36)]
    [InlineData("tfjs_max_pool", 75)]
    [InlineData("tfjs_avg_pool", 61)]
    [InlineData("tfjs_global", 28)]
    public void Every_case_that_a_layer_can_express_gives_what_the_peer_computed(string file, int expressible)
    {
        int ran = 0;
        List<string> failures = [];
        foreach (VectorCase vector in VectorCase.ReadFile(file))
        {
            if (vector.ToLayer() is not { } layer)
            {
                continue;
            }

            ran++;
            string? failure = vector.ElementType switch
            {
                "float32" => Run<float>(vector, layer),
                "float64" => Run<double>(vector, layer),
                "int8" => Run<sbyte>(vector, layer),
                "uint8" => Run<byte>(vector, layer),
                "int32" => Run<int>(vector, layer),
                "int64" => Run<long>(vector, layer),
                string other => $"{vector.Id}: unknown dtype {other}",
            };
            if (failure is not null)
            {
                failures.Add(failure);
            }
        }

        Assert.Empty(failures);
        Assert.Equal(expressible, ran);
    }

    private static string? Run<T>(VectorCase vector, PoolingLayer layer)
        where T : INumber<T>
    {
        Tensor<T> expected = vector.ReadTensor<T>("expected");
        Tensor<T> actual = layer.Forward(vector.ReadTensor<T>("input"));
        if (!actual.Lengths.SequenceEqual(expected.Lengths))
        {
            return $"{vector.Id}: {layer} gave another shape";
        }

        int index = 0;
        foreach ((T got, T want) in actual.Zip(expected))
        {
            if (!Agree(got, want, vector))
            {
                return FormattableString.Invariant($"{vector.Id}: {layer} gave {got} at {index}, expected {want}");
            }

            index++;
        }

        return null;
    }

    private static bool Agree<T>(T got, T want, VectorCase vector)
        where T : INumber<T>
    {
        if (got == want || (T.IsNaN(got) && T.IsNaN(want)))
        {
            return true;
        }

        double expected = double.CreateChecked(want);
        double allowed = vector.AbsoluteTolerance + (vector.RelativeTolerance * Math.Abs(expected));
        return allowed > 0 && Math.Abs(double.CreateChecked(got) - expected) <= allowed;
    }
}

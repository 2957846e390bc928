using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Benchmarks;

/// <summary>Makes of a case a call to the library, with all memory ready.</summary>
internal static class CaseCall
{
    private const int Seed = 1;

    /// <summary>The call of a case.</summary>
    /// <param name="timed">The case.</param>
    /// <param name="dataFormat">Where its tensors have their channels.</param>
    public static Action Of(PoolingCase timed, DataFormat dataFormat) => timed.DType switch
    {
        CaseDType.Float32 => OfFloatingPoint<float>(timed, dataFormat),
        CaseDType.Float16 => OfFloatingPoint<Half>(timed, dataFormat),
        CaseDType.Float64 => OfFloatingPoint<double>(timed, dataFormat),
        _ => OfNumber<byte>(timed, dataFormat),
    };

    /// <summary>A plain copy that reads and writes as many bytes as a case must, for its bandwidth.</summary>
    /// <param name="bytes">How many bytes are read and written together.</param>
    public static Action Copy(long bytes)
    {
        byte[] source = GC.AllocateUninitializedArray<byte>(checked((int)(bytes / 2)));
        byte[] destination = GC.AllocateUninitializedArray<byte>(source.Length);
        new Random(Seed).NextBytes(source);
        return () => source.AsSpan().CopyTo(destination);
    }

    private static Action OfFloatingPoint<T>(PoolingCase timed, DataFormat dataFormat)
        where T : IFloatingPointIeee754<T>
    {
        if (timed.Direction != CaseDirection.Backward)
        {
            return OfNumber<T>(timed, dataFormat);
        }

        SlidingWindow window = timed.CreateWindow();
        nint[] shape = timed.InputShape(dataFormat);
        Tensor<T> input = RandomTensor<T>(shape);
        Tensor<T> gradOutput = RandomTensor<T>(window.ComputeOutputShape(shape, dataFormat));
        Tensor<T> gradInput = AlignedTensor.CreateFromShape<T>(shape);
        return timed.Op == CaseOperation.Max
            ? () => Pool.MaxBackward<T>(input, gradOutput, window, dataFormat, gradInput)
            : () => Pool.AverageBackward<T>(gradOutput, window, dataFormat, gradInput);
    }

    private static Action OfNumber<T>(PoolingCase timed, DataFormat dataFormat)
        where T : INumber<T>
    {
        SlidingWindow window = timed.CreateWindow();
        nint[] shape = timed.InputShape(dataFormat);
        Tensor<T> input = RandomTensor<T>(shape);
        Tensor<T> output = AlignedTensor.CreateFromShape<T>(window.ComputeOutputShape(shape, dataFormat));
        if (timed.Direction == CaseDirection.Indices)
        {
            Tensor<long> indices = AlignedTensor.CreateFromShape<long>(output.Lengths);
            return () => Pool.MaxWithIndices<T>(input, window, dataFormat, output, indices);
        }

        return timed.Op == CaseOperation.Max
            ? () => Pool.Max<T>(input, window, dataFormat, output)
            : () => Pool.Average<T>(input, window, dataFormat, output);
    }

    /// <summary>Numbers of both signs, but of bytes all there are.</summary>
    private static Tensor<T> RandomTensor<T>(ReadOnlySpan<nint> shape)
        where T : INumber<T>
    {
        Tensor<T> tensor = AlignedTensor.CreateFromShape<T>(shape);
        Random random = new(Seed);
        double scale = typeof(T) == typeof(byte) ? 256 : 1;
        double offset = typeof(T) == typeof(byte) ? 0 : -0.5;
        foreach (ref T element in tensor)
        {
            element = T.CreateTruncating((random.NextDouble() * scale) + offset);
        }

        return tensor;
    }
}

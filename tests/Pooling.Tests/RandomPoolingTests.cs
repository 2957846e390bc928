using System.Numerics;
using System.Numerics.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Pooling.Tests;

/// <summary>
/// Every operation against <see cref="NaiveReference"/>, over random shapes, windows, data formats, strides and values.
/// </summary>
public abstract class RandomPoolingTests<T>
    where T : INumber<T>
{
    private const int Configurations = 400;

    /// <summary>What gaps between elements of the destination hold before and must hold after.</summary>
    private static readonly T Untouched = T.CreateChecked(99);

    private delegate void Operation(in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination);

    [Fact]
    public void Max_equals_the_naive_reference() => ForAll(configuration =>
        SlidingAgrees(
            configuration,
            (in input, in destination) =>
                Pool.Max(input, configuration.Window, configuration.DataFormat, destination),
            NaiveReference.Max,
            SameBits));

    [Fact]
    public void Average_equals_the_naive_reference() => ForAll(configuration =>
        SlidingAgrees(
            configuration,
            (in input, in destination) =>
                Pool.Average(input, configuration.Window, configuration.DataFormat, destination),
            NaiveReference.Average,
            NearlySame));

    [Fact]
    public void Global_max_equals_the_naive_reference() => ForAll(configuration =>
        GlobalAgrees(
            configuration,
            (in input, in destination) => Pool.GlobalMax(input, configuration.DataFormat, destination),
            NaiveReference.Max,
            SameBits));

    [Fact]
    public void Global_average_equals_the_naive_reference() => ForAll(configuration =>
        GlobalAgrees(
            configuration,
            (in input, in destination) => Pool.GlobalAverage(input, configuration.DataFormat, destination),
            NaiveReference.Average,
            NearlySame));

    [Fact]
    public void Layers_give_the_same_as_operations() => ForAll(configuration =>
    {
        Random random = new(configuration.Seed);
        int[] shape = configuration.InputShape;
        StridedMemory<T> memory = new(shape, random, mayBroadcast: false, () => RandomValue(random));
        Tensor<T> input = Tensor.Create(memory.ToRowMajor(shape), [.. shape.Select(length => (nint)length)]);
        WindowPoolingLayer layer = MaxLayer(configuration);

        Tensor<T> output = layer.Forward(input);

        nint[] outputShape = layer.ComputeOutputShape(input.Lengths);
        Tensor<T> expected = Tensor.CreateFromShape<T>(outputShape);
        Pool.Max<T>(input, configuration.Window, configuration.DataFormat, expected);
        return output.Lengths.SequenceEqual(outputShape) && output.Zip(expected).All(pair => SameBits(pair.First, pair.Second));
    });

    private static void ForAll(Func<RandomConfiguration, bool> property) =>
        Prop.ForAll(RandomConfiguration.Arbitrary, property)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Configurations).WithReplay(20220719, 9973));

    private static bool SlidingAgrees(
        RandomConfiguration configuration, Operation operation, Func<List<T>, T> reduce, Func<T, T, bool> agree) =>
        Agrees(configuration, operation, configuration.Size, configuration.Stride, configuration.Same, reduce, agree);

    private static bool GlobalAgrees(
        RandomConfiguration configuration, Operation operation, Func<List<T>, T> reduce, Func<T, T, bool> agree)
    {
        int[] whole = configuration.Spatial;
        return Agrees(configuration, operation, whole, whole, same: false, reduce, agree);
    }

    private static bool Agrees(
        RandomConfiguration configuration,
        Operation operation,
        int[] size,
        int[] stride,
        bool same,
        Func<List<T>, T> reduce,
        Func<T, T, bool> agree)
    {
        Random random = new(configuration.Seed);
        int[] shape = configuration.InputShape;
        StridedMemory<T> input = new(shape, random, mayBroadcast: true, () => RandomValue(random));
        (T[] expected, int[] expectedShape) = NaiveReference.Pool(
            input.ToRowMajor(shape), shape, configuration.ChannelsLast, size, stride, same, reduce);
        StridedMemory<T> destination = new(expectedShape, random, mayBroadcast: false, () => Untouched);

        operation(input.Span, destination.Span);

        return destination.ToRowMajor(expectedShape).Zip(expected).All(pair => agree(pair.First, pair.Second))
            && destination.Gaps(expectedShape).All(element => element == Untouched);
    }

    private static WindowPoolingLayer MaxLayer(RandomConfiguration configuration)
    {
        int[] size = configuration.Size;
        int[] stride = configuration.Stride;
        return configuration.Rank switch
        {
            1 => new MaxPooling1D(size[0], stride[0], configuration.Padding, configuration.DataFormat),
            2 => new MaxPooling2D(
                (size[0], size[1]), (stride[0], stride[1]), configuration.Padding, configuration.DataFormat),
            _ => new MaxPooling3D(
                (size[0], size[1], size[2]),
                (stride[0], stride[1], stride[2]),
                configuration.Padding,
                configuration.DataFormat),
        };
    }

    /// <summary>Ordinary values, many ties, both zeros, the ends of the type, and now and then NaN and infinities.</summary>
    private static T RandomValue(Random random) => random.Next(12) switch
    {
        0 => T.CreateSaturating(double.NegativeInfinity),
        1 when random.Next(4) == 0 => T.CreateSaturating(double.PositiveInfinity),
        1 when random.Next(4) == 0 => T.CreateTruncating(double.NaN),
        2 => T.Zero,
        3 => T.CreateTruncating(-0.0),
        < 7 => T.CreateTruncating(random.Next(4)),
        _ => T.CreateSaturating((random.NextDouble() * 300) - 150),
    };

    private static bool SameBits(T got, T want) =>
        (T.IsNaN(got) && T.IsNaN(want)) || (got == want && T.IsNegative(got) == T.IsNegative(want));

    /// <summary>Equal, but for the order in which floating-point numbers were added.</summary>
    private static bool NearlySame(T got, T want)
    {
        if (got == want || (T.IsNaN(got) && T.IsNaN(want)))
        {
            return true;
        }

        // Values are at most 150 but for infinities; a unit in the last place of the type, and of double for sums.
        double precision = typeof(T) == typeof(Half) ? 1e-3 : typeof(T) == typeof(float) ? 1.2e-7 : 1e-15;
        double expected = double.CreateChecked(want);
        bool integers = T.IsInteger(T.One / (T.One + T.One));
        return !integers
            && Math.Abs(double.CreateChecked(got) - expected) <= (precision * Math.Abs(expected)) + 1e-12;
    }
}

public class RandomFloatPoolingTests : RandomPoolingTests<float>;

public class RandomDoublePoolingTests : RandomPoolingTests<double>;

public class RandomHalfPoolingTests : RandomPoolingTests<Half>;

public class RandomSBytePoolingTests : RandomPoolingTests<sbyte>;

public class RandomBytePoolingTests : RandomPoolingTests<byte>;

public class RandomInt16PoolingTests : RandomPoolingTests<short>;

public class RandomInt32PoolingTests : RandomPoolingTests<int>;

public class RandomInt64PoolingTests : RandomPoolingTests<long>;

public class RandomUInt64PoolingTests : RandomPoolingTests<ulong>;

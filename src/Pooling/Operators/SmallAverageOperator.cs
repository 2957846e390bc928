using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// The average of few numbers of at most 32 bits, which are summed as <see cref="float"/>: of all steps, only sums and the
/// last quotient round. All elements are taken smaller by the same power of 2, which costs no step where machines multiply
/// and add at once, and no sum overflows.
/// </summary>
internal readonly struct SmallAverageOperator<T>(Divisor divisor) : IVectorOperator<SmallAverageOperator<T>, T, float, T>
    where T : INumber<T>
{
    /// <summary>How many elements a window may have.</summary>
    public const int MostElements = 4096;

    /// <summary>How many rows it may have; in all other directions, the driver adds up sums of sums.</summary>
    public const int MostRows = 256;

    /// <summary>With half of this, the largest elements would come so near to the limit that to round could be too much.</summary>
    private const float Scale = 1f / (2 * MostElements);

    public float Identity => 0;

    public bool IsFinal => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Start(T element) => Scale * float.CreateTruncating(element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Start<TVector, TWidth>(ref readonly T elements)
        where TWidth : struct, IWidth<TVector, float> =>
        TWidth.Multiply(TWidth.Load<T, Widening<T, float>>(in elements), TWidth.Create(Scale));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Append<TVector, TWidth>(TVector partials, ref readonly T elements)
        where TWidth : struct, IWidth<TVector, float> =>
        TWidth.MultiplyAdd(TWidth.Load<T, Widening<T, float>>(in elements), TWidth.Create(Scale), partials);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Combine(float first, float second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Combine<TVector, TWidth>(TVector first, TVector second)
        where TWidth : struct, IWidth<TVector, float> => TWidth.Add(first, second);

    public T Finish(float result, in WindowCount count) => Finish(result, Weigh(this, count));

    public static bool IsWeighted => typeof(T) == typeof(float);

    public static Weight<float> Weigh(in SmallAverageOperator<T> self, in WindowCount count) => new(self.WeightOf(count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish<TVector, TWidth>(TVector results, TVector weights, TVector seconds, ref T destination)
        where TWidth : struct, IWidth<TVector, float> =>
        TWidth.Store(TWidth.Divide(results, weights), ref Unsafe.As<T, float>(ref destination));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Finish(float result, in Weight<float> weight) => T.CreateTruncating(result / weight.First);

    public static void Finish(
        in SmallAverageOperator<T> self, ReadOnlySpan<float> results, in WindowCount count, Span<T> outputs)
    {
        const int Most = 256;
        float weight = self.WeightOf(count);
        Span<float> quotients = stackalloc float[int.Min(Most, outputs.Length)];
        for (int start = 0; start < outputs.Length; start += Most)
        {
            int length = int.Min(Most, outputs.Length - start);
            TensorPrimitives.Divide(results.Slice(start, length), weight, quotients[..length]);
            TensorPrimitives.ConvertTruncating<float, T>(quotients[..length], outputs[start..]);
        }
    }

    private float WeightOf(WindowCount count) => Scale * (float)divisor.WeightOf(count);
}

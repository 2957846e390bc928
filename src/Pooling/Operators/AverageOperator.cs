using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// The sum over a divisor. <typeparamref name="TAccumulator"/> is wide enough that a sum neither rounds as the elements
/// do nor overflows; where it overflows all the same, an <see cref="OverflowException"/> says so.
/// </summary>
internal readonly struct AverageOperator<T, TAccumulator>(Divisor divisor)
    : IVectorOperator<AverageOperator<T, TAccumulator>, T, TAccumulator, T>
    where T : INumber<T>
    where TAccumulator : INumber<TAccumulator>
{
    public TAccumulator Identity => TAccumulator.Zero;

    public bool IsFinal => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TAccumulator Start(T element) => TAccumulator.CreateChecked(element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Start<TVector, TWidth>(ref readonly T elements)
        where TWidth : struct, IWidth<TVector, TAccumulator> => TWidth.Load<T, Widening<T, TAccumulator>>(in elements);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TAccumulator Combine(TAccumulator first, TAccumulator second) => checked(first + second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Combine<TVector, TWidth>(TVector first, TVector second)
        where TWidth : struct, IWidth<TVector, TAccumulator> => TWidth.Add(first, second);

    public T Finish(TAccumulator result, in WindowCount count)
    {
        nint by = divisor.Of(count);
        if (by == 0)
        {
            // A window of nothing has the average 0.
            return T.Zero;
        }

        // A type that has room for a sum may have none for the divisor.
        return NumberType<TAccumulator>.IsInteger && Unsafe.SizeOf<TAccumulator>() <= sizeof(long)
            ? Wide.Narrow<T, long>(long.CreateChecked(result) / by)
            : Wide.Narrow<T, TAccumulator>(result / TAccumulator.CreateChecked(by));
    }

    public static bool IsWeighted =>
        typeof(TAccumulator) == typeof(double) && (typeof(T) == typeof(float) || typeof(T) == typeof(double));

    // Rounded to float, a product of factors that are double is the quotient; a double must be divided.
    public static Weight<TAccumulator> Weigh(in AverageOperator<T, TAccumulator> self, in WindowCount count)
    {
        double weight = self.WeightOf(count);
        return new(TAccumulator.CreateTruncating(typeof(T) == typeof(float) ? 1 / weight : weight));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish<TVector, TWidth>(TVector results, TVector weights, TVector seconds, ref T destination)
        where TWidth : struct, IWidth<TVector, TAccumulator>
    {
        if (typeof(T) == typeof(float))
        {
            TWidth.StoreSingles(TWidth.Multiply(results, weights), ref Unsafe.As<T, float>(ref destination));
        }
        else
        {
            TWidth.Store(TWidth.Divide(results, weights), ref Unsafe.As<T, TAccumulator>(ref destination));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Finish(TAccumulator result, in Weight<TAccumulator> weight) =>
        T.CreateTruncating(typeof(T) == typeof(float) ? result * weight.First : result / weight.First);

    public static void Finish(
        in AverageOperator<T, TAccumulator> self, ReadOnlySpan<TAccumulator> results, in WindowCount count, Span<T> outputs)
    {
        nint by = self.DivisorOf(count);
        int done = by == 0 ? 0
            : NumberType<T>.IsInteger ? self.DivideWhole(results, count, by, outputs)
            : typeof(T) == typeof(Half) && typeof(TAccumulator) == typeof(double)
                ? HalfQuotients.Divide(Cast<TAccumulator, double>(results), by, Cast<T, Half>(outputs))
                : 0;
        for (int i = done; i < outputs.Length; i++)
        {
            outputs[i] = self.Finish(results[i], count);
        }
    }

    private int DivideWhole(ReadOnlySpan<TAccumulator> results, in WindowCount count, nint by, Span<T> outputs)
    {
        if (divisor.IsGiven && !outputs.IsEmpty)
        {
            // Where the averages of the largest and of the smallest sum fit, all do.
            Finish(TensorPrimitives.Max(results), count);
            Finish(TensorPrimitives.Min(results), count);
        }

        return WholeVectors.Divide(results, by, outputs);
    }

    private static ReadOnlySpan<TTo> Cast<TFrom, TTo>(ReadOnlySpan<TFrom> span) => MemoryMarshal.CreateReadOnlySpan(
        ref Unsafe.As<TFrom, TTo>(ref MemoryMarshal.GetReference(span)), span.Length);

    private static Span<TTo> Cast<TFrom, TTo>(Span<TFrom> span) => MemoryMarshal.CreateSpan(
        ref Unsafe.As<TFrom, TTo>(ref MemoryMarshal.GetReference(span)), span.Length);

    private double WeightOf(WindowCount count) => divisor.WeightOf(count);

    private nint DivisorOf(WindowCount count) => divisor.Of(count);
}

using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// The sum over a divisor. <typeparamref name="TAccumulator"/> is wide enough that a sum neither rounds as the elements
/// do nor overflows; where it overflows all the same, an <see cref="OverflowException"/> says so.
/// </summary>
internal readonly struct AverageOperator<T, TAccumulator>(Divisor divisor)
    : IPoolingOperator<AverageOperator<T, TAccumulator>, T, TAccumulator, T>
    where T : INumber<T>
    where TAccumulator : INumber<TAccumulator>
{
    public TAccumulator Identity => TAccumulator.Zero;

    public bool IsFinal => false;

    public TAccumulator Start(T element) => TAccumulator.CreateChecked(element);

    public TAccumulator Combine(TAccumulator first, TAccumulator second) => checked(first + second);

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

    // Rounded to float, a product of factors that are double is the quotient; a double must be divided.
    public static double Weigh(in AverageOperator<T, TAccumulator> self, in WindowCount count, bool isColumn)
    {
        double divisor = self.DivisorOf(count, isColumn);
        return typeof(T) == typeof(float) ? 1 / divisor : divisor;
    }

    public static void Finish(
        in AverageOperator<T, TAccumulator> self, ReadOnlySpan<TAccumulator> results, in WindowCount count, Span<T> outputs)
    {
        nint by = self.DivisorOf(count);
        int done = by == 0 ? 0
            : NumberType<T>.IsInteger ? self.DivideWhole(results, count, by, outputs)
            : WideVectors.Divide(results, by, outputs);
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

    // Of nothing the average is 0, which is the sum over infinity.
    private double DivisorOf(in WindowCount count, bool isColumn)
    {
        nint factor = divisor.Of(count, isColumn);
        return factor == 0 ? double.PositiveInfinity : factor;
    }

    private nint DivisorOf(WindowCount count) => divisor.Of(count);
}

using System.Numerics;

namespace Pooling;

/// <summary>
/// The average of many bytes, truncated toward zero, whose sums run along rows and columns
/// (<see cref="RunningRows{T, TAccumulator, TResult, TOperator, TOutput}"/>): a window is the one before, with what has come
/// and without what has gone.
/// </summary>
internal readonly struct RunningAverageOperator<T>(Divisor divisor) : IPoolingOperator<RunningAverageOperator<T>, T, float, T>
    where T : INumber<T>
{
    public static bool Runs => true;

    public float Identity => 0;

    public bool IsFinal => false;

    public float Start(T element) => float.CreateTruncating(element);

    public float Combine(float first, float second) => first + second;

    public T Finish(float result, in WindowCount count) => T.CreateTruncating(result * Weigh(this, count).First);

    // The reciprocal is rounded up, as for WholeVectors.
    public static Weight<float> Weigh(in RunningAverageOperator<T> self, in WindowCount count)
    {
        nint by = self.DivisorOf(count);
        return new(by == 0 ? 0 : float.BitIncrement((float)(1.0 / by)));
    }

    private nint DivisorOf(in WindowCount count) => divisor.Of(count);
}

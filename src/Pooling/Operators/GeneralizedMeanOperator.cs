using System.Numerics;

namespace Pooling;

/// <summary>The p-th root of the mean of p-th powers, of elements raised to a smallest value first.</summary>
internal readonly struct GeneralizedMeanOperator<T>
    : IPoolingOperator<GeneralizedMeanOperator<T>, T, double, T>, IDifferentiableOperator<double, double>
    where T : INumber<T>
{
    private readonly double _p;
    private readonly double _epsilon;
    private readonly bool _paddingHoldsZeros;

    /// <summary>Checks the settings.</summary>
    public GeneralizedMeanOperator(PoolingWindow window, double p, double epsilon)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (p == 0 || !double.IsFinite(p))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "Expected a finite number other than 0.");
        }

        if (!(epsilon > 0 && double.IsFinite(epsilon)))
        {
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "Expected a finite number larger than 0.");
        }

        _p = p;
        _epsilon = epsilon;
        _paddingHoldsZeros = window.PaddingHoldsZeros;
    }

    public double Identity => 0;

    public bool IsFinal => false;

    public double Start(T element) =>
        Power.Raise(double.Max(double.CreateSaturating(element), _epsilon), _p);

    public double Combine(double first, double second) => first + second;

    public T Finish(double result, in WindowCount count) => Wide.Narrow<T, double>(Mean(result, count));

    public double Weight(double result, in WindowCount count)
    {
        nint counted = Counted(count);
        return counted == 0 ? 0 : Power.Raise(Mean(result, count), 1 - _p) / counted;
    }

    public double Chain(double element, double sum) =>
        // Below the smallest value the result does not depend on the element, nor where no window covers it.
        element < _epsilon || sum == 0 ? 0 : Power.Raise(element, _p - 1) * sum;

    private double Mean(double sum, WindowCount count)
    {
        nint counted = Counted(count);
        if (counted == 0)
        {
            return 0;
        }

        nint zeros = counted - count.Elements;
        double all = zeros == 0 ? sum : sum + (zeros * Power.Raise(_epsilon, _p));
        return Power.Raise(all / counted, 1 / _p);
    }

    private nint Counted(WindowCount count) => _paddingHoldsZeros ? count.Positions : count.Elements;
}

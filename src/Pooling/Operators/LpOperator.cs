using System.Numerics;

namespace Pooling;

/// <summary>The p-norm of a window, or PyTorch's rule of the same name.</summary>
internal readonly struct LpOperator<T>
    : IPoolingOperator<LpOperator<T>, T, double, T>, IDifferentiableOperator<double, double>
    where T : INumber<T>
{
    private readonly double _p;
    private readonly bool _isSigned;

    /// <summary>Checks the settings.</summary>
    public LpOperator(double p, LpRule rule)
    {
        if (!(p > 0 && double.IsFinite(p)))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "Expected a finite number larger than 0.");
        }

        if (rule is not (LpRule.Onnx or LpRule.PyTorch))
        {
            throw new ArgumentOutOfRangeException(nameof(rule), rule, "Expected Onnx or PyTorch.");
        }

        _p = p;
        _isSigned = rule == LpRule.PyTorch;
    }

    public double Identity => 0;

    public bool IsFinal => false;

    public double Start(T element)
    {
        double x = double.CreateSaturating(element);
        return Power.Raise(_isSigned ? x : double.Abs(x), _p);
    }

    public double Combine(double first, double second) => first + second;

    public T Finish(double result, in WindowCount count) => Wide.Narrow<T, double>(Norm(result, count));

    public double Weight(double result, in WindowCount count)
    {
        double norm = Norm(result, count);
        // Where the norm is 0 it has no slope; as in PyTorch, nothing goes back.
        return norm == 0 ? 0 : Rescale(count) * Power.Raise(norm, 1 - _p);
    }

    public double Chain(double element, double sum)
    {
        // An element that no window covers gets nothing, though its own power be infinite or NaN.
        if (sum == 0)
        {
            return 0;
        }

        if (_isSigned)
        {
            return Power.Raise(element, _p - 1) * sum;
        }

        // At 0 the absolute value has no slope; nothing goes back, not even where the sum is infinite.
        return element == 0 ? 0 : double.CopySign(Power.Raise(double.Abs(element), _p - 1), element) * sum;
    }

    private double Norm(double sum, WindowCount count) => Power.Raise(Rescale(count) * sum, 1 / _p);

    private double Rescale(WindowCount count) =>
        _isSigned && count.Positions > 0 ? (double)count.Size / count.Positions : 1;
}

namespace Pooling;

/// <summary>
/// A kind of pooling whose gradient is a product of something about the window and something about the element:
/// <c>gradInput = Chain(x, sum over the windows of x of gradOutput * Weight)</c>.
/// </summary>
/// <typeparam name="TAccumulator">The type of partial results.</typeparam>
/// <typeparam name="TWeight">The type of what windows contribute.</typeparam>
internal interface IDifferentiableOperator<TAccumulator, TWeight>
{
    /// <summary>What the gradient of a window's output is multiplied with before it goes to the window's elements.</summary>
    TWeight Weight(TAccumulator result, in WindowCount count);

    /// <summary>The gradient of an element.</summary>
    /// <param name="element">The element.</param>
    /// <param name="sum">The weighted gradients of all windows that cover it.</param>
    double Chain(double element, TWeight sum);
}

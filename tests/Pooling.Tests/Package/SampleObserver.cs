using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>What a running sample hands its results to.</summary>
/// <remarks>Its members are in scope in the sample, as a script's globals are.</remarks>
public sealed class SampleObserver
{
    private readonly Action<int, object?> _observe;

    internal SampleObserver(Action<int, object?> observe)
    {
        _observe = observe;
    }

    /// <summary>Takes the result of the given number.</summary>
    public void Observe(int number, object? value) => _observe(number, value);

    /// <summary>Takes the result of the given number.</summary>
    public void Observe<T>(int number, in TensorSpan<T> value)
    {
        T[] elements = new T[value.FlattenedLength];
        value.FlattenTo(elements);
        _observe(number, Tensor.Create(elements, value.Lengths));
    }
}

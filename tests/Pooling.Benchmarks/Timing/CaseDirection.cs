namespace Pooling.Benchmarks;

/// <summary>What is computed of a pooling.</summary>
internal enum CaseDirection
{
    /// <summary>The result.</summary>
    Forward,

    /// <summary>The result of a max and the indices of the winners.</summary>
    Indices,

    /// <summary>The gradient, from the input and the gradient of the result, without kept indices.</summary>
    Backward,
}

namespace Pooling;

/// <summary>The two definitions of Lp pooling, which agree for even <c>p</c> and for inputs that are not negative.</summary>
public enum LpRule
{
    /// <summary>The p-norm of the window, <c>(sum |x|^p)^(1/p)</c> (ONNX <c>LpPool</c>, <c>GlobalLpPool</c>).</summary>
    Onnx,

    /// <summary>
    /// <c>(f * sum x^p)^(1/p)</c> without the absolute value, where <c>f</c> is the window's size over the number of its
    /// positions that <c>ceilMode</c> did not cut off: 1 without ceil mode (PyTorch <c>LPPool</c>). For odd <c>p</c> a
    /// negative sum gives NaN, but for <c>p</c> = 1, which gives the sum itself.
    /// </summary>
    PyTorch,
}

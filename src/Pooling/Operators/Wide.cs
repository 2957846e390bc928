using System.Numerics;

namespace Pooling;

/// <summary>From the wide types in which results are found back to the type of the elements.</summary>
internal static class Wide
{
    /// <summary>A result in the type of the elements: integers are truncated toward zero and must fit.</summary>
    /// <exception cref="OverflowException">The result does not fit in an integer type.</exception>
    public static T Narrow<T, TWide>(TWide result)
        where T : INumber<T>
        where TWide : INumber<TWide>
    {
        T narrow = T.CreateSaturating(result);
        if (typeof(TWide) == typeof(long) && long.CreateTruncating(narrow) == long.CreateTruncating(result))
        {
            return narrow;
        }

        // Written so that NaN does not fit.
        if (NumberType<T>.IsInteger && !(TWide.Abs(TWide.CreateSaturating(narrow) - result) < TWide.One))
        {
            ThrowOverflow<T, TWide>(result);
        }

        return narrow;
    }

    private static void ThrowOverflow<T, TWide>(TWide result) => throw new OverflowException(
        FormattableString.Invariant($"Expected a result that fits in {typeof(T).Name}, but got {result}."));
}

using System.Numerics;

namespace Pooling;

/// <summary>What kind of numbers a type has.</summary>
internal static class NumberType<T>
    where T : INumber<T>
{
    /// <summary>Whether it has whole numbers only.</summary>
    public static readonly bool IsInteger = T.IsZero(T.One / (T.One + T.One));
}

using System.Globalization;
using System.Numerics;
using Pooling.Conformance.Cases;

namespace Pooling.Conformance.RandomCases;

/// <summary>
/// A number made of results of which every bit counts. It is the same wherever they are, on any machine and in any order
/// of the cases. All NaN are one.
/// </summary>
internal struct ExactBits
{
    private const ulong Start = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    /// <summary>The number.</summary>
    public ulong Value { get; private set; }

    /// <summary>Adds the bits of other results.</summary>
    public void Add(ExactBits other) => Value += other.Value;

    /// <summary>Adds a result.</summary>
    /// <param name="result">The result.</param>
    public void Add<T>(PoolingResult<T> result)
        where T : INumber<T>
    {
        ulong hash = Start;
        foreach (T value in result.Values.Data)
        {
            // The shortest text that reads back as the same number, -0 among them.
            hash = Next(hash, value.ToString(null, CultureInfo.InvariantCulture));
        }

        foreach (long index in result.Indices?.Data ?? [])
        {
            hash = Next(hash, index.ToString(CultureInfo.InvariantCulture));
        }

        Value += hash;
    }

    private static ulong Next(ulong hash, string text)
    {
        foreach (char letter in text)
        {
            hash = (hash ^ letter) * Prime;
        }

        return (hash ^ ' ') * Prime;
    }
}

namespace Pooling;

/// <summary>
/// Random numbers that follow from a seed and a place alone, so that they do not depend on the order in which places are
/// visited, on threads or on the data format.
/// </summary>
internal static class SeededRandom
{
    /// <summary>A number of the uniform distribution, at least 0 and less than 1.</summary>
    public static double Uniform(int seed, nint first, nint second, nint third)
    {
        ulong bits = Mix(Mix(Mix(Mix((uint)seed) ^ (ulong)first) ^ (ulong)second) ^ (ulong)third);
        // The upper 53 bits: as many as a double holds.
        return (bits >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>SplitMix64's step (Steele, Lea and Flood 2014): every bit of the outcome depends on every bit given.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

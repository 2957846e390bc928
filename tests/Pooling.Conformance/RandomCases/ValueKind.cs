namespace Pooling.Conformance.RandomCases;

/// <summary>What elements a random tensor has.</summary>
internal enum ValueKind
{
    /// <summary>Numbers of any size up to 150.</summary>
    Ordinary,

    /// <summary>A few small whole numbers, so that many are equal.</summary>
    Small,

    /// <summary>NaN, infinities and zeros of both signs among others.</summary>
    Special,

    /// <summary>The ends of the type among others.</summary>
    Extreme,
}

namespace Pooling.Benchmarks;

/// <summary>The type of a case's elements, with the name that NumPy has for it.</summary>
internal enum CaseDType
{
    /// <summary><see cref="float"/>.</summary>
    Float32,

    /// <summary><see cref="Half"/>.</summary>
    Float16,

    /// <summary><see cref="double"/>.</summary>
    Float64,

    /// <summary><see cref="byte"/>.</summary>
    UInt8,
}

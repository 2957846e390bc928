using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>Tensors of many shapes, one after another in the same guarded memory, at its start or at its end.</summary>
internal sealed unsafe class GuardedTensor<T>(int mostElements) : IDisposable
    where T : unmanaged, INumber<T>
{
    private readonly GuardedMemory _memory = new(mostElements * sizeof(T));
    private nint[] _lengths = [];
    private int _first;

    /// <summary>The tensor.</summary>
    public TensorSpan<T> Span => new((T*)_memory.Start + _first, Count, _lengths, default);

    private int Count => (int)_lengths.Aggregate((product, length) => product * length);

    private Span<T> All => new(_memory.Start, _memory.Bytes / sizeof(T));

    /// <summary>Places a tensor of zeros, or of random whole numbers.</summary>
    public void Place(nint[] lengths, bool isAtEnd, Random? random = null)
    {
        All.Clear();
        _lengths = lengths;
        _first = isAtEnd ? All.Length - Count : 0;
        foreach (ref T element in All.Slice(_first, random is null ? 0 : Count))
        {
            element = T.CreateTruncating(random!.Next(1, 100));
        }
    }

    /// <summary>Makes sure that nothing was written around the tensor.</summary>
    public void CheckAround()
    {
        Assert.False(All[.._first].ContainsAnyExcept(T.Zero), "Something was written before the tensor.");
        Assert.False(All[(_first + Count)..].ContainsAnyExcept(T.Zero), "Something was written behind the tensor.");
    }

    public void Dispose() => _memory.Dispose();
}

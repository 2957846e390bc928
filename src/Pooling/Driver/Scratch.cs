using System.Buffers;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>Memory from the shared pool, given back on disposal.</summary>
internal readonly ref struct Scratch<T>
{
    private readonly T[] _array;

    public Scratch(nint length)
    {
        if (length > Array.MaxLength)
        {
            throw new OverflowException(
                FormattableString.Invariant($"Expected working memory of at most {Array.MaxLength} elements, but {length} are needed."));
        }

        _array = length == 0 ? [] : ArrayPool<T>.Shared.Rent((int)length);
        Span = _array.AsSpan(0, (int)length);
    }

    public Span<T> Span { get; }

    public void Dispose()
    {
        if (_array is { Length: > 0 })
        {
            ArrayPool<T>.Shared.Return(_array, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        }
    }
}

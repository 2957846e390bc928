using System.Buffers;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>Working memory: the thread's own while there is room, else from the shared pool. It is given back on disposal.</summary>
internal readonly ref struct Scratch<T>
{
    private readonly ThreadMemory? _owner;
    private readonly T[]? _array;

    public Scratch(nint length)
    {
        if (length == 0)
        {
            return;
        }

        _owner = ThreadMemory.TryTake(length, out Span<T> piece);
        if (_owner is null)
        {
            if (length > Array.MaxLength)
            {
                throw new OverflowException(
                    FormattableString.Invariant($"Expected working memory of at most {Array.MaxLength} elements, but {length} are needed."));
            }

            _array = ArrayPool<T>.Shared.Rent((int)length);
            piece = _array.AsSpan(0, (int)length);
        }

        Span = piece;
    }

    public Span<T> Span { get; }

    public void Dispose()
    {
        _owner?.Return();
        if (_array is not null)
        {
            ArrayPool<T>.Shared.Return(_array, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        }
    }
}

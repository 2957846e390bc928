using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>
/// A little working memory that a thread keeps: it is given out piece by piece, and is whole again when all pieces are back.
/// </summary>
internal sealed class ThreadMemory
{
    private const int Length = 1 << 16;

    /// <summary>Pieces begin where lines of the processor's cache do.</summary>
    private const int Alignment = 64;

    [ThreadStatic]
    private static ThreadMemory? _own;

    // It does not move, so that it is aligned for good.
    private readonly byte[] _memory = GC.AllocateUninitializedArray<byte>(Length + Alignment, pinned: true);
    private readonly int _start;
    private int _taken;
    private int _pieces;

    private unsafe ThreadMemory()
    {
        nint address = (nint)Unsafe.AsPointer(ref _memory[0]);
        _start = (int)(((address + Alignment - 1) & -Alignment) - address);
    }

    /// <summary>Gives out a piece, if there is room.</summary>
    /// <param name="length">Its length, in elements.</param>
    /// <param name="piece">The piece, whose content is anything.</param>
    /// <returns>Whom to give it back, or null.</returns>
    public static ThreadMemory? TryTake<T>(nint length, out Span<T> piece)
    {
        ThreadMemory memory = _own ??= new ThreadMemory();
        piece = default;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>() || length > (Length - memory._taken) / Unsafe.SizeOf<T>())
        {
            return null;
        }

        ref byte first = ref memory._memory[memory._start + memory._taken];
        piece = MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref first), (int)length);
        int size = (int)length * Unsafe.SizeOf<T>();
        memory._taken += (size + Alignment - 1) & -Alignment;
        memory._pieces++;
        return memory;
    }

    /// <summary>Takes a piece back.</summary>
    public void Return()
    {
        if (--_pieces == 0)
        {
            _taken = 0;
        }
    }
}

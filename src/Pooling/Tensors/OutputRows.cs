using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>Places in rows that are memory and nothing else.</summary>
internal static class OutputRows
{
    /// <summary>The first element, without the copy that a call through a readonly reference of unknown type makes.</summary>
    public static ref TResult Origin<TOutput, TResult>(in TOutput output)
        where TOutput : struct, IOutputRows<TResult>, allows ref struct => ref Unsafe.AsRef(in output).Origin;

    /// <summary>Whether rows are memory and nothing else.</summary>
    public static bool AreMemory<TOutput, TResult>(in TOutput output)
        where TOutput : struct, IOutputRows<TResult>, allows ref struct =>
        Unsafe.AsRef(in output).WritesInPlace && !Unsafe.IsNullRef(in Origin<TOutput, TResult>(output));

    /// <summary>A place in a row.</summary>
    public static ref TResult At<TOutput, TResult>(scoped ref TOutput output, RowPlace row, nint index)
        where TOutput : struct, IOutputRows<TResult>, allows ref struct =>
        ref Unsafe.Add(ref MemoryMarshal.GetReference(output.Open(row)), index);

    /// <summary>From the first of some rows to the next, if there is one.</summary>
    public static nint Step<TOutput, TResult>(scoped ref TOutput output, RowPlace first, int rows)
        where TOutput : struct, IOutputRows<TResult>, allows ref struct => rows == 1
        ? 0
        : Unsafe.ByteOffset(
            ref At<TOutput, TResult>(ref output, first, 0),
            ref At<TOutput, TResult>(ref output, first with { Height = first.Height + 1 }, 0)) / Unsafe.SizeOf<TResult>();
}

using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>The rules for memory that is written.</summary>
internal static class Memory
{
    /// <summary>Checks that every element of a destination has memory of its own.</summary>
    public static void CheckOwn<T>(in TensorSpan<T> destination, string argument)
    {
        for (int axis = 0; axis < destination.Rank; axis++)
        {
            if (destination.Strides[axis] == 0 && destination.Lengths[axis] > 1)
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Expected memory of its own for every element, but axis {axis} of {Shape.Text(destination.Lengths)} is broadcast (its stride is 0)."),
                    argument);
            }
        }
    }

    /// <summary>Checks that a destination shares no memory with something else.</summary>
    public static void CheckApart<T, TOther>(
        in TensorSpan<T> destination, string argument, in ReadOnlyTensorSpan<TOther> other, string otherArgument)
    {
        if (other.FlattenedLength > 0 && destination.FlattenedLength > 0 && Overlap(other, destination))
        {
            throw new ArgumentException(
                $"Expected memory apart from the {otherArgument}'s, but {otherArgument} and {argument} overlap.", argument);
        }
    }

    private static bool Overlap<T, TOther>(in ReadOnlyTensorSpan<TOther> other, in TensorSpan<T> destination)
    {
        ref byte start = ref Unsafe.As<TOther, byte>(ref Unsafe.AsRef(in TensorMarshal.GetReference(other)));
        ref byte written = ref Unsafe.As<T, byte>(ref TensorMarshal.GetReference(destination));
        nint distance = Unsafe.ByteOffset(ref start, ref written);
        return distance >= 0
            ? distance < BytesSpanned<TOther>(other.Lengths, other.Strides)
            : -distance < BytesSpanned<T>(destination.Lengths, destination.Strides);
    }

    /// <summary>From the first byte of the first element to the last byte of the last.</summary>
    private static nint BytesSpanned<T>(ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides)
    {
        nint last = 0;
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            last += (lengths[axis] - 1) * strides[axis];
        }

        return (last + 1) * Unsafe.SizeOf<T>();
    }
}

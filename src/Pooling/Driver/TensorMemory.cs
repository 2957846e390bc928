using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>The rules for the memory of inputs and results, with messages that say what was expected and what was got.</summary>
internal static class TensorMemory
{
    /// <summary>Checks that a tensor has the shape that others ask of it.</summary>
    public static void CheckShape(ReadOnlySpan<nint> shape, ReadOnlySpan<nint> expected, string argument)
    {
        if (!shape.SequenceEqual(expected))
        {
            throw new ArgumentException(
                $"Expected the shape {Shape.Text(expected)}, but got {Shape.Text(shape)}.", argument);
        }
    }

    /// <summary>Checks that a result has a place of its own for every element.</summary>
    public static void CheckWritable<T>(in TensorSpan<T> destination, string argument)
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

    /// <summary>Checks that a result lies apart from what is read while it is written.</summary>
    public static void CheckApart<TInput, T>(
        in ReadOnlyTensorSpan<TInput> input, string inputName, in TensorSpan<T> destination, string argument)
    {
        if (input.FlattenedLength == 0 || destination.FlattenedLength == 0)
        {
            return;
        }

        ref byte first = ref Unsafe.As<TInput, byte>(ref Unsafe.AsRef(in TensorMarshal.GetReference(input)));
        ref byte second = ref Unsafe.As<T, byte>(ref TensorMarshal.GetReference(destination));
        nint distance = Unsafe.ByteOffset(ref first, ref second);
        bool overlap = distance >= 0
            ? distance < BytesSpanned<TInput>(input.Lengths, input.Strides)
            : -distance < BytesSpanned<T>(destination.Lengths, destination.Strides);
        if (overlap)
        {
            throw new ArgumentException(
                $"Expected memory apart from the {inputName}'s, but {inputName} and {argument} overlap.", argument);
        }
    }

    /// <summary>Checks that a row (width, times channels when they come last) fits in an array.</summary>
    public static void CheckRows(in Volume volume, ReadOnlySpan<nint> shape, string argument)
    {
        if (volume.RowLength > Array.MaxLength)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Expected rows (width, times channels when they come last) of at most {Array.MaxLength} elements, but got {volume.RowLength}: {Shape.Text(shape)}."),
                argument);
        }
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

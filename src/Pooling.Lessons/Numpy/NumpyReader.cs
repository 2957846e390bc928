using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling.Lessons;

/// <summary>Reads a <c>.npy</c> stream into a tensor.</summary>
internal static class NumpyReader
{
    /// <param name="stream">The file, at its start.</param>
    /// <param name="length">The number of bytes of the file, so that damage is found before memory is taken.</param>
    /// <param name="source">What errors call the file.</param>
    public static Tensor<T> Read<T>(Stream stream, long length, string source)
        where T : INumber<T>
    {
        NumpyHeader header = NumpyHeader.Read(stream, source);
        Content content = new(stream, length - header.Bytes, header, source);

        // A description is the byte order, the kind and the size: <f4. One byte has no order: |u1.
        string kind = header.Description is ['<' or '>' or '=' or '|', .. string rest] ? rest : header.Description;
        T[] elements = kind switch
        {
            "b1" or "u1" => content.Read<byte, T>(),
            "i1" => content.Read<sbyte, T>(),
            "u2" => content.Read<ushort, T>(),
            "i2" => content.Read<short, T>(),
            "u4" => content.Read<uint, T>(),
            "i4" => content.Read<int, T>(),
            "u8" => content.Read<ulong, T>(),
            "i8" => content.Read<long, T>(),
            "f2" => content.Read<Half, T>(),
            "f4" => content.Read<float, T>(),
            "f8" => content.Read<double, T>(),
            _ => throw new NotSupportedException(
                $"{source} holds elements of kind '{header.Description}'; b1, u1 to u8, i1 to i8 and f2 to f8 can be read."),
        };

        nint[] shape = header.Shape.Length == 0 ? [1] : header.Shape;
        return Tensor.Create(header.FortranOrder ? ToRowMajor(elements, shape) : elements, shape);
    }

    private static T[] ToRowMajor<T>(T[] columnMajor, nint[] shape)
    {
        T[] rowMajor = new T[columnMajor.Length];
        nint[] place = new nint[shape.Length];
        foreach (T element in columnMajor)
        {
            nint index = 0;
            for (int axis = 0; axis < shape.Length; axis++)
            {
                index = (index * shape[axis]) + place[axis];
            }

            rowMajor[index] = element;
            for (int axis = 0; axis < shape.Length && ++place[axis] == shape[axis]; axis++)
            {
                place[axis] = 0;
            }
        }

        return rowMajor;
    }

    /// <summary>The elements behind a header.</summary>
    private sealed class Content(Stream stream, long bytesLeft, NumpyHeader header, string source)
    {
        public T[] Read<TStored, T>()
            where TStored : unmanaged, INumber<TStored>
            where T : INumber<T>
        {
            TStored[] stored = new TStored[Count(Unsafe.SizeOf<TStored>())];
            Span<byte> bytes = MemoryMarshal.AsBytes(stored.AsSpan());
            if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            {
                throw new InvalidDataException($"{source} is cut off within its elements.");
            }

            char foreignOrder = BitConverter.IsLittleEndian ? '>' : '<';
            if (header.Description[0] == foreignOrder)
            {
                ReverseBytes(stored.AsSpan());
            }

            // Not "is T[]": the runtime takes a byte[] for an sbyte[] and the like.
            return typeof(TStored) == typeof(T) ? (T[])(object)stored : Convert<TStored, T>(stored);
        }

        private int Count(int elementSize)
        {
            long count;
            try
            {
                count = header.Shape.Aggregate(1L, (product, length) => checked(product * length));
                if (checked(count * elementSize) > bytesLeft)
                {
                    throw new InvalidDataException(
                        FormattableString.Invariant(
                            $"{source} is cut off: {count} elements need {count * elementSize} bytes, but {bytesLeft} are left."));
                }
            }
            catch (OverflowException error)
            {
                throw new InvalidDataException($"{source} has a shape that is too large.", error);
            }

            return count <= Array.MaxLength
                ? (int)count
                : throw new NotSupportedException(
                    FormattableString.Invariant(
                        $"{source} has {count} elements; at most {Array.MaxLength} can be read."));
        }

        private T[] Convert<TStored, T>(TStored[] stored)
            where TStored : INumber<TStored>
            where T : INumber<T>
        {
            T[] converted = new T[stored.Length];
            for (int i = 0; i < stored.Length; i++)
            {
                if (!TryConvertExactly(stored[i], out converted[i]))
                {
                    throw new InvalidCastException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{source} has the value {stored[i]}, which {typeof(T).Name} cannot hold exactly; load it as {typeof(TStored).Name}."));
                }
            }

            return converted;
        }

        private static bool TryConvertExactly<TStored, T>(TStored value, out T converted)
            where TStored : INumber<TStored>
            where T : INumber<T>
        {
            try
            {
                converted = T.CreateChecked(value);
                return TStored.CreateChecked(converted) == value || (TStored.IsNaN(value) && T.IsNaN(converted));
            }
            catch (OverflowException)
            {
                converted = T.Zero;
                return false;
            }
        }

        private static void ReverseBytes<TStored>(Span<TStored> elements)
            where TStored : unmanaged
        {
            switch (Unsafe.SizeOf<TStored>())
            {
                case 2:
                    Span<ushort> twos = MemoryMarshal.Cast<TStored, ushort>(elements);
                    BinaryPrimitives.ReverseEndianness(twos, twos);
                    break;
                case 4:
                    Span<uint> fours = MemoryMarshal.Cast<TStored, uint>(elements);
                    BinaryPrimitives.ReverseEndianness(fours, fours);
                    break;
                case 8:
                    Span<ulong> eights = MemoryMarshal.Cast<TStored, ulong>(elements);
                    BinaryPrimitives.ReverseEndianness(eights, eights);
                    break;
            }
        }
    }
}

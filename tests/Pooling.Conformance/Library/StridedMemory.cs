using System.Numerics;
using System.Numerics.Tensors;
using Pooling.Conformance.Cases;

namespace Pooling.Conformance.Library;

/// <summary>
/// An array in which a tensor lies: row after row, or with random strides, which are axes in any order, gaps between
/// elements and, for an input that does not change along an axis, a stride of 0.
/// </summary>
internal sealed class StridedMemory<T>
    where T : INumber<T>
{
    /// <summary>What gaps hold before and must hold after, and an output before it is written.</summary>
    private static readonly T Untouched = T.CreateChecked(99);

    private readonly int[] _shape;
    private readonly nint[] _strides;
    private readonly int _start;
    private readonly T[] _elements;

    private StridedMemory(int[] shape, bool[] broadcast, Random? random)
    {
        _shape = shape;
        _strides = new nint[shape.Length];
        int[] order = [.. Enumerable.Range(0, shape.Length)];
        if (random?.Next(2) == 0)
        {
            random.Shuffle(order);
        }

        int next = random?.Next(3) == 0 ? 2 : 1;
        foreach (int axis in order.Reverse())
        {
            // The tensor package wants stride 0 for axes of fewer than two elements.
            _strides[axis] = broadcast[axis] || shape[axis] < 2 ? 0 : next;
            if (!broadcast[axis])
            {
                next *= Math.Max(shape[axis], 1);
                next += random?.Next(4) == 0 ? random.Next(3) : 0;
            }
        }

        _start = random?.Next(3) ?? 0;
        _elements = new T[_start + next + (random?.Next(3) ?? 0)];
        _elements.AsSpan().Fill(Untouched);
    }

    public TensorSpan<T> Span => new(_elements, _start, [.. _shape.Select(length => (nint)length)], _strides);

    /// <summary>Memory that holds a tensor to be read.</summary>
    /// <param name="content">The tensor.</param>
    /// <param name="random">Says how it lies in memory; row after row if null.</param>
    public static StridedMemory<T> Hold(PlainTensor<T> content, Random? random)
    {
        bool[] broadcast = [.. content.Shape.Select((_, axis) => random?.Next(2) == 0 && IsConstantAlong(content, axis))];
        StridedMemory<T> memory = new(content.Shape, broadcast, random);
        for (int i = 0; i < content.Data.Length; i++)
        {
            memory._elements[memory.Place(i)] = content.Data[i];
        }

        return memory;
    }

    /// <summary>Memory for a tensor to be written.</summary>
    /// <param name="shape">The lengths of the axes.</param>
    /// <param name="random">Says how it lies in memory; row after row if null.</param>
    public static StridedMemory<T> Reserve(int[] shape, Random? random) => new(shape, new bool[shape.Length], random);

    /// <summary>The tensor that was written.</summary>
    /// <exception cref="InvalidOperationException">An element that does not belong to it was written as well.</exception>
    public PlainTensor<T> Take()
    {
        PlainTensor<T> content = new(_shape);
        bool[] belongs = new bool[_elements.Length];
        for (int i = 0; i < content.Data.Length; i++)
        {
            int place = Place(i);
            belongs[place] = true;
            content.Data[i] = _elements[place];
        }

        for (int place = 0; place < _elements.Length; place++)
        {
            if (!belongs[place] && _elements[place] != Untouched)
            {
                throw new InvalidOperationException(
                    FormattableString.Invariant($"Element {place} of the array was written, but is not the tensor's."));
            }
        }

        return content;
    }

    private static bool IsConstantAlong(PlainTensor<T> content, int axis)
    {
        int inner = Shapes.Count(content.Shape.AsSpan(axis + 1));
        for (int i = 0; i < content.Data.Length; i++)
        {
            bool isFirst = i / inner % content.Shape[axis] == 0;
            if (!isFirst && !SameBits(content.Data[i], content.Data[i - inner]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameBits(T a, T b) => (T.IsNaN(a) && T.IsNaN(b)) || (a == b && T.IsNegative(a) == T.IsNegative(b));

    private int Place(int index)
    {
        int place = _start;
        for (int axis = _shape.Length - 1; axis >= 0; axis--)
        {
            place += index % _shape[axis] * (int)_strides[axis];
            index /= _shape[axis];
        }

        return place;
    }
}

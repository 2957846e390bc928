using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>
/// An array in which a tensor lies with random strides: axes in any order, gaps between elements, and on demand axes
/// that are broadcast.
/// </summary>
internal sealed class StridedMemory<T>
{
    private readonly nint[] _lengths;
    private readonly nint[] _strides;

    public StridedMemory(int[] shape, Random random, bool mayBroadcast, Func<T> value)
    {
        _lengths = [.. shape.Select(length => (nint)length)];
        _strides = new nint[shape.Length];
        int[] order = [.. Enumerable.Range(0, shape.Length)];
        if (random.Next(2) == 0)
        {
            random.Shuffle(order);
        }

        nint next = random.Next(3) == 0 ? 2 : 1;
        foreach (int axis in order.Reverse())
        {
            bool broadcast = mayBroadcast && random.Next(8) == 0;
            // The tensor package wants stride 0 for axes of fewer than two elements.
            _strides[axis] = broadcast || shape[axis] < 2 ? 0 : next;
            if (!broadcast)
            {
                next *= Math.Max(shape[axis], 1);
                next += random.Next(4) == 0 ? random.Next(3) : 0;
            }
        }

        Elements = new T[next + 3];
        for (int i = 0; i < Elements.Length; i++)
        {
            Elements[i] = value();
        }
    }

    public T[] Elements { get; }

    public TensorSpan<T> Span => new(Elements, _lengths, _strides);

    /// <summary>The elements of the tensor in row-major order.</summary>
    public T[] ToRowMajor(int[] shape) => [.. NaiveReference.Coordinates(shape).Select(place => Elements[Offset(place)])];

    /// <summary>The elements of the array that do not belong to the tensor.</summary>
    public IEnumerable<T> Gaps(int[] shape)
    {
        HashSet<nint> used = [.. NaiveReference.Coordinates(shape).Select(Offset)];
        return Elements.Where((_, index) => !used.Contains(index));
    }

    private nint Offset(int[] place)
    {
        nint offset = 0;
        for (int axis = 0; axis < place.Length; axis++)
        {
            offset += place[axis] * _strides[axis];
        }

        return offset;
    }
}

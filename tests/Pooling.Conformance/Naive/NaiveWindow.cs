using System.Numerics;
using Pooling.Conformance.Cases;

namespace Pooling.Conformance.Naive;

/// <summary>What one window holds of one plane, in row-major order.</summary>
internal sealed class NaiveWindow<T>(PaddingSpec? padding)
    where T : INumber<T>
{
    private readonly bool _zeros = padding is { Zeros: true };
    private NaiveAxis[] _axes = [];
    private int[] _place = [];
    private T[] _plane = [];

    /// <summary>The elements, among them the zeros of a padding that holds some.</summary>
    public List<T> Values { get; } = [];

    /// <summary>Where each element stands in the plane; -1 for a zero of the padding.</summary>
    public List<int> Positions { get; } = [];

    /// <summary>How many elements of the plane it has.</summary>
    public int ElementCount => Positions.Count(position => position >= 0);

    /// <summary>How many positions of the window lie in the padding, which ends where the end padding does.</summary>
    public int PaddingCount { get; private set; }

    /// <summary>How many positions the window has wherever they lie.</summary>
    public int Size { get; private set; }

    /// <summary>Whether the padding holds zeros.</summary>
    public bool ZeroPadding => _zeros;

    /// <summary>Looks at every position of a window.</summary>
    /// <param name="axes">The windows along each axis.</param>
    /// <param name="place">Which window it is along each axis.</param>
    /// <param name="plane">The elements of the plane.</param>
    public void Read(NaiveAxis[] axes, int[] place, T[] plane)
    {
        (_axes, _place, _plane) = (axes, place, plane);
        Values.Clear();
        Positions.Clear();
        PaddingCount = 0;
        Size = 1;
        for (int axis = 0; axis < axes.Length; axis++)
        {
            Size *= axes[axis].Windows[place[axis]].Count;
        }

        ReadFrom(axis: 0, position: 0, inPadding: false);
    }

    private void ReadFrom(int axis, int position, bool inPadding)
    {
        if (axis == _axes.Length)
        {
            Take(position, inPadding);
            return;
        }

        NaiveAxis along = _axes[axis];
        NaiveAxisWindow window = along.Windows[_place[axis]];
        for (int step = 0; step < window.Count; step++)
        {
            int coordinate = window.First + (step * window.Step);
            bool inside = coordinate >= 0 && coordinate < along.Length;
            if (inside || (coordinate >= -along.PaddingBefore && coordinate < along.Length + along.PaddingAfter))
            {
                ReadFrom(axis + 1, (position * along.Length) + (inside ? coordinate : 0), inPadding || !inside);
            }
        }
    }

    private void Take(int position, bool inPadding)
    {
        if (!inPadding)
        {
            Values.Add(_plane[position]);
            Positions.Add(position);
            return;
        }

        PaddingCount++;
        if (_zeros)
        {
            Values.Add(T.Zero);
            Positions.Add(-1);
        }
    }
}

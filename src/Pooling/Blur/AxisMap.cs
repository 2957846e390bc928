namespace Pooling;

/// <summary>
/// A linear map along one axis: every output is a weighted sum of a few inputs. The weights are a sparse matrix with a
/// row for each output; <see cref="Transpose"/> gives the map of the backward pass.
/// </summary>
/// <remarks>The memory is given back on disposal.</remarks>
internal readonly ref struct AxisMap
{
    // The terms of output i are those from _starts[i] up to, but without, _starts[i + 1].
    private readonly Scratch<int> _starts;
    private readonly Scratch<int> _positions;
    private readonly Scratch<double> _weights;

    /// <summary>A map without terms; <see cref="Start"/> and <see cref="Add"/> give them, output for output.</summary>
    /// <param name="inputLength">The length of the axis that is read.</param>
    /// <param name="outputLength">The length of the axis that is written.</param>
    /// <param name="capacity">How many terms all outputs have at most.</param>
    public AxisMap(int inputLength, int outputLength, int capacity)
    {
        InputLength = inputLength;
        OutputLength = outputLength;
        _starts = new Scratch<int>(outputLength + 1);
        _positions = new Scratch<int>(capacity);
        _weights = new Scratch<double>(capacity);
        _starts.Span.Clear();
    }

    public int InputLength { get; }

    public int OutputLength { get; }

    private int Count => _starts.Span[OutputLength];

    /// <summary>Leaves an axis of length 1 as it is: for the axes that a tensor lacks.</summary>
    public static AxisMap One()
    {
        AxisMap map = new(inputLength: 1, outputLength: 1, capacity: 1);
        map.Start(output: 0);
        map.Add(output: 0, position: 0, weight: 1);
        return map;
    }

    /// <summary>The positions of the input that an output reads; one may occur more than once.</summary>
    public ReadOnlySpan<int> Positions(nint output) => _positions.Span[Terms(output)];

    /// <summary>The weights of <see cref="Positions"/>.</summary>
    public ReadOnlySpan<double> Weights(nint output) => _weights.Span[Terms(output)];

    /// <summary>Starts the terms of an output; those of the output before it must be there.</summary>
    public void Start(int output) => _starts.Span[output + 1] = _starts.Span[output];

    /// <summary>Adds a term to the output that was started last.</summary>
    public void Add(int output, int position, double weight)
    {
        int place = _starts.Span[output + 1]++;
        _positions.Span[place] = position;
        _weights.Span[place] = weight;
    }

    /// <summary>The map with inputs and outputs exchanged, whose matrix is the transpose of this one's.</summary>
    public AxisMap Transpose()
    {
        AxisMap transposed = new(OutputLength, InputLength, Count);
        Span<int> starts = transposed._starts.Span;
        foreach (int position in _positions.Span[..Count])
        {
            starts[position + 1]++;
        }

        for (int position = 0; position < InputLength; position++)
        {
            starts[position + 1] += starts[position];
        }

        // From the last term to the first, each goes before those that its position already has, so that the outputs
        // of a position stay in order. What was an end becomes a start on the way.
        for (int output = OutputLength - 1; output >= 0; output--)
        {
            for (int term = _starts.Span[output + 1] - 1; term >= _starts.Span[output]; term--)
            {
                int place = --starts[_positions.Span[term] + 1];
                transposed._positions.Span[place] = output;
                transposed._weights.Span[place] = _weights.Span[term];
            }
        }

        starts[1..].CopyTo(starts);
        starts[^1] = Count;
        return transposed;
    }

    public void Dispose()
    {
        _starts.Dispose();
        _positions.Dispose();
        _weights.Dispose();
    }

    private Range Terms(nint output) => _starts.Span[(int)output].._starts.Span[(int)output + 1];
}

namespace Pooling;

/// <summary>Rows of winners, written as values and as numbers of a convention.</summary>
internal readonly ref struct IndexedRows<T>(Rows<T> values, Rows<long> indices, IndexMap map, Scratch<Candidate<T>> row, int inner)
    : IOutputRows<Candidate<T>>
{
    private readonly Rows<T> _values = values;
    private readonly Rows<long> _indices = indices;
    private readonly IndexMap _map = map;
    private readonly Scratch<Candidate<T>> _row = row;

    /// <inheritdoc/>
    public Span<Candidate<T>> Open(RowPlace place) => _row.Span;

    /// <inheritdoc/>
    public void Commit(RowPlace place)
    {
        Span<T> values = _values.Open(place);
        Span<long> indices = _indices.Open(place);
        ReadOnlySpan<Candidate<T>> row = _row.Span;
        for (int i = 0; i < row.Length; i++)
        {
            values[i] = row[i].Value;
            // Where channels are planes, there is one inner element, and the place knows the channel.
            indices[i] = _map.Encode(place.Batch, place.Channel + (i % inner), row[i].Index);
        }

        _values.Commit(place);
        _indices.Commit(place);
    }
}

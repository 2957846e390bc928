namespace Pooling;

/// <summary>The layouts of a plan's lines for the types and operators it was used with. Several threads may use it at once.</summary>
internal sealed class LayoutCache
{
    /// <summary>How many layouts are kept.</summary>
    private const int Most = 8;

    private readonly Entry?[] _entries = new Entry?[Most];
    private uint _next;

    /// <summary>Finds a layout, or makes it.</summary>
    public WidthLayout Of(in LayoutKey key)
    {
        foreach (Entry? entry in _entries)
        {
            if (entry is null)
            {
                break;
            }

            if (entry.Key == key)
            {
                return entry.Layout;
            }
        }

        WidthLayout layout = new(key);
        _entries[(Interlocked.Increment(ref _next) - 1) % Most] = new Entry(key, layout);
        return layout;
    }

    private sealed record Entry(LayoutKey Key, WidthLayout Layout);
}

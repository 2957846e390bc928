namespace Pooling;

/// <summary>
/// The ways that were chosen for a plane's windows (<see cref="DirectChoice"/>), for the lanes it was used with. Several threads
/// may use it at once.
/// </summary>
internal sealed class ChoiceCache
{
    /// <summary>How many choices are kept.</summary>
    private const int Most = 8;

    private readonly Entry?[] _entries = new Entry?[Most];
    private uint _next;

    /// <summary>Finds a choice.</summary>
    /// <param name="lanes">The type of the lanes.</param>
    /// <param name="inner">The number of elements at a position of the source.</param>
    /// <param name="count">The number of all its elements.</param>
    /// <param name="choice">The choice.</param>
    public bool TryGet(Type lanes, nint inner, nint count, out DirectChoice choice)
    {
        foreach (Entry? entry in _entries)
        {
            if (entry is null)
            {
                break;
            }

            if (entry.Lanes == lanes && entry.Inner == inner && entry.Count == count)
            {
                choice = entry.Choice;
                return true;
            }
        }

        choice = default;
        return false;
    }

    /// <summary>Keeps a choice.</summary>
    public void Add(Type lanes, nint inner, nint count, in DirectChoice choice) =>
        _entries[(Interlocked.Increment(ref _next) - 1) % Most] = new Entry(lanes, inner, count, choice);

    private sealed record Entry(Type Lanes, nint Inner, nint Count, DirectChoice Choice);
}

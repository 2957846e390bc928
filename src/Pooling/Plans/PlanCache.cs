using System.Diagnostics.CodeAnalysis;

namespace Pooling;

/// <summary>
/// The plans of a window for the shapes that it was used with last, so that to pool once more costs little more than the
/// pooling. Several threads may use it at once.
/// </summary>
internal sealed class PlanCache
{
    /// <summary>How many plans are kept.</summary>
    private const int Most = 16;

    private readonly Entry?[] _entries = new Entry?[Most];
    private Entry? _latest;
    private uint _next;

    /// <summary>Finds a plan that was kept.</summary>
    public bool TryFind(in PlanKey key, [NotNullWhen(true)] out PoolingPlan? plan)
    {
        Entry? latest = _latest;
        if (latest is not null && key.Is(latest.Key))
        {
            plan = latest.Plan;
            return true;
        }

        foreach (Entry? entry in _entries)
        {
            if (entry is not null && key.Is(entry.Key))
            {
                _latest = entry;
                plan = entry.Plan;
                return true;
            }
        }

        plan = null;
        return false;
    }

    /// <summary>Keeps a plan, in the place of the one that was kept first.</summary>
    public void Keep(in PlanKey key, PoolingPlan plan)
    {
        Entry entry = new(key.Kept(), plan);
        _entries[(Interlocked.Increment(ref _next) - 1) % Most] = entry;
        _latest = entry;
    }

    private sealed record Entry(nint[] Key, PoolingPlan Plan);
}

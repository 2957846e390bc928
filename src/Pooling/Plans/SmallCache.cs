using System.Diagnostics.CodeAnalysis;

namespace Pooling;

/// <summary>What was made for the last few keys. Several threads may use it at once.</summary>
/// <typeparam name="TKey">What it was made for.</typeparam>
/// <typeparam name="TValue">What was made.</typeparam>
internal sealed class SmallCache<TKey, TValue>
    where TKey : struct, IEquatable<TKey>
{
    /// <summary>How many are kept.</summary>
    private const int Most = 8;

    private readonly Entry?[] _entries = new Entry?[Most];
    private uint _next;

    /// <summary>Finds what was kept.</summary>
    public bool TryFind(in TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        foreach (Entry? entry in _entries)
        {
            if (entry is null)
            {
                break;
            }

            if (entry.Key.Equals(key))
            {
                value = entry.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Keeps a value, in the place of the one that was kept first.</summary>
    public void Keep(in TKey key, TValue value) => _entries[(Interlocked.Increment(ref _next) - 1) % Most] = new Entry(key, value);

    private sealed class Entry(TKey key, TValue value)
    {
        public readonly TKey Key = key;

        public readonly TValue Value = value;
    }
}

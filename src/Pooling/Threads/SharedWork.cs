using System.Runtime.ExceptionServices;

namespace Pooling;

/// <summary>
/// Work in parts that threads of the pool help with. The caller works as well and waits for no thread that has not begun,
/// so that a busy pool makes it slower and never stuck.
/// </summary>
internal abstract class SharedWork : IThreadPoolWorkItem
{
    private readonly object _gate = new();
    private int _parts;
    private int _next;
    private int _helpers;
    private bool _isClosed;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Does all parts.</summary>
    /// <param name="parts">The number of parts.</param>
    /// <param name="threads">The number of threads, with the caller's.</param>
    public void Run(int parts, int threads)
    {
        _parts = parts;
        for (int helper = 1; helper < int.Min(threads, parts); helper++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        RunParts();
        lock (_gate)
        {
            // A helper that begins later finds the work closed, because the memory may be gone by then.
            _isClosed = true;
            while (_helpers > 0)
            {
                Monitor.Wait(_gate);
            }
        }

        _failure?.Throw();
    }

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _helpers++;
        }

        RunParts();
        lock (_gate)
        {
            _helpers--;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Does parts as long as <paramref name="take"/> gives one.</summary>
    protected abstract void RunParts(PartTaker take);

    private void RunParts()
    {
        try
        {
            RunParts(new PartTaker(this));
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
            Volatile.Write(ref _next, _parts);
        }
    }

    /// <summary>Gives each part to one thread.</summary>
    protected readonly struct PartTaker(SharedWork work)
    {
        /// <summary>Takes the next part, if there is one.</summary>
        public bool TryTake(out int part)
        {
            part = Interlocked.Increment(ref work._next) - 1;
            return part < work._parts;
        }
    }
}

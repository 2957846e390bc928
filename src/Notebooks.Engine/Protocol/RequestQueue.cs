namespace Notebooks.Engine.Protocol;

/// <summary>The requests that are carried out one after another, the one under way included.</summary>
internal sealed class RequestQueue
{
    private readonly object _guard = new();
    private readonly Queue<(Request Request, CancellationTokenSource Interrupt)> _requests = new();
    private bool _isFirstUnderWay;

    /// <summary>Adds a request.</summary>
    public void Add(Request request)
    {
        lock (_guard)
        {
            _requests.Enqueue((request, new CancellationTokenSource()));
            Monitor.Pulse(_guard);
        }
    }

    /// <summary>Interrupts the request under way, or the one that is about to be; nothing where there is none.</summary>
    public void Interrupt()
    {
        lock (_guard)
        {
            if (_requests.TryPeek(out var first))
            {
                first.Interrupt.Cancel();
            }
        }
    }

    /// <summary>Ends the request under way, and waits for the next.</summary>
    /// <returns>The request, and what tells of its interruption.</returns>
    public (Request Request, CancellationToken Interrupt) Next()
    {
        lock (_guard)
        {
            if (_isFirstUnderWay)
            {
                _requests.Dequeue().Interrupt.Dispose();
                _isFirstUnderWay = false;
            }

            while (_requests.Count == 0)
            {
                Monitor.Wait(_guard);
            }

            _isFirstUnderWay = true;
            var (request, interrupt) = _requests.Peek();
            return (request, interrupt.Token);
        }
    }
}

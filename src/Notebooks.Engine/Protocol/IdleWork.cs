namespace Notebooks.Engine.Protocol;

/// <summary>Work that is done once, when nothing has run for a moment: cells that come one after another are not held up.</summary>
/// <param name="work">The work.</param>
internal sealed class IdleWork(Action work) : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);

    private Timer? _timer;
    private bool _isStarted;

    /// <summary>A cell starts to run.</summary>
    public void Postpone() => _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>A cell has ended.</summary>
    public void Schedule()
    {
        if (!Volatile.Read(ref _isStarted))
        {
            _timer ??= new Timer(static state => ((IdleWork)state!).Start(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(Moment, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private void Start()
    {
        if (!Interlocked.Exchange(ref _isStarted, true))
        {
            new Thread(() => work()) { IsBackground = true, Name = "warm-up", Priority = ThreadPriority.BelowNormal }.Start();
        }
    }
}

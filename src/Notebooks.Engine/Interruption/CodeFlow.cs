namespace Notebooks.Engine.Interruption;

/// <summary>Code that was started together, and all that came of it: awaited code, tasks, threads.</summary>
/// <remarks>
/// The execution context carries the flow to wherever its code goes on, and tells which threads are running it. To stop
/// a flow is to wake its threads from their waits, to end its loops at a <see cref="Checkpoint"/>, and to drop what was
/// to go on after an <c>await</c>. Nothing is aborted at a random place: .NET has <c>ControlledExecution</c> for that,
/// which on Unix wakes no thread from a wait and ends the process when it meets a thread in a library's code.
/// </remarks>
internal sealed class CodeFlow : SynchronizationContext
{
    private static readonly AsyncLocal<CodeFlow?> Flow = new(OnThreadChanged);

    private readonly object _guard = new();

    // Each thread that runs code of the flow, and whether it has been told to stop.
    private readonly Dictionary<Thread, bool> _threads = [];
    private bool _isStopped;
    private bool _isInsistent;

    /// <summary>The flow of the code that runs on this thread, if it is a cell's.</summary>
    public static CodeFlow? OfThisThread => Flow.Value;

    /// <summary>Whether an exception that nothing has caught is but the end of a thread of a flow that was stopped.</summary>
    public static bool IsStopping(Exception exception) =>
        exception is InterruptedException || (exception is ThreadInterruptedException && OfThisThread is { _isStopped: true });

    /// <summary>Runs code as the flow's, on this thread.</summary>
    public void Run(Action code)
    {
        var context = Current;
        Flow.Value = this;
        SetSynchronizationContext(this);
        try
        {
            code();
        }
        finally
        {
            SetSynchronizationContext(context);
            Flow.Value = null;
        }
    }

    /// <summary>Stops the flow, and waits for its threads to leave it.</summary>
    /// <param name="polite">How long a thread that has been told once is left alone, to run its <c>finally</c> blocks.</param>
    /// <param name="limit">How long to wait in all.</param>
    /// <returns>The threads that have not left; they leave when they come to a checkpoint.</returns>
    public IReadOnlyCollection<Thread> Stop(TimeSpan polite, TimeSpan limit)
    {
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        lock (_guard)
        {
            if (!_isStopped)
            {
                _isStopped = true;
                Checkpoint.Add(_threads.Count);
                WakeThreads();
            }

            while (_threads.Count > 0)
            {
                var elapsed = System.Diagnostics.Stopwatch.GetElapsedTime(start);
                if (elapsed >= limit)
                {
                    break;
                }

                if (elapsed >= polite)
                {
                    // Code that catches every exception must not live on.
                    _isInsistent = true;
                    WakeThreads();
                }

                Monitor.Wait(_guard, polite / 4);
            }

            _isInsistent = true;
            return [.. _threads.Keys];
        }
    }

    /// <summary>Ends the code that calls it if the flow has been stopped.</summary>
    /// <exception cref="InterruptedException">It has.</exception>
    public void Pass()
    {
        // A thread that was woken while it waited here has not been told: its own code knows nothing of it.
        var wasWoken = Enter();
        var wasTold = _threads.GetValueOrDefault(Thread.CurrentThread) && !wasWoken;
        var goesOn = !_isStopped || (wasTold && !_isInsistent);
        if (!goesOn)
        {
            _threads[Thread.CurrentThread] = true;
        }

        Monitor.Exit(_guard);
        if (!goesOn)
        {
            ForgetWakeUp();
            throw new InterruptedException();
        }
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) => ThreadPool.UnsafeQueueUserWorkItem(
        static work => work.Flow.GoOn(work.Callback, work.State), (Flow: this, Callback: d, State: state), preferLocal: false);

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    private void GoOn(SendOrPostCallback callback, object? state)
    {
        if (Volatile.Read(ref _isStopped))
        {
            return;
        }

        // What goes on after an await has its execution context with it, and is of the flow by that.
        SetSynchronizationContext(this);
        try
        {
            callback(state);
        }
        finally
        {
            SetSynchronizationContext(null);
        }
    }

    private void WakeThreads()
    {
        foreach (var thread in _threads.Keys.ToList())
        {
            _threads[thread] |= thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin);
            thread.Interrupt();
        }
    }

    /// <summary>Is told on each thread whose code passes from one flow to another.</summary>
    private static void OnThreadChanged(AsyncLocalValueChangedArgs<CodeFlow?> change)
    {
        change.PreviousValue?.Leave(Thread.CurrentThread);
        change.CurrentValue?.Join(Thread.CurrentThread);
    }

    private void Join(Thread thread)
    {
        Enter();
        if (_threads.TryAdd(thread, false) && _isStopped)
        {
            Checkpoint.Add(1);
        }

        Monitor.Exit(_guard);
    }

    private void Leave(Thread thread)
    {
        Enter();
        var mayBeWoken = _isStopped;
        if (_threads.Remove(thread) && _isStopped)
        {
            Checkpoint.Add(-1);
        }

        Monitor.PulseAll(_guard);
        Monitor.Exit(_guard);
        if (mayBeWoken)
        {
            ForgetWakeUp();
        }
    }

    /// <summary>Takes the lock, also on a thread that is being woken: an exception here would end the process.</summary>
    /// <returns>Whether it was.</returns>
    private bool Enter()
    {
        var wasWoken = false;
        for (var isTaken = false; !isTaken;)
        {
            try
            {
                Monitor.Enter(_guard, ref isTaken);
            }
            catch (ThreadInterruptedException)
            {
                wasWoken = true;
            }
        }

        return wasWoken;
    }

    /// <summary>A wake-up that found the thread awake would come at its next wait, which is not the flow's.</summary>
    private static void ForgetWakeUp()
    {
        try
        {
            Thread.Sleep(1);
        }
        catch (ThreadInterruptedException)
        {
        }
    }
}

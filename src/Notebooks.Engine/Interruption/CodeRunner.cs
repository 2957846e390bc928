namespace Notebooks.Engine.Interruption;

/// <summary>Runs the code of cells so that it can be interrupted.</summary>
internal sealed class CodeRunner
{
    /// <summary>How long <c>finally</c> blocks may run undisturbed.</summary>
    private static readonly TimeSpan Polite = TimeSpan.FromMilliseconds(200);

    /// <summary>When code that does not stop is left to itself.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(600);

    private CodeThread? _thread;

    /// <summary>Runs code that may await, and waits for it.</summary>
    /// <param name="code">The code.</param>
    /// <param name="interrupt">Stops it.</param>
    /// <returns>What it returns.</returns>
    /// <exception cref="InterruptedException">It was interrupted.</exception>
    public T Run<T>(Func<Task<T>> code, CancellationToken interrupt)
    {
        interrupt.ThrowIfCancellationRequested();
        var flow = new CodeFlow();
        var started = new TaskCompletionSource<Task<T>>();
        _thread ??= new CodeThread();
        _thread.Post(() =>
        {
            try
            {
                flow.Run(() => started.SetResult(code()));
            }
            catch (Exception failure)
            {
                started.SetException(failure);
            }
        });

        // A wait, and no await: cells may keep all threads of the pool busy.
        var task = started.Task.Unwrap();
        try
        {
            task.Wait(interrupt);
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            Stop(flow);
        }
        catch (AggregateException)
        {
            // Thrown below, as itself.
        }

        return task.IsCompleted ? task.GetAwaiter().GetResult() : throw new InterruptedException();
    }

    /// <summary>Runs code, and waits for it.</summary>
    public T Run<T>(Func<T> code, CancellationToken interrupt) => Run(() => Task.FromResult(code()), interrupt);

    private void Stop(CodeFlow flow)
    {
        var running = flow.Stop(Polite, Limit);
        if (running.Count == 0)
        {
            return;
        }

        if (running.Contains(_thread!.Thread))
        {
            _thread.Retire();
            _thread = null;
        }

        throw new InterruptedException(
            $"{InterruptedException.Plain} Some of its code cannot be stopped where it is, and goes on in the background until it can.");
    }
}

using System.Collections.Concurrent;

namespace Notebooks.Engine.Interruption;

/// <summary>The thread on which cells start, one for all of them, as a program has one.</summary>
internal sealed class CodeThread
{
    private readonly BlockingCollection<Action> _work = [];

    public CodeThread() => Thread = Start();

    public Thread Thread { get; }

    /// <summary>Has something done, after all that was given before.</summary>
    public void Post(Action action) => _work.Add(action);

    /// <summary>Lets the thread end when it has done what it was given.</summary>
    public void Retire() => _work.CompleteAdding();

    private Thread Start()
    {
        var thread = new Thread(Work) { IsBackground = true, Name = "cell" };
        thread.Start();
        return thread;
    }

    private void Work()
    {
        foreach (var action in _work.GetConsumingEnumerable())
        {
            action();
        }
    }
}

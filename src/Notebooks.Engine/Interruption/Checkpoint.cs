using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Notebooks.Engine.Interruption;

/// <summary>Where a cell's code can be stopped. Cells do not name it: the engine puts it into their loops.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Checkpoint
{
    // How many threads run code that is to stop. No initializer: the class must cost a loop nothing to reach.
    private static volatile int _threadsToStop;

    /// <summary>Goes on, unless the cell that runs this code has been interrupted.</summary>
    /// <returns>Always true, so that it can be a condition where there is no place for a statement.</returns>
    /// <exception cref="OperationCanceledException">The cell has been interrupted.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Pass()
    {
        if (_threadsToStop != 0)
        {
            Ask();
        }

        return true;
    }

    // Apart, so that the loop gets no more than a comparison.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Ask() => CodeFlow.OfThisThread?.Pass();

    /// <summary>Counts threads that are to stop, or have.</summary>
    internal static void Add(int threads) => Interlocked.Add(ref _threadsToStop, threads);
}

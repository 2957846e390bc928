using System.Diagnostics;

namespace Pooling.Benchmarks;

/// <summary>
/// A peer: a program that reads a case a line, times it, and answers with lines of JSON and an empty line. It waits in
/// between, so that all peers can be timed on a case one after the other.
/// </summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;

    private PeerProcess(string name, Process process)
    {
        Name = name;
        _process = process;
    }

    /// <summary>The name of the program.</summary>
    public string Name { get; }

    /// <summary>Starts a peer.</summary>
    /// <param name="program">The program; it is given the number of threads and the seconds.</param>
    /// <param name="threads">How many threads it may use.</param>
    /// <param name="seconds">How long it times a case and layout.</param>
    public static PeerProcess Start(string program, int threads, double seconds)
    {
        ProcessStartInfo start = new(program, [FormattableString.Invariant($"{threads}"), FormattableString.Invariant($"{seconds}")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return new PeerProcess(Path.GetFileName(program), Process.Start(start)!);
    }

    /// <summary>Times a case.</summary>
    /// <param name="timed">A case that peers know.</param>
    /// <exception cref="IOException">The peer has ended.</exception>
    /// <exception cref="InvalidDataException">It answers something else.</exception>
    public IEnumerable<Measurement> Time(PoolingCase timed)
    {
        _process.StandardInput.WriteLine(timed.ToPeerLine());
        _process.StandardInput.Flush();
        while (true)
        {
            string line = _process.StandardOutput.ReadLine() ?? throw new IOException($"The peer {Name} ended at the case {timed.Id}.");
            if (line.Length == 0)
            {
                yield break;
            }

            if (Measurement.Parse(line) is { } measurement)
            {
                yield return measurement;
            }
        }
    }

    /// <summary>Ends the peer.</summary>
    public void Dispose()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        _process.Dispose();
    }
}

namespace Pooling.Benchmarks;

/// <summary>Times peers, this library and a plain copy side by side.</summary>
/// <param name="peers">The peers' programs.</param>
/// <param name="threads">How many threads each may use.</param>
/// <param name="seconds">How long each case and layout is timed in a round.</param>
/// <param name="rounds">How often all of that is done for each case.</param>
/// <param name="progress">Told of every result.</param>
internal sealed class PeersCommand(IEnumerable<string> peers, int threads, double seconds, int rounds, Action<string> progress)
{
    /// <summary>
    /// Times case by case: each peer, then this library with one thread and with all, then a copy of as many bytes, and
    /// again in each round. What else the machine does meanwhile then falls on all of a row, or on one round of several.
    /// </summary>
    public List<Measurement> Run(IEnumerable<PoolingCase> cases)
    {
        LibraryThreads.Limit(threads);
        List<Measurement> results = [];
        List<PeerProcess> running = [.. peers.Select(program => PeerProcess.Start(program, threads, seconds))];
        try
        {
            foreach (PoolingCase timed in cases)
            {
                IEnumerable<Measurement> own = (threads == 1 ? [1] : (int[])[1, threads])
                    .SelectMany(count => OwnTimes.Of(timed, count, seconds))
                    .Append(OwnTimes.OfCopy(timed, seconds));
                IEnumerable<Measurement> all = Enumerable.Range(0, rounds).SelectMany(_ => ByPeers(timed, running).Concat(own));
                foreach (Measurement result in all)
                {
                    results.Add(result);
                    progress(result.ToJson());
                }
            }
        }
        finally
        {
            running.ForEach(peer => peer.Dispose());
        }

        return results;
    }

    private IEnumerable<Measurement> ByPeers(PoolingCase timed, List<PeerProcess> running)
    {
        foreach (PeerProcess peer in timed.HasPeers ? running.ToArray() : [])
        {
            List<Measurement> results = [];
            try
            {
                results.AddRange(peer.Time(timed));
            }
            catch (Exception exception) when (exception is IOException or InvalidDataException)
            {
                progress($"{exception.Message} It is left out from here on.");
                running.Remove(peer);
                peer.Dispose();
            }

            foreach (Measurement result in results)
            {
                yield return result;
            }
        }
    }
}

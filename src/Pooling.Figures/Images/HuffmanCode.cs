namespace Pooling.Figures;

/// <summary>A prefix code: the more frequent a symbol, the fewer bits it has.</summary>
internal sealed class HuffmanCode
{
    private readonly int[] _codes;

    /// <summary>Builds the code for symbols of known frequency.</summary>
    /// <param name="frequencies">How often each symbol occurs.</param>
    /// <param name="longest">How many bits a symbol may have at most.</param>
    public HuffmanCode(ReadOnlySpan<int> frequencies, int longest)
    {
        int[] weights = frequencies.ToArray();
        Lengths = Build(weights);
        while (Lengths.Max() > longest)
        {
            // Flatter frequencies give shorter codes for the rarest symbols, and hardly longer ones for the rest.
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] = weights[i] == 0 ? 0 : (weights[i] >> 1) | 1;
            }

            Lengths = Build(weights);
        }

        _codes = Assign(Lengths);
    }

    /// <summary>The number of bits of each symbol; 0 for one that does not occur.</summary>
    public int[] Lengths { get; }

    public void Write(BitWriter bits, int symbol) => bits.Write(_codes[symbol], Lengths[symbol]);

    private static int[] Build(int[] weights)
    {
        int[] lengths = new int[weights.Length];
        var queue = new PriorityQueue<int, (long Weight, int Order)>();
        var parents = new List<int>();
        int[] leaves = [.. Enumerable.Range(0, weights.Length).Where(symbol => weights[symbol] > 0)];
        if (leaves.Length < 2)
        {
            // Decoders want a code of two symbols at least, of one bit each.
            lengths[leaves.Length == 1 ? leaves[0] : 0] = 1;
            lengths[leaves is [0] ? 1 : 0] = 1;
            return lengths;
        }

        for (int i = 0; i < leaves.Length; i++)
        {
            queue.Enqueue(i, (weights[leaves[i]], i));
            parents.Add(-1);
        }

        while (queue.Count > 1)
        {
            queue.TryDequeue(out int first, out (long Weight, int Order) firstKey);
            queue.TryDequeue(out int second, out (long Weight, int Order) secondKey);
            int joined = parents.Count;
            parents.Add(-1);
            parents[first] = joined;
            parents[second] = joined;
            queue.Enqueue(joined, (firstKey.Weight + secondKey.Weight, joined));
        }

        for (int i = 0; i < leaves.Length; i++)
        {
            for (int node = parents[i]; node >= 0; node = parents[node])
            {
                lengths[leaves[i]]++;
            }
        }

        return lengths;
    }

    /// <summary>The canonical codes of given lengths (RFC 1951, 3.2.2), reversed as the format wants them.</summary>
    private static int[] Assign(int[] lengths)
    {
        int[] codes = new int[lengths.Length];
        int code = 0;
        for (int length = 1; length <= lengths.Max(); length++)
        {
            for (int symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] == length)
                {
                    codes[symbol] = Reverse(code, length);
                    code++;
                }
            }

            code <<= 1;
        }

        return codes;
    }

    private static int Reverse(int code, int length)
    {
        int reversed = 0;
        for (int i = 0; i < length; i++)
        {
            reversed = (reversed << 1) | ((code >> i) & 1);
        }

        return reversed;
    }
}

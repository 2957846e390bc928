namespace Pooling.Figures;

/// <summary>
/// Compresses bytes in the Deflate format (RFC 1951): repetitions become references, and frequent symbols get short
/// codes.
/// </summary>
internal static class Deflate
{
    private const int EndOfBlock = 256;
    private const int ShortestMatch = 4;
    private const int LongestMatch = 258;
    private const int FarthestMatch = 32768;
    private const int MostTries = 32;
    private const int HashBits = 15;
    private const int SymbolsInBlock = 1 << 15;

    private static readonly int[] LengthStarts =
    [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ];

    private static readonly int[] LengthBits =
        [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    private static readonly int[] DistanceStarts =
    [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12289, 16385, 24577,
    ];

    private static readonly int[] DistanceBits =
        [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

    /// <summary>The order in which the format lists the lengths of the codes for code lengths.</summary>
    private static readonly int[] CodeLengthOrder =
        [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>Compresses bytes; the same bytes give the same result everywhere.</summary>
    public static void Compress(ReadOnlySpan<byte> bytes, Stream stream)
    {
        var bits = new BitWriter(stream);
        List<(int Length, int Distance)> symbols = FindRepetitions(bytes);
        int start = 0;
        do
        {
            int count = Math.Min(SymbolsInBlock, symbols.Count - start);
            WriteBlock(bits, symbols.GetRange(start, count), isLast: start + count == symbols.Count);
            start += count;
        }
        while (start < symbols.Count);
        bits.Finish();
    }

    /// <summary>
    /// The bytes as symbols: a repetition of so many bytes from so far back, or with distance 0 the byte itself.
    /// </summary>
    private static List<(int Length, int Distance)> FindRepetitions(ReadOnlySpan<byte> bytes)
    {
        var symbols = new List<(int Length, int Distance)>(bytes.Length);
        int[] newest = new int[1 << HashBits];
        int[] before = new int[bytes.Length];
        Array.Fill(newest, -1);
        int at = 0;
        while (at < bytes.Length)
        {
            (int length, int distance) = FindMatch(bytes, at, newest, before);
            if (length < ShortestMatch)
            {
                (length, distance) = (1, 0);
            }

            symbols.Add(distance == 0 ? (bytes[at], 0) : (length, distance));
            for (int end = at + length; at < end; at++)
            {
                if (at + ShortestMatch <= bytes.Length)
                {
                    int hash = Hash(bytes, at);
                    before[at] = newest[hash];
                    newest[hash] = at;
                }
            }
        }

        return symbols;
    }

    private static (int Length, int Distance) FindMatch(ReadOnlySpan<byte> bytes, int at, int[] newest, int[] before)
    {
        if (at + ShortestMatch > bytes.Length)
        {
            return default;
        }

        int longest = 0;
        int distance = 0;
        ReadOnlySpan<byte> here = bytes.Slice(at, Math.Min(LongestMatch, bytes.Length - at));
        int candidate = newest[Hash(bytes, at)];
        for (int tries = 0; tries < MostTries && candidate >= 0 && at - candidate <= FarthestMatch; tries++)
        {
            int length = here.CommonPrefixLength(bytes[candidate..]);
            if (length > longest)
            {
                longest = length;
                distance = at - candidate;
            }

            candidate = before[candidate];
        }

        return (longest, distance);
    }

    private static int Hash(ReadOnlySpan<byte> bytes, int at)
    {
        uint value = bytes[at] | ((uint)bytes[at + 1] << 8) | ((uint)bytes[at + 2] << 16) | ((uint)bytes[at + 3] << 24);
        return (int)((value * 2654435761u) >> (32 - HashBits));
    }

    private static void WriteBlock(BitWriter bits, List<(int Length, int Distance)> symbols, bool isLast)
    {
        int[] literals = new int[286];
        int[] distances = new int[30];
        literals[EndOfBlock] = 1;
        foreach ((int length, int distance) in symbols)
        {
            if (distance == 0)
            {
                literals[length]++;
            }
            else
            {
                literals[EndOfBlock + 1 + IndexOf(LengthStarts, length)]++;
                distances[IndexOf(DistanceStarts, distance)]++;
            }
        }

        var literalCode = new HuffmanCode(literals, longest: 15);
        var distanceCode = new HuffmanCode(distances, longest: 15);
        const int DynamicCodes = 2;
        bits.Write(isLast ? 1 : 0, 1);
        bits.Write(DynamicCodes, 2);
        WriteCodes(bits, literalCode.Lengths, distanceCode.Lengths);
        foreach ((int length, int distance) in symbols)
        {
            if (distance == 0)
            {
                literalCode.Write(bits, length);
                continue;
            }

            int lengthIndex = IndexOf(LengthStarts, length);
            literalCode.Write(bits, EndOfBlock + 1 + lengthIndex);
            bits.Write(length - LengthStarts[lengthIndex], LengthBits[lengthIndex]);
            int distanceIndex = IndexOf(DistanceStarts, distance);
            distanceCode.Write(bits, distanceIndex);
            bits.Write(distance - DistanceStarts[distanceIndex], DistanceBits[distanceIndex]);
        }

        literalCode.Write(bits, EndOfBlock);
    }

    /// <summary>
    /// Writes the lengths of both codes, which are themselves run-length coded and then Huffman coded.
    /// </summary>
    private static void WriteCodes(BitWriter bits, int[] literalLengths, int[] distanceLengths)
    {
        List<(int Symbol, int Extra, int ExtraBits)> runs = RunLengths([.. literalLengths, .. distanceLengths]);
        int[] frequencies = new int[CodeLengthOrder.Length];
        foreach ((int symbol, _, _) in runs)
        {
            frequencies[symbol]++;
        }

        var code = new HuffmanCode(frequencies, longest: 7);
        bits.Write(literalLengths.Length - 257, 5);
        bits.Write(distanceLengths.Length - 1, 5);
        bits.Write(CodeLengthOrder.Length - 4, 4);
        foreach (int symbol in CodeLengthOrder)
        {
            bits.Write(code.Lengths[symbol], 3);
        }

        foreach ((int symbol, int extra, int extraBits) in runs)
        {
            code.Write(bits, symbol);
            bits.Write(extra, extraBits);
        }
    }

    private static List<(int Symbol, int Extra, int ExtraBits)> RunLengths(int[] lengths)
    {
        var runs = new List<(int Symbol, int Extra, int ExtraBits)>();
        int at = 0;
        while (at < lengths.Length)
        {
            int value = lengths[at];
            int run = 1;
            while (at + run < lengths.Length && lengths[at + run] == value)
            {
                run++;
            }

            at += run;
            if (value != 0)
            {
                // "The same again" needs one to repeat.
                runs.Add((value, 0, 0));
                run--;
            }

            while (run >= 3)
            {
                int part = Math.Min(run, value != 0 ? 6 : 138);
                runs.Add(value != 0 ? (16, part - 3, 2) : part <= 10 ? (17, part - 3, 3) : (18, part - 11, 7));
                run -= part;
            }

            for (; run > 0; run--)
            {
                runs.Add((value, 0, 0));
            }
        }

        return runs;
    }

    /// <summary>The last of the starts that is not beyond a value.</summary>
    private static int IndexOf(int[] starts, int value)
    {
        int index = Array.BinarySearch(starts, value);
        return index >= 0 ? index : ~index - 1;
    }
}

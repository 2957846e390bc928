using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>Winners of windows that have few elements, written as values and as numbers of a convention.</summary>
internal static class IndexedWinners
{
    public static void Write<T, TLine, TCode, TExtreme>(
        in PoolingPlan plan, in SourceRows<T> source, in Rows<T> values, in Rows<long> indices, in IndexMap map)
        where T : INumber<T>
        where TLine : INumber<TLine>
        where TCode : INumber<TCode>
        where TExtreme : struct, IExtreme<T>
    {
        Volume target = plan.Target;
        Numbering numbering = map.NumberingOf(0, 0);
        int length = (int)target.RowLength;
        using WindowWinners<T, TLine, TCode, TExtreme> winners = new(source, plan, numbering.Scale);
        using WinnerNumbers<TCode> numbers = new(plan, numbering, map, indices);

        // A row that is written over its end would write over what is not its own.
        bool isInPlace = typeof(T) == typeof(TLine) && values.WritesInPlace && (length >= Vector<TLine>.Count || !winners.WritesOver);
        nint block = ((nint)winners.BlockRows * length) + Vector<TLine>.Count;
        using Scratch<TLine> valueRows = new(isInPlace ? 0 : block);
        using Scratch<TCode> codeRows = new(block);
        ref TCode codes = ref MemoryMarshal.GetReference(codeRows.Span);
        for (nint batch = 0; batch < target.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < target.Channels.Length; channel++)
            {
                for (nint first = 0; first < target.Height.Length; first += winners.BlockRows)
                {
                    nint end = nint.Min(first + winners.BlockRows, target.Height.Length);
                    winners.Prepare(batch, channel, first);
                    for (nint depth = 0; depth < target.Depth.Length; depth++)
                    {
                        RowPlace place = new(batch, channel, depth, first);
                        if (isInPlace)
                        {
                            ref TLine results = ref Unsafe.As<T, TLine>(ref MemoryMarshal.GetReference(values.Open(place)));
                            winners.Find(place, end, ref results, target.Height.Stride, ref codes, length);
                        }
                        else
                        {
                            winners.Find(place, end, ref MemoryMarshal.GetReference(valueRows.Span), length, ref codes, length);
                            Commit(valueRows.Span, place, end, length, values);
                        }

                        numbers.Write(place, end, ref codes);
                    }
                }
            }
        }
    }

    private static void Commit<T, TLine>(Span<TLine> results, RowPlace place, nint end, int length, in Rows<T> values)
        where T : INumber<T>
        where TLine : INumber<TLine>
    {
        for (; place.Height < end; place = place with { Height = place.Height + 1 })
        {
            if (typeof(T) == typeof(TLine))
            {
                MemoryMarshal.CreateSpan(ref Unsafe.As<TLine, T>(ref MemoryMarshal.GetReference(results)), length).CopyTo(values.Open(place));
            }
            else
            {
                TensorPrimitives.ConvertSaturating(results[..length], values.Open(place));
            }

            values.Commit(place);
            results = results[length..];
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

/// <summary>The largest or smallest <see cref="Half"/>, found among <see cref="HalfKeys{T, TExtreme}"/>.</summary>
internal readonly struct HalfExtremeOperator<T, TExtreme>(bool paddingHoldsZeros)
    : IVectorOperator<HalfExtremeOperator<T, TExtreme>, T, short, T>
    where T : INumber<T>
    where TExtreme : struct, IExtreme<T>
{
    public static bool IsIdempotent => true;

    public short Identity => HalfKeys<T, TExtreme>.Of(TExtreme.Identity);

    public bool IsFinal => false;

    public short Start(T element) => HalfKeys<T, TExtreme>.Of(element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Start<TVector, TWidth>(ref readonly T elements)
        where TWidth : struct, IWidth<TVector, short> => TWidth.Load<T, HalfKeys<T, TExtreme>>(in elements);

    public short Combine(short first, short second) => HalfKeys<T, TExtreme>.Pick(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Combine<TVector, TWidth>(TVector first, TVector second)
        where TWidth : struct, IWidth<TVector, short> => HalfKeys<T, TExtreme>.Pick<TVector, TWidth>(first, second);

    public T Finish(short result, in WindowCount count) => HalfKeys<T, TExtreme>.ToNumber(Combine(result, LeastOf(count)));

    public static void Finish(
        in HalfExtremeOperator<T, TExtreme> self, ReadOnlySpan<short> results, in WindowCount count, Span<T> outputs)
    {
        int done = 0;
        if (outputs.Length >= Vector<short>.Count)
        {
            ref short source = ref MemoryMarshal.GetReference(results);
            ref short target = ref Unsafe.As<T, short>(ref MemoryMarshal.GetReference(outputs));
            Vector<short> least = new(self.LeastOf(count));
            for (; done < outputs.Length; done += Vector<short>.Count)
            {
                // The last vector has some of the one before once more.
                nuint at = (nuint)int.Min(done, outputs.Length - Vector<short>.Count);
                HalfKeys<T, TExtreme>.ToNumbers(HalfKeys<T, TExtreme>.Pick(Vector.LoadUnsafe(ref source, at), least))
                    .StoreUnsafe(ref target, at);
            }
        }

        for (; done < outputs.Length; done++)
        {
            outputs[done] = self.Finish(results[done], count);
        }
    }

    /// <summary>What every window has besides its elements. A NaN that is passed over loses against it.</summary>
    private short LeastOf(in WindowCount count) =>
        paddingHoldsZeros && count.Positions > count.Elements ? Combine(Identity, 0) : Identity;
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>
/// Averages of windows of bytes that start everywhere. Sums are integers, so that they may run on, from row to row and along
/// a row, without an error: what has come is added, and what has gone is taken away.
/// </summary>
/// <remarks>It is optimized at once, as <see cref="Taps"/> is.</remarks>
internal static class RunningSums
{
    /// <summary>How many rows a window may have, so that the difference of two sums of them has 16 bits.</summary>
    public const int MostRows = 128;

    /// <summary>How many elements a window may have, so that quotients are exact (<see cref="WholeVectors"/>).</summary>
    public const int MostElements = 16384;

    /// <summary>How many sums, or weights, are read beyond the last, at the most.</summary>
    public const int Slack = 16;

    /// <summary>Smaller windows are reduced as fast by other means.</summary>
    private const int FewestElements = 49;

    /// <summary>So are those of single elements, up to this size.</summary>
    private const int FewestSingle = 100;

    /// <summary>So are those of one row, up to this size.</summary>
    private const int FewestInRow = 182;

    private interface IMove
    {
        static virtual bool Adds => true;

        static virtual bool Removes => true;
    }

    /// <summary>Whether windows can be made in this way, and are so large that it pays.</summary>
    /// <param name="plane">What the target positions are made of.</param>
    /// <param name="inner">The number of elements at a position.</param>
    public static bool Pays(in PlaneReduction plane, nint inner)
    {
        if (!Avx2.IsSupported || !plane.Width.TryGetSlide(out Slide slide) || slide is not { Stride: 1, Dilation: 1 })
        {
            return false;
        }

        nint rows = plane.Depth.MostSources * plane.Height.MostSources;
        return rows <= MostRows
            && rows * nint.Min(slide.Size, plane.Width.SourceLength) >= (rows == 1 ? FewestInRow : inner == 1 ? FewestSingle : FewestElements)
            && slide.Size <= (2 * plane.Width.SourceLength) + 64
            && SizeOf(plane.Depth) * SizeOf(plane.Height) * slide.Size <= MostElements
            && HasRunningRows(plane.Height);
    }

    /// <summary>Where the weight of a window lies.</summary>
    /// <param name="column">The window.</param>
    /// <param name="inner">The number of elements at a position; of single ones, every other result lies in one vector.</param>
    public static int PlaceOf(int column, int inner) =>
        inner == 1 ? (column & -16) + ((column & 1) * 8) + ((column & 15) / 2) : column;

    /// <summary>Adds a row to the sums of columns.</summary>
    public static void Add<T>(ref T row, ref short sums, nint length) => Move<T, Coming>(ref row, ref row, ref sums, length);

    /// <summary>Takes a row away from the sums of columns.</summary>
    public static void Remove<T>(ref T row, ref short sums, nint length) => Move<T, Going>(ref row, ref row, ref sums, length);

    /// <summary>Adds one row and takes another one away.</summary>
    public static void Exchange<T>(ref T coming, ref T going, ref short sums, nint length) =>
        Move<T, ComingAndGoing>(ref coming, ref going, ref sums, length);

    /// <summary>Makes the averages of a row.</summary>
    /// <param name="sums">The sums of columns, from the position before the first window on.</param>
    /// <param name="size">The number of columns of a window.</param>
    /// <param name="inner">The number of elements at a position.</param>
    /// <param name="count">The number of windows.</param>
    /// <param name="weights">The reciprocals of what they are divided by.</param>
    /// <param name="outputs">Where the averages go.</param>
    public static void Average<T>(ref short sums, nint size, nint inner, nint count, ref float weights, ref T outputs)
    {
        if (inner == 1)
        {
            AverageSingle(ref sums, size, count, ref weights, ref outputs);
            return;
        }

        for (nint next = 0; next < inner; next += Vector256<int>.Count)
        {
            // The last vector may have some elements of the one before once more.
            nint at = nint.Max(0, nint.Min(next, inner - Vector256<int>.Count));
            AveragePositions(ref Unsafe.Add(ref sums, at), size, inner, count, ref weights, ref Unsafe.Add(ref outputs, at));
        }
    }

    /// <summary>A vector of elements, or as many as there are, at each position of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AveragePositions<T>(ref short sums, nint size, nint inner, nint count, ref float weights, ref T outputs)
    {
        Vector256<int> sum = Vector256<int>.Zero;
        for (nint i = 0; i < size; i++)
        {
            sum += Widening<short, int>.Load256(ref Unsafe.Add(ref sums, i * inner));
        }

        // What a vector has too much is written over by the next; the last ones have no next.
        nint whole = inner >= Vector256<int>.Count ? count : nint.Max(0, count - ((Vector256<int>.Count - 1) / inner));
        for (nint i = 0; i < whole; i++)
        {
            ulong averages = Average<T>(ref Unsafe.Add(ref sums, i * inner), size * inner, ref sum, Unsafe.Add(ref weights, i));
            Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref outputs, i * inner)), averages);
        }

        for (nint i = whole; i < count; i++)
        {
            ulong averages = Average<T>(ref Unsafe.Add(ref sums, i * inner), size * inner, ref sum, Unsafe.Add(ref weights, i));
            for (nint at = 0; at < inner; at++, averages >>= 8)
            {
                Unsafe.As<T, byte>(ref Unsafe.Add(ref outputs, (i * inner) + at)) = (byte)averages;
            }
        }
    }

    /// <summary>Makes as many averages as a vector has sums.</summary>
    /// <param name="sums">The sums of columns at the position before the window.</param>
    /// <param name="length">From there to the last position of the window.</param>
    /// <param name="before">The sums of the windows one position before, which become those of these.</param>
    /// <param name="weight">The reciprocal of what they are divided by.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Average<T>(ref short sums, nint length, ref Vector256<int> before, float weight)
    {
        before += Widening<short, int>.Load256(ref Unsafe.Add(ref sums, length)) - Widening<short, int>.Load256(ref sums);
        Vector256<int> quotients = Divide(before, Vector256.Create(weight));
        Vector128<short> averages = Sse2.PackSignedSaturate(quotients.GetLower(), quotients.GetUpper());
        return ToBytes<T>(averages.ToVector256Unsafe()).AsUInt64().ToScalar();
    }

    /// <summary>Single elements: sums run along vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AverageSingle<T>(ref short sums, nint size, nint count, ref float weights, ref T outputs)
    {
        Vector256<int> before = Vector256.Create(SumOf(ref sums, size));
        nint i = 0;
        for (; i <= count - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            Vector128<byte> averages = Average<T>(ref Unsafe.Add(ref sums, i), size, ref before, ref Unsafe.Add(ref weights, i));
            averages.StoreUnsafe(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref outputs, i)));
        }

        if (i < count)
        {
            Span<byte> rest = stackalloc byte[Vector128<byte>.Count];
            Average<T>(ref Unsafe.Add(ref sums, i), size, ref before, ref Unsafe.Add(ref weights, i)).CopyTo(rest);
            rest[..(int)(count - i)].CopyTo(
                MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref outputs, i)), (int)(count - i)));
        }
    }

    /// <summary>Makes as many averages as there are bytes in a vector.</summary>
    /// <param name="sums">The sums of columns, from the one before the first window on.</param>
    /// <param name="size">The number of columns of a window.</param>
    /// <param name="before">The sum of the window before the first, which becomes that of the last.</param>
    /// <param name="weights">The reciprocals of what they are divided by.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Average<T>(ref short sums, nint size, ref Vector256<int> before, ref float weights)
    {
        // The steps from each window to the next, two by two, are added up within halves of a vector, then across them.
        Vector256<short> steps = Vector256.LoadUnsafe(ref Unsafe.Add(ref sums, size)) - Vector256.LoadUnsafe(ref sums);
        Vector256<int> odd = Avx2.MultiplyAddAdjacent(steps, Vector256.Create((short)1));
        odd += Avx2.ShiftLeftLogical128BitLane(odd, 4);
        odd += Avx2.ShiftLeftLogical128BitLane(odd, 8);
        Vector256<int> halves = Avx2.Shuffle(odd, 0xFF);
        odd += Avx2.Permute2x128(halves, halves, 0x08) + before;
        before += halves + Avx2.Permute2x128(halves, halves, 0x01);
        Vector256<int> even = odd - Avx2.MultiplyAddAdjacent(steps, Vector256.Create(1 << 16).AsInt16());

        even = Divide(even, Vector256.LoadUnsafe(ref weights));
        odd = Divide(odd, Vector256.LoadUnsafe(ref weights, (nuint)Vector256<float>.Count));
        return ToBytes<T>(Avx2.Blend(even.AsInt16(), (odd << 16).AsInt16(), 0xAA));
    }

    /// <summary>The number of a window's positions along an axis, with those in the padding.</summary>
    private static nint SizeOf(in AxisReduction axis) =>
        axis.TryGetSlide(out Slide slide) ? nint.Min(slide.Size, MostElements + 1) : axis.MostSources;

    private static bool HasRunningRows(in AxisReduction height) =>
        height.Length == 1 || (height.TryGetSlide(out Slide slide) && slide.Dilation == 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Divide(Vector256<int> sums, Vector256<float> weights) =>
        Avx.ConvertToVector256Int32WithTruncation(Avx.ConvertToVector256Single(sums) * weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> ToBytes<T>(Vector256<short> averages) => typeof(T) == typeof(byte)
        ? Sse2.PackUnsignedSaturate(averages.GetLower(), averages.GetUpper())
        : Sse2.PackSignedSaturate(averages.GetLower(), averages.GetUpper()).AsByte();

    private static int SumOf(ref short sums, nint count)
    {
        int sum = 0;
        for (nint i = 0; i < count; i++)
        {
            sum += Unsafe.Add(ref sums, i);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Move<T, TMove>(ref T coming, ref T going, ref short sums, nint length)
        where TMove : struct, IMove
    {
        nint i = 0;
        for (; i <= length - Vector256<short>.Count; i += Vector256<short>.Count)
        {
            Vector256<short> sum = Vector256.LoadUnsafe(ref sums, (nuint)i);
            sum = TMove.Adds ? sum + Widening<T, short>.Load256(ref Unsafe.Add(ref coming, i)) : sum;
            sum = TMove.Removes ? sum - Widening<T, short>.Load256(ref Unsafe.Add(ref going, i)) : sum;
            sum.StoreUnsafe(ref sums, (nuint)i);
        }

        for (; i < length; i++)
        {
            int sum = Unsafe.Add(ref sums, i);
            sum += TMove.Adds ? ValueOf(Unsafe.Add(ref coming, i)) : 0;
            sum -= TMove.Removes ? ValueOf(Unsafe.Add(ref going, i)) : 0;
            Unsafe.Add(ref sums, i) = (short)sum;
        }
    }

    private static int ValueOf<T>(T element) =>
        typeof(T) == typeof(byte) ? Unsafe.BitCast<T, byte>(element) : Unsafe.BitCast<T, sbyte>(element);

    private readonly struct Coming : IMove
    {
        public static bool Removes => false;
    }

    private readonly struct Going : IMove
    {
        public static bool Adds => false;
    }

    private readonly struct ComingAndGoing : IMove;
}

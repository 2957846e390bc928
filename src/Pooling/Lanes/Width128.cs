using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>Vectors of 128 bits.</summary>
internal readonly struct Width128<T> : IWidth<Vector128<T>, T>
{
    public static int Count => Vector128<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load(ref readonly T source) => Vector128.LoadUnsafe(in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load<TFrom, TConversion>(ref readonly TFrom source)
        where TConversion : struct, IConversion<TFrom, T> => TConversion.Load128(in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<T> vector, ref T destination) => vector.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSingles(Vector128<T> vector, ref float destination)
    {
        ulong singles = Vector128.Narrow(vector.AsDouble(), vector.AsDouble()).AsUInt64().ToScalar();
        Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref destination), singles);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes<TByte>(Vector128<T> vector, ref TByte destination)
    {
        ulong bytes = ToBytes<TByte>(vector, vector).AsUInt64().ToScalar();
        Unsafe.WriteUnaligned(ref Unsafe.As<TByte, byte>(ref destination), bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Create(T value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Add(Vector128<T> first, Vector128<T> second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Multiply(Vector128<T> first, Vector128<T> second) => first * second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MultiplyHigh(Vector128<T> first, Vector128<T> second)
    {
        if (Sse2.IsSupported)
        {
            return Sse2.MultiplyHigh(first.AsUInt16(), second.AsUInt16()).As<ushort, T>();
        }

        (Vector128<uint> lower, Vector128<uint> upper) = Vector128.Widen(first.AsUInt16());
        (Vector128<uint> otherLower, Vector128<uint> otherUpper) = Vector128.Widen(second.AsUInt16());
        return Vector128.Narrow((lower * otherLower) >> 16, (upper * otherUpper) >> 16).As<ushort, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MultiplyAdd(Vector128<T> first, Vector128<T> second, Vector128<T> addend) => typeof(T) == typeof(float)
        ? Vector128.MultiplyAddEstimate(first.AsSingle(), second.AsSingle(), addend.AsSingle()).As<float, T>()
        : (first * second) + addend;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Divide(Vector128<T> dividend, Vector128<T> divisor) => dividend / divisor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Max(Vector128<T> first, Vector128<T> second) => Vector128.Max(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MaxNumber(Vector128<T> first, Vector128<T> second) => Vector128.MaxNumber(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Min(Vector128<T> first, Vector128<T> second) => Vector128.Min(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MinNumber(Vector128<T> first, Vector128<T> second) => Vector128.MinNumber(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MaxNative(Vector128<T> first, Vector128<T> second) => Vector128.MaxNative(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MinNative(Vector128<T> first, Vector128<T> second) => Vector128.MinNative(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Greater(Vector128<T> first, Vector128<T> second) => Vector128.GreaterThan(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Less(Vector128<T> first, Vector128<T> second) => Vector128.LessThan(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Equal(Vector128<T> first, Vector128<T> second) => Vector128.Equals(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Same(Vector128<T> first, Vector128<T> second) => Unsafe.SizeOf<T>() == sizeof(int)
        ? Vector128.Equals(first.AsInt32(), second.AsInt32()).As<int, T>()
        : Vector128.Equals(first.AsInt64(), second.AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> IsNegative(Vector128<T> vector) => Unsafe.SizeOf<T>() == sizeof(int)
        ? Vector128.LessThan(vector.AsInt32(), Vector128<int>.Zero).As<int, T>()
        : Vector128.LessThan(vector.AsInt64(), Vector128<long>.Zero).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Select(Vector128<T> mask, Vector128<T> bits, Vector128<T> others) => Vector128.ConditionalSelect(mask, bits, others);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> And(Vector128<T> first, Vector128<T> second) => first & second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Or(Vector128<T> first, Vector128<T> second) => first | second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> AndNot(Vector128<T> first, Vector128<T> second) => Vector128.AndNot(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> FlipNegative(Vector128<T> vector)
    {
        if (Unsafe.SizeOf<T>() == sizeof(short))
        {
            Vector128<short> shorts = vector.AsInt16();
            return (shorts ^ ((shorts >> 15) & Vector128.Create(short.MaxValue))).As<short, T>();
        }

        if (Unsafe.SizeOf<T>() == sizeof(int))
        {
            Vector128<int> integers = vector.AsInt32();
            return (integers ^ ((integers >> 31) & Vector128.Create(int.MaxValue))).As<int, T>();
        }

        Vector128<long> longs = vector.AsInt64();
        return (longs ^ ((longs >> 63) & Vector128.Create(long.MaxValue))).As<long, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyEqual(Vector128<T> first, Vector128<T> second) => Vector128.EqualsAny(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllEqual(Vector128<T> first, Vector128<T> second) => Vector128.EqualsAll(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnySame(Vector128<T> first, Vector128<T> second) => Unsafe.SizeOf<T>() == sizeof(int)
        ? Vector128.EqualsAny(first.AsInt32(), second.AsInt32())
        : Vector128.EqualsAny(first.AsInt64(), second.AsInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong FirstBits(Vector128<T> vector) => vector.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> CreateInteger<TInteger>(TInteger value) => Vector128.Create(value).As<TInteger, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> AddIntegers(Vector128<T> first, Vector128<T> second) => Unsafe.SizeOf<T>() == sizeof(int)
        ? (first.AsInt32() + second.AsInt32()).As<int, T>()
        : (first.AsInt64() + second.AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreIntegers(Vector128<T> integers, long addend, ref long destination)
    {
        Vector128<long> addends = Vector128.Create(addend);
        if (Unsafe.SizeOf<T>() == sizeof(long))
        {
            (integers.AsInt64() + addends).StoreUnsafe(ref destination);
            return;
        }

        (Vector128<long> lower, Vector128<long> upper) = Vector128.Widen(integers.AsInt32());
        (lower + addends).StoreUnsafe(ref destination);
        (upper + addends).StoreUnsafe(ref destination, (nuint)Vector128<long>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(Vector128<T> first, Vector128<T> second, out Vector128<T> even, out Vector128<T> odd) =>
        Zipper.Unzip(first, second, out even, out odd);

    public static bool CanArrange => Arranging.Arranges128<T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(ref T order) => Arranging.Prepare128(ref order);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Arrange(Vector128<T> first, Vector128<T> second, Vector128<T> head, ref readonly T order) =>
        Arranging.Arrange(first, second, head, in order);

    public static bool CanShift => Shifting.Shifts128;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Shift(Vector128<T> first, Vector128<T> second, int count) =>
        Shifting.Shift(first, second, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Upper(Vector128<T> vector, int count)
    {
        Vector128<ulong> bits = vector.AsUInt64();
        int moved = count * Unsafe.SizeOf<T>() * 8;
        return (moved < 64 ? bits >> moved : Vector128.Shuffle(bits, Vector128.Create(1ul, 1))).As<ulong, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First(Vector128<T> vector) => vector.ToScalar();

    /// <summary>The lower bytes of elements as <see cref="IWidth{TVector, T}.StoreBytes"/> writes them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<byte> ToBytes<TByte>(Vector128<T> lower, Vector128<T> upper)
    {
        // As they are bytes already, saturation does nothing, but is what the processor has.
        if (Sse2.IsSupported)
        {
            return typeof(TByte) == typeof(sbyte)
                ? Sse2.PackSignedSaturate(lower.AsInt16(), upper.AsInt16()).AsByte()
                : Sse2.PackUnsignedSaturate(lower.AsInt16(), upper.AsInt16());
        }

        return Vector128.Narrow(lower.AsUInt16(), upper.AsUInt16());
    }
}

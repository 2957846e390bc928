using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>Vectors of 256 bits.</summary>
internal readonly struct Width256<T> : IWidth<Vector256<T>, T>
{
    public static int Count => Vector256<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(ref readonly T source) => Vector256.LoadUnsafe(in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load<TFrom, TConversion>(ref readonly TFrom source)
        where TConversion : struct, IConversion<TFrom, T> => TConversion.Load256(in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<T> vector, ref T destination) => vector.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSingles(Vector256<T> vector, ref float destination) => (Avx.IsSupported
        ? Avx.ConvertToVector128Single(vector.AsDouble())
        : Vector128.Narrow(vector.GetLower().AsDouble(), vector.GetUpper().AsDouble())).StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes<TByte>(Vector256<T> vector, ref TByte destination)
    {
        ref byte target = ref Unsafe.As<TByte, byte>(ref destination);
        if (Avx512BW.VL.IsSupported)
        {
            Avx512BW.VL.ConvertToVector128Byte(vector.AsUInt16()).StoreUnsafe(ref target);
            return;
        }

        Width128<T>.ToBytes<TByte>(vector.GetLower(), vector.GetUpper()).StoreUnsafe(ref target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Create(T value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Add(Vector256<T> first, Vector256<T> second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Multiply(Vector256<T> first, Vector256<T> second) => first * second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyHigh(Vector256<T> first, Vector256<T> second) => Avx2.IsSupported
        ? Avx2.MultiplyHigh(first.AsUInt16(), second.AsUInt16()).As<ushort, T>()
        : Vector256.Create(
            Width128<T>.MultiplyHigh(first.GetLower(), second.GetLower()),
            Width128<T>.MultiplyHigh(first.GetUpper(), second.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> first, Vector256<T> second, Vector256<T> addend) => typeof(T) == typeof(float)
        ? Vector256.MultiplyAddEstimate(first.AsSingle(), second.AsSingle(), addend.AsSingle()).As<float, T>()
        : (first * second) + addend;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Divide(Vector256<T> dividend, Vector256<T> divisor) => dividend / divisor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Max(Vector256<T> first, Vector256<T> second) => Vector256.Max(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MaxNumber(Vector256<T> first, Vector256<T> second) => Vector256.MaxNumber(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Min(Vector256<T> first, Vector256<T> second) => Vector256.Min(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MinNumber(Vector256<T> first, Vector256<T> second) => Vector256.MinNumber(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MaxNative(Vector256<T> first, Vector256<T> second) => Vector256.MaxNative(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MinNative(Vector256<T> first, Vector256<T> second) => Vector256.MinNative(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Greater(Vector256<T> first, Vector256<T> second) => Vector256.GreaterThan(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Less(Vector256<T> first, Vector256<T> second) => Vector256.LessThan(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Equal(Vector256<T> first, Vector256<T> second) => Vector256.Equals(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Same(Vector256<T> first, Vector256<T> second) => Unsafe.SizeOf<T>() == sizeof(int)
        ? Vector256.Equals(first.AsInt32(), second.AsInt32()).As<int, T>()
        : Vector256.Equals(first.AsInt64(), second.AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> IsNegative(Vector256<T> vector) => Unsafe.SizeOf<T>() == sizeof(int)
        ? Vector256.LessThan(vector.AsInt32(), Vector256<int>.Zero).As<int, T>()
        : Vector256.LessThan(vector.AsInt64(), Vector256<long>.Zero).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Select(Vector256<T> mask, Vector256<T> bits, Vector256<T> others) => Vector256.ConditionalSelect(mask, bits, others);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> And(Vector256<T> first, Vector256<T> second) => first & second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Or(Vector256<T> first, Vector256<T> second) => first | second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> AndNot(Vector256<T> first, Vector256<T> second) => Vector256.AndNot(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> FlipNegative(Vector256<T> vector)
    {
        if (Unsafe.SizeOf<T>() == sizeof(short))
        {
            Vector256<short> shorts = vector.AsInt16();
            return (shorts ^ ((shorts >> 15) & Vector256.Create(short.MaxValue))).As<short, T>();
        }

        if (Unsafe.SizeOf<T>() == sizeof(int))
        {
            Vector256<int> integers = vector.AsInt32();
            return (integers ^ ((integers >> 31) & Vector256.Create(int.MaxValue))).As<int, T>();
        }

        Vector256<long> longs = vector.AsInt64();
        return (longs ^ ((longs >> 63) & Vector256.Create(long.MaxValue))).As<long, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyEqual(Vector256<T> first, Vector256<T> second) => Vector256.EqualsAny(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllEqual(Vector256<T> first, Vector256<T> second) => Vector256.EqualsAll(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnySame(Vector256<T> first, Vector256<T> second) => Unsafe.SizeOf<T>() == sizeof(int)
        ? Vector256.EqualsAny(first.AsInt32(), second.AsInt32())
        : Vector256.EqualsAny(first.AsInt64(), second.AsInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong FirstBits(Vector256<T> vector) => vector.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> CreateInteger<TInteger>(TInteger value) => Vector256.Create(value).As<TInteger, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> AddIntegers(Vector256<T> first, Vector256<T> second) => Unsafe.SizeOf<T>() == sizeof(int)
        ? (first.AsInt32() + second.AsInt32()).As<int, T>()
        : (first.AsInt64() + second.AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreIntegers(Vector256<T> integers, long addend, ref long destination)
    {
        Vector256<long> addends = Vector256.Create(addend);
        if (Unsafe.SizeOf<T>() == sizeof(long))
        {
            (integers.AsInt64() + addends).StoreUnsafe(ref destination);
            return;
        }

        (Vector256<long> lower, Vector256<long> upper) = Vector256.Widen(integers.AsInt32());
        (lower + addends).StoreUnsafe(ref destination);
        (upper + addends).StoreUnsafe(ref destination, (nuint)Vector256<long>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(Vector256<T> first, Vector256<T> second, out Vector256<T> even, out Vector256<T> odd) =>
        Zipper.Unzip(first, second, out even, out odd);

    public static bool CanArrange => Arranging.Arranges256<T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(ref T order) => Arranging.Prepare256(ref order);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Arrange(Vector256<T> first, Vector256<T> second, Vector256<T> head, ref readonly T order) =>
        Arranging.Arrange(first, second, head, in order);

    public static bool CanShift => Shifting.Shifts256;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Shift(Vector256<T> first, Vector256<T> second, int count) =>
        Shifting.Shift(first, second, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Upper(Vector256<T> vector, int count) => count == Count / 2
        ? vector.GetUpper().ToVector256Unsafe()
        : Width128<T>.Upper(vector.GetLower(), count).ToVector256Unsafe();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First(Vector256<T> vector) => vector.ToScalar();
}

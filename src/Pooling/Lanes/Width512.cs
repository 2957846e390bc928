using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pooling;

/// <summary>Vectors of 512 bits.</summary>
internal readonly struct Width512<T> : IWidth<Vector512<T>, T>
{
    public static int Count => Vector512<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(ref readonly T source) => Vector512.LoadUnsafe(in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load<TFrom, TConversion>(ref readonly TFrom source)
        where TConversion : struct, IConversion<TFrom, T> => TConversion.Load512(in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<T> vector, ref T destination) => vector.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSingles(Vector512<T> vector, ref float destination)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.ConvertToVector256Single(vector.AsDouble()).StoreUnsafe(ref destination);
            return;
        }

        Width256<T>.StoreSingles(vector.GetLower(), ref destination);
        Width256<T>.StoreSingles(vector.GetUpper(), ref Unsafe.Add(ref destination, Vector256<double>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes<TByte>(Vector512<T> vector, ref TByte destination)
    {
        ref byte target = ref Unsafe.As<TByte, byte>(ref destination);
        if (Avx512BW.IsSupported)
        {
            Avx512BW.ConvertToVector256Byte(vector.AsUInt16()).StoreUnsafe(ref target);
            return;
        }

        Vector256.Narrow(vector.GetLower().AsUInt16(), vector.GetUpper().AsUInt16()).StoreUnsafe(ref target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Create(T value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> first, Vector512<T> second) => first + second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Multiply(Vector512<T> first, Vector512<T> second) => first * second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyHigh(Vector512<T> first, Vector512<T> second) => Avx512BW.IsSupported
        ? Avx512BW.MultiplyHigh(first.AsUInt16(), second.AsUInt16()).As<ushort, T>()
        : Vector512.Create(
            Width256<T>.MultiplyHigh(first.GetLower(), second.GetLower()),
            Width256<T>.MultiplyHigh(first.GetUpper(), second.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> first, Vector512<T> second, Vector512<T> addend) => typeof(T) == typeof(float)
        ? Vector512.MultiplyAddEstimate(first.AsSingle(), second.AsSingle(), addend.AsSingle()).As<float, T>()
        : (first * second) + addend;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Divide(Vector512<T> dividend, Vector512<T> divisor) => dividend / divisor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Max(Vector512<T> first, Vector512<T> second) => Vector512.Max(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MaxNumber(Vector512<T> first, Vector512<T> second) => Vector512.MaxNumber(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Min(Vector512<T> first, Vector512<T> second) => Vector512.Min(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MinNumber(Vector512<T> first, Vector512<T> second) => Vector512.MinNumber(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MaxNative(Vector512<T> first, Vector512<T> second) => Vector512.MaxNative(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MinNative(Vector512<T> first, Vector512<T> second) => Vector512.MinNative(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Greater(Vector512<T> first, Vector512<T> second) => Vector512.GreaterThan(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Less(Vector512<T> first, Vector512<T> second) => Vector512.LessThan(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Equal(Vector512<T> first, Vector512<T> second) => Vector512.Equals(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Same(Vector512<T> first, Vector512<T> second) => Unsafe.SizeOf<T>() == sizeof(int)
        ? Vector512.Equals(first.AsInt32(), second.AsInt32()).As<int, T>()
        : Vector512.Equals(first.AsInt64(), second.AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> IsNegative(Vector512<T> vector) => Unsafe.SizeOf<T>() == sizeof(int)
        ? Vector512.LessThan(vector.AsInt32(), Vector512<int>.Zero).As<int, T>()
        : Vector512.LessThan(vector.AsInt64(), Vector512<long>.Zero).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Select(Vector512<T> mask, Vector512<T> bits, Vector512<T> others) => Vector512.ConditionalSelect(mask, bits, others);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> And(Vector512<T> first, Vector512<T> second) => first & second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Or(Vector512<T> first, Vector512<T> second) => first | second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> AndNot(Vector512<T> first, Vector512<T> second) => Vector512.AndNot(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> FlipNegative(Vector512<T> vector)
    {
        if (Unsafe.SizeOf<T>() == sizeof(short))
        {
            Vector512<short> shorts = vector.AsInt16();
            return (shorts ^ ((shorts >> 15) & Vector512.Create(short.MaxValue))).As<short, T>();
        }

        if (Unsafe.SizeOf<T>() == sizeof(int))
        {
            Vector512<int> integers = vector.AsInt32();
            return (integers ^ ((integers >> 31) & Vector512.Create(int.MaxValue))).As<int, T>();
        }

        Vector512<long> longs = vector.AsInt64();
        return (longs ^ ((longs >> 63) & Vector512.Create(long.MaxValue))).As<long, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyEqual(Vector512<T> first, Vector512<T> second) => Vector512.EqualsAny(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllEqual(Vector512<T> first, Vector512<T> second) => Vector512.EqualsAll(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnySame(Vector512<T> first, Vector512<T> second) => Unsafe.SizeOf<T>() == sizeof(int)
        ? Vector512.EqualsAny(first.AsInt32(), second.AsInt32())
        : Vector512.EqualsAny(first.AsInt64(), second.AsInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong FirstBits(Vector512<T> vector) => vector.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> CreateInteger<TInteger>(TInteger value) => Vector512.Create(value).As<TInteger, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> AddIntegers(Vector512<T> first, Vector512<T> second) => Unsafe.SizeOf<T>() == sizeof(int)
        ? (first.AsInt32() + second.AsInt32()).As<int, T>()
        : (first.AsInt64() + second.AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreIntegers(Vector512<T> integers, long addend, ref long destination)
    {
        Vector512<long> addends = Vector512.Create(addend);
        if (Unsafe.SizeOf<T>() == sizeof(long))
        {
            (integers.AsInt64() + addends).StoreUnsafe(ref destination);
            return;
        }

        (Vector512<long> lower, Vector512<long> upper) = Vector512.Widen(integers.AsInt32());
        (lower + addends).StoreUnsafe(ref destination);
        (upper + addends).StoreUnsafe(ref destination, (nuint)Vector512<long>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unzip(Vector512<T> first, Vector512<T> second, out Vector512<T> even, out Vector512<T> odd) =>
        Zipper.Unzip(first, second, out even, out odd);

    public static bool CanArrange => Arranging.Arranges512<T>();

    public static void Prepare(ref T order)
    {
        // Places are what the instruction takes.
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Arrange(Vector512<T> first, Vector512<T> second, Vector512<T> head, ref readonly T order) =>
        Arranging.Arrange(first, second, head, in order);

    public static bool CanShift => Shifting.Shifts512;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Shift(Vector512<T> first, Vector512<T> second, int count) =>
        Shifting.Shift(first, second, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Upper(Vector512<T> vector, int count) => count == Count / 2
        ? vector.GetUpper().ToVector512Unsafe()
        : Width256<T>.Upper(vector.GetLower(), count).ToVector512Unsafe();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First(Vector512<T> vector) => vector.ToScalar();
}

using System.Globalization;
using Pooling.Conformance.Cases;
using Pooling.Conformance.Naive;

namespace Pooling.Conformance.RandomCases;

/// <summary>A random computation. It follows from seed and number alone.</summary>
internal sealed class RandomCase
{
    /// <summary>How many kinds there are; cases whose numbers differ by it are of the same kind.</summary>
    public static readonly int Kinds = Enum.GetValues<PoolingOperation>().Length * 2;

    private const int MostSteps = 20_000;

    /// <summary>From this many channels on, which few cases have, a case may have more steps.</summary>
    private const int ManyChannels = 200;

    private const int MostStepsOfMany = 400_000;

    private static readonly Type[] FloatingPoint = [typeof(float), typeof(double), typeof(Half)];

    private static readonly Type[] All =
    [
        .. FloatingPoint, typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint),
        typeof(long), typeof(ulong),
    ];

    private readonly int _seed;
    private readonly long _number;

    public RandomCase(int seed, long number)
    {
        _seed = seed;
        _number = number;
        int kind = (int)(number % Kinds);
        PoolingOperation operation = (PoolingOperation)(kind / 2);
        bool backward = kind % 2 == 1;
        ulong state = ((ulong)number * 0x9E3779B97F4A7C15) ^ ((ulong)(uint)seed * 0xBF58476D1CE4E5B9);
        Random = new Random((int)(state >> 32) ^ (int)state);
        ElementType = Any(backward ? FloatingPoint : All);
        (InputShape, Spec) = NextSpec(operation, backward);
        Values = NextValues();
    }

    /// <summary>Where the numbers and the layout of memory come from.</summary>
    public Random Random { get; }

    public Type ElementType { get; }

    public int[] InputShape { get; }

    public PoolingSpec Spec { get; }

    /// <summary>What elements the input has.</summary>
    public ValueKind Values { get; }

    /// <summary>
    /// What elements the gradient of an output has: NaN and infinities only where nothing but sums are made of them, for
    /// the order of multiplications decides between an infinity and NaN.
    /// </summary>
    public ValueKind GradOutputValues => Spec.Operation switch
    {
        PoolingOperation.Lp or PoolingOperation.GeneralizedMean or PoolingOperation.StochasticExpected => ValueKind.Ordinary,
        _ => Values == ValueKind.Special ? ValueKind.Special : ValueKind.Ordinary,
    };

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{ElementType.Name} {Shapes.Text(InputShape)}, {Values}: {Spec} (again with: --seed {_seed} --from {_number} --count 1)");

    private static bool IsTooLarge(PoolingSpec spec, int[] inputShape)
    {
        int most = Shapes.Channels(inputShape, spec.DataFormat) < ManyChannels ? MostSteps : MostStepsOfMany;
        if (Shapes.Count(inputShape) > most)
        {
            return true;
        }

        long steps = Shapes.Count(NaiveReference.OutputShape(spec, inputShape));
        int[] spatial = Shapes.Spatial(inputShape, spec.DataFormat);
        for (int axis = 0; spec.Window is not null && inputShape[0] > 0 && axis < spatial.Length; axis++)
        {
            steps *= NaiveAxis.Of(spec.Window, axis, spatial, plane: 0).Windows[0].Count;
        }

        return steps > most;
    }

    private (int[] InputShape, PoolingSpec Spec) NextSpec(PoolingOperation operation, bool backward)
    {
        while (true)
        {
            int rank = Random.Next(1, 4);
            int batch = Random.Next(20) == 0 ? 0 : Random.Next(1, 4);
            int channels = Random.Next(120) switch
            {
                < 70 => Random.Next(1, 4),
                < 110 => Random.Next(4, 20),
                < 118 => Random.Next(20, 70),
                _ => Random.Next(ManyChannels, 2100),
            };
            DataFormat dataFormat = (DataFormat)Random.Next(2);
            int[] spatial = [.. Enumerable.Range(0, rank).Select(_ => NextLength(rank))];
            int[] inputShape = Shapes.Of(batch, channels, spatial, dataFormat);
            int[] outputSize = [.. spatial.Select(length => Random.Next(1, (length * 2) + 2))];
            PoolingSpec spec = new()
            {
                Operation = operation,
                Backward = backward,
                DataFormat = dataFormat,
                Window = operation == PoolingOperation.MaxUnpool
                    ? null
                    : new RandomWindows(Random, spatial, batch * channels).Next(),
                NaNPolicy = (NaNPolicy)Random.Next(2),
                Convention = (IndexConvention)Random.Next(5),
                CountIncludePad = Random.Next(2) == 0,
                DivisorOverride = Random.Next(4) == 0 ? Any(1, 2, 3, 7, 100, -3) : null,
                P = Any(1, 2, 2, 3, 4, 1.5, 2.5, 5),
                LpRule = (LpRule)Random.Next(2),
                OutputSize = outputSize,
                IndexedSize = Random.Next(3) == 0 ? [.. outputSize.Select(length => Random.Next(1, length + 1))] : outputSize,
            };
            if (!IsTooLarge(spec, inputShape))
            {
                return (inputShape, spec);
            }
        }
    }

    private int NextLength(int rank) => (rank, Random.Next(8)) switch
    {
        (1, 0) => Random.Next(1, 400),
        (1, _) => Random.Next(1, 41),
        (2, 0) => Random.Next(1, 80),
        (2, _) => Random.Next(1, 12),
        (_, 0) => Random.Next(1, 20),
        _ => Random.Next(1, 7),
    };

    /// <summary>
    /// Extremes only where nothing is computed with them, and not where their powers would have to fit an integer type.
    /// </summary>
    private ValueKind NextValues() => Spec.Operation switch
    {
        PoolingOperation.Max or PoolingOperation.Min or PoolingOperation.MaxUnpool =>
            Any(ValueKind.Ordinary, ValueKind.Small, ValueKind.Special, ValueKind.Special, ValueKind.Extreme),
        PoolingOperation.Lp or PoolingOperation.GeneralizedMean or PoolingOperation.StochasticExpected
            when !FloatingPoint.Contains(ElementType) =>
            Any(ValueKind.Ordinary, ValueKind.Small),
        _ => Any(ValueKind.Ordinary, ValueKind.Small, ValueKind.Special),
    };

    private TItem Any<TItem>(params ReadOnlySpan<TItem> items) => items[Random.Next(items.Length)];
}

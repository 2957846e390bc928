using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

public static partial class Pool
{
    /// <summary>Writes the average of every window.</summary>
    /// <remarks>
    /// <para>
    /// The divisor is <paramref name="divisorOverride"/> where it is given; else the number of the window's elements
    /// inside the input, and with <paramref name="countIncludePad"/>, or padding that holds zeros, also of those in the
    /// padding. What ceil mode adds past the padding is never counted. A window with nothing to count gives 0.
    /// </para>
    /// <para>
    /// Sums are kept in a type that has room for them: <see cref="double"/> for floating-point types of up to 64 bits,
    /// <see cref="long"/> for integers of up to 32 bits, <see cref="Int128"/> for those of 64 bits. Where windows have up to
    /// 4,096 elements of <see cref="float"/> or <see cref="Half"/>, and up to 256 rows, they are kept as <see cref="float"/>,
    /// and averages differ from the exact ones by at most n * 2^-24 times the average magnitude of the n elements, but never
    /// by more than 2^-15 of it (and n * 2^-137, which matters for subnormal numbers), before they are rounded to the type;
    /// all others are rounded once. Sums of
    /// <see cref="double"/> may become infinite, those of other types do not. Averages of integers are truncated toward
    /// zero. A window with a NaN, or with infinities of both signs, gives NaN.
    /// </para>
    /// <para>
    /// Keras <c>AveragePooling</c>, PyTorch <c>avg_pool</c> (whose <c>count_include_pad</c> is true by default), ONNX
    /// <c>AveragePool</c>.
    /// </para>
    /// </remarks>
    /// <typeparam name="T">The type of the elements: any floating-point or integer type.</typeparam>
    /// <param name="input">
    /// The input: batch, channels and as many spatial axes as the window has, in the order of
    /// <paramref name="dataFormat"/>.
    /// </param>
    /// <param name="window">The window.</param>
    /// <param name="dataFormat">Where input and destination have their channels.</param>
    /// <param name="destination">
    /// Where the result goes, of the shape that
    /// <see cref="PoolingWindow.ComputeOutputShape(ReadOnlySpan{nint}, DataFormat)"/> gives.
    /// </param>
    /// <param name="countIncludePad">Whether the divisor counts positions in the padding.</param>
    /// <param name="divisorOverride">A divisor for all windows, other than 0; null for the number of positions.</param>
    /// <exception cref="ArgumentNullException"><paramref name="window"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="divisorOverride"/> is 0.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> has the wrong number of axes, an axis other than the batch without elements, or is too
    /// small for the window; or <paramref name="destination"/> has another shape than the result, is broadcast, or shares
    /// memory with the input.
    /// </exception>
    /// <exception cref="OverflowException">
    /// The sum of a window of 128-bit integers does not fit in 128 bits, or with <paramref name="divisorOverride"/> a
    /// result does not fit in an integer type. Other results may have been written.
    /// </exception>
    public static void Average<T>(
        in ReadOnlyTensorSpan<T> input,
        PoolingWindow window,
        DataFormat dataFormat,
        in TensorSpan<T> destination,
        bool countIncludePad = false,
        int? divisorOverride = null)
        where T : INumber<T>
    {
        Divisor divisor = new(window, countIncludePad, divisorOverride);
        PoolingPlan plan = PlanForward(input, window, dataFormat, destination);
        int size = Unsafe.SizeOf<T>();
        if (!NumberType<T>.IsInteger && size <= sizeof(double))
        {
            RunAverage(divisor, plan, input, destination);
        }
        else if (NumberType<T>.IsInteger && size <= sizeof(int))
        {
            RunWholeAverage(divisor, plan, input, destination);
        }
        else if (NumberType<T>.IsInteger && size <= sizeof(long))
        {
            RunForward<T, Int128, AverageOperator<T, Int128>>(new(divisor), plan, input, destination);
        }
        else
        {
            // 128-bit integers, decimal and types from elsewhere: there is no wider type to sum in.
            RunForward<T, T, AverageOperator<T, T>>(new(divisor), plan, input, destination);
        }
    }

    /// <summary>Writes the gradient of average pooling: each output's is shared out among the elements of its window.</summary>
    /// <remarks>
    /// Every element gets the output's gradient over the divisor of
    /// <see cref="Average{T}(in ReadOnlyTensorSpan{T}, PoolingWindow, DataFormat, in TensorSpan{T}, bool, int?)"/>; the
    /// share of the padding is lost. Gradients that meet in an element are added up as <see cref="double"/>, or where windows
    /// have up to 4,096 elements of <see cref="float"/>, and up to 256 rows, as <see cref="float"/>: they are off by at most
    /// n * 2^-24 of the magnitudes that the n of them have together, but never by more than 2^-15 of these, and by the rounding
    /// of each share.
    /// </remarks>
    /// <typeparam name="T">The type of the elements: any floating-point type.</typeparam>
    /// <param name="gradOutput">
    /// The gradient of the output, of the shape that
    /// <see cref="PoolingWindow.ComputeOutputShape(ReadOnlySpan{nint}, DataFormat)"/> gives.
    /// </param>
    /// <param name="window">The window.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="gradInput">Where the gradient of the input goes, of the shape of the input. It is overwritten.</param>
    /// <param name="countIncludePad">Whether the divisor counts positions in the padding.</param>
    /// <param name="divisorOverride">A divisor for all windows, other than 0; null for the number of positions.</param>
    /// <exception cref="ArgumentNullException"><paramref name="window"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="divisorOverride"/> is 0.</exception>
    /// <exception cref="ArgumentException">
    /// A tensor has the wrong shape; or <paramref name="gradInput"/> is broadcast or shares memory with the other.
    /// </exception>
    public static void AverageBackward<T>(
        in ReadOnlyTensorSpan<T> gradOutput,
        PoolingWindow window,
        DataFormat dataFormat,
        in TensorSpan<T> gradInput,
        bool countIncludePad = false,
        int? divisorOverride = null)
        where T : IFloatingPointIeee754<T>
    {
        Divisor divisor = new(window, countIncludePad, divisorOverride);
        PoolingPlan plan = PoolingPlan.Create(
            window,
            dataFormat,
            gradInput.Lengths,
            gradInput.Strides,
            nameof(gradInput),
            gradOutput.Lengths,
            gradOutput.Strides,
            nameof(gradOutput));
        Memory.CheckOwn(gradInput, nameof(gradInput));
        Memory.CheckApart(gradInput, nameof(gradInput), gradOutput, nameof(gradOutput));

        if (TryAverageBack(divisor, plan, gradOutput, gradInput))
        {
            return;
        }

        if (plan.BundleBackward<T>(plan.Source, hasWinners: false) is PoolingPlan bundle)
        {
            // Some planes at a time, turned.
            using TurnedPlanes<T> gradOutputs = TurnedPlanes<T>.Of(gradOutput, plan.Target, bundle.Target);
            using TurnedPlanes<T> gradInputs = TurnedPlanes<T>.Of(gradInput, plan.Source, bundle.Source);
            for (nint first = 0; first < gradInputs.Count; first += bundle.Source.Inner.Length)
            {
                gradOutputs.Read(first);
                AverageBackward(divisor, bundle, ref gradOutputs.Turned, ref gradInputs.Turned);
                gradInputs.Write(first);
            }

            return;
        }

        AverageBackward(
            divisor,
            plan,
            ref Unsafe.AsRef(in TensorMarshal.GetReference(gradOutput)),
            ref TensorMarshal.GetReference(gradInput));
    }

    /// <summary>
    /// Where windows start everywhere and all have one divisor, the way back is an average over the windows that cover an
    /// element. Sums of <see cref="double"/> could become infinite where sums of shares do not.
    /// </summary>
    private static bool TryAverageBack<T>(
        Divisor divisor, PoolingPlan plan, in ReadOnlyTensorSpan<T> gradOutput, in TensorSpan<T> gradInput)
        where T : INumber<T>
    {
        if ((typeof(T) != typeof(float) && typeof(T) != typeof(Half))
            || plan.VariesByPlane
            || !plan.Shared.Width.TryGetSlide(out Slide slide)
            || slide.Stride > 1
            || plan.IsDisjoint
            || !divisor.TryGetOne(plan.Shared, out Divisor one))
        {
            return false;
        }

        RunAverage(one, plan.Transposed(), gradOutput, gradInput);
        return true;
    }

    private static void AverageBackward<T>(Divisor divisor, PoolingPlan plan, ref T gradOutput, ref T gradInput)
        where T : IFloatingPointIeee754<T>
    {
        // Where windows share nothing and are stretches of memory, a share is copied to all of its elements.
        PoolingPlan joined = plan.Joined<T>();
        bool copies = plan.IsDisjoint && (joined.IsFlat || joined.Target.Inner.Length * Unsafe.SizeOf<T>() >= Vector<byte>.Count);
        using SourceRows<T> gradOutputRows = SourceRows<T>.Of(ref gradOutput, plan.Target);
        using Rows<T> gradInputRows = Rows<T>.Of(ref gradInput, plan.Source);
        if (PairShares.TryWrite(plan, divisor, gradOutputRows, gradInputRows))
        {
            return;
        }

        if (!copies && TryGatherShares(plan, divisor, gradOutputRows, gradInputRows))
        {
            return;
        }

        if (plan.IsDisjoint)
        {
            using SourceRows<T> gradients = SourceRows<T>.Of(ref gradOutput, joined.Target);
            using Rows<T> rows = Rows<T>.Of(ref gradInput, joined.Source);
            DisjointShares.Write(joined, divisor, gradients, rows);
            return;
        }

        if (SumsAsElements<T>(plan))
        {
            using Scratch<T> shares = new(plan.Target.RowLength);
            ShareDriver.Run<T, EvenShares<T, T>, Rows<T>>(
                plan, new EvenShares<T, T>(plan, divisor, gradOutputRows, shares), gradInputRows);
            return;
        }

        using Scratch<double> wideShares = new(plan.Target.RowLength);
        using Scratch<double> row = new(plan.Source.RowLength);
        ShareDriver.Run<double, EvenShares<T, double>, NarrowedRows<T>>(
            plan,
            new EvenShares<T, double>(plan, divisor, gradOutputRows, wideShares),
            new NarrowedRows<T>(gradInputRows, row));
    }

    /// <summary>Whether gradients are added up in their own type.</summary>
    private static bool SumsAsElements<T>(PoolingPlan plan)
        where T : INumber<T> =>
        typeof(T) == typeof(double)
        || (typeof(T) == typeof(float) && CanSumAsSingle<T>(plan));

    /// <summary>Adds up shares element by element, where windows leave out starts and have few elements.</summary>
    private static bool TryGatherShares<T>(
        PoolingPlan plan, Divisor divisor, in SourceRows<T> gradOutput, in Rows<T> gradInput)
        where T : INumber<T>
    {
        const int BlockBytes = 32768;
        if ((typeof(T) != typeof(float) && typeof(T) != typeof(double))
            || !Vector.IsHardwareAccelerated
            || !GradientBlock.Supports(plan)
            || (plan.Of(0, 0).Width.TryGetSlide(out Slide slide) && slide.Stride == 1))
        {
            return false;
        }

        nint bytes = plan.Target.Depth.Length * plan.Target.RowLength * Unsafe.SizeOf<T>();
        using GradientBlock block = new(plan, (int)nint.Clamp(BlockBytes / bytes, 1, plan.Target.Height.Length), slack: 0);
        using ShareTerms<T> terms = new(plan, divisor, gradOutput, block);
        using GatheredGradient<T, ShareTerms<T>> gradient = new(plan, block, terms, gradInput);
        gradient.Write();
        return true;
    }

    /// <summary>Whether windows have so few elements that a sum as float is as exact as promised.</summary>
    private static bool CanSumAsSingle<T>(PoolingPlan plan)
        where T : INumber<T> =>
        plan.MostElements <= SmallAverageOperator<T>.MostElements && plan.MostRows <= SmallAverageOperator<T>.MostRows;

    /// <summary>Averages of floating-point numbers, by vectors where there are any for the type.</summary>
    private static void RunAverage<T>(
        Divisor divisor, PoolingPlan plan, in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination)
        where T : INumber<T>
    {
        bool isNarrow = typeof(T) == typeof(float) || typeof(T) == typeof(Half);
        if (isNarrow && CanSumAsSingle<T>(plan))
        {
            RunVectors<T, float, SmallAverageOperator<T>>(new(divisor), plan, input, destination);
        }
        else if (isNarrow || typeof(T) == typeof(double))
        {
            RunSums<T, double>(divisor, plan, input, destination);
        }
        else
        {
            RunForward<T, double, AverageOperator<T, double>>(new(divisor), plan, input, destination);
        }
    }

    /// <summary>Averages of integers, by vectors of the narrowest sums that cannot overflow.</summary>
    private static void RunWholeAverage<T>(
        Divisor divisor, PoolingPlan plan, in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination)
        where T : INumber<T>
    {
        nint most = plan.MostElements;
        bool isByte = typeof(T) == typeof(byte) || typeof(T) == typeof(sbyte);
        if (isByte && !divisor.IsGiven && !plan.VariesByPlane && RunningSums.Pays(plan.Shared, plan.Source.Inner.Length))
        {
            RunRunning<T>(divisor, plan, input, destination);
        }
        else if (isByte && OneFactorQuotients.CanDivide(divisor, most))
        {
            RunBytes<T, OneFactorQuotients>(divisor, plan, input, destination);
        }
        else if (isByte && TwoFactorQuotients.CanDivide(divisor, most))
        {
            RunBytes<T, TwoFactorQuotients>(divisor, plan, input, destination);
        }
        else if (typeof(T) == typeof(byte) && CanSum<byte, ushort>(most))
        {
            RunSums<T, ushort>(divisor, plan, input, destination);
        }
        else if (typeof(T) == typeof(sbyte) && CanSum<sbyte, short>(most))
        {
            RunSums<T, short>(divisor, plan, input, destination);
        }
        else if ((typeof(T) == typeof(byte) && CanSum<byte, uint>(most)) || (typeof(T) == typeof(ushort) && CanSum<ushort, uint>(most)))
        {
            RunSums<T, uint>(divisor, plan, input, destination);
        }
        else if ((typeof(T) == typeof(sbyte) && CanSum<sbyte, int>(most)) || (typeof(T) == typeof(short) && CanSum<short, int>(most)))
        {
            RunSums<T, int>(divisor, plan, input, destination);
        }
        else if (typeof(T) == typeof(uint) && CanSum<uint, long>(most))
        {
            RunSums<T, ulong>(divisor, plan, input, destination);
        }
        else if (typeof(T) == typeof(int) && CanSum<int, long>(most))
        {
            RunSums<T, long>(divisor, plan, input, destination);
        }
        else
        {
            RunForward<T, long, AverageOperator<T, long>>(new(divisor), plan, input, destination);
        }
    }

    /// <summary>Averages of so many bytes that it pays to have their sums run on.</summary>
    // A caller that had the drivers of all types and widths would clear many more variables at each call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunRunning<T>(
        Divisor divisor, PoolingPlan plan, in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination)
        where T : INumber<T>
    {
        PoolingPlan arranged = plan.Arranged<T>();
        using SourceRows<T> source = SourceRows<T>.Of(input, arranged.Source);
        using Rows<T> target = Rows<T>.Of(destination, arranged.Target);
        RunningAverageOperator<T> op = new(divisor);
        PoolingDriver.Run<T, float, T, RunningAverageOperator<T>, float, ScalarLanes<T, float, T, RunningAverageOperator<T>>, Rows<T>>(
            op, new(op), arranged, source, target);
    }

    /// <summary>Averages of so few bytes that their sums have 16 bits.</summary>
    private static void RunBytes<T, TQuotients>(
        Divisor divisor, PoolingPlan plan, in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination)
        where T : INumber<T>
        where TQuotients : struct, IShortQuotients
    {
        if (typeof(T) == typeof(byte))
        {
            RunVectors<T, ushort, ByteAverageOperator<T, ushort, TQuotients>>(new(divisor), plan, input, destination);
        }
        else
        {
            RunVectors<T, short, ByteAverageOperator<T, short, TQuotients>>(new(divisor), plan, input, destination);
        }
    }

    /// <summary>Whether a type has room for the sum of so many elements, whatever they are.</summary>
    private static bool CanSum<T, TSum>(nint count)
        where T : IMinMaxValue<T>, INumberBase<T>
        where TSum : IMinMaxValue<TSum>, INumberBase<TSum> =>
        Int128.CreateChecked(T.MaxValue) * count <= Int128.CreateChecked(TSum.MaxValue)
        && Int128.CreateChecked(T.MinValue) * count >= Int128.CreateChecked(TSum.MinValue);

    /// <summary>By vectors as wide as the machine has.</summary>
    private static void RunSums<T, TSum>(
        Divisor divisor, PoolingPlan plan, in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination)
        where T : INumber<T>
        where TSum : INumber<TSum> =>
        RunVectors<T, TSum, AverageOperator<T, TSum>>(new(divisor), plan, input, destination);

    // A caller that had the drivers of all types and widths would clear many more variables at each call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunVectors<T, TSum, TOperator>(
        TOperator op, PoolingPlan plan, in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination)
        where TOperator : struct, IVectorOperator<TOperator, T, TSum, T>
    {
        PoolingPlan arranged = plan.Arranged<T>();
        using SourceRows<T> source = SourceRows<T>.Of(input, arranged.Source);
        using Rows<T> target = Rows<T>.Of(destination, arranged.Target);
        PoolingDriver.RunVectors<T, TSum, T, TOperator, Rows<T>>(op, arranged, source, target);
    }
}

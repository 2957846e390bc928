using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Pooling;

/// <summary>
/// The one loop over windows, for every kind of pooling, rank and data format. Each row of the output comes about in
/// two steps: all input rows that its windows touch are reduced, along depth and height, into one line of partial
/// results; then each window is reduced along the width of that line. So a window costs its height plus its width, not
/// their product, and neighboring windows share the first step.
/// </summary>
internal static class PoolingDriver
{
    public static void Run<T, TAccumulator, TOperator>(
        TOperator op, in PoolingPlan plan, in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination)
        where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator>
    {
        Volume inputVolume = plan.Input;
        Volume outputVolume = plan.Output;
        int inner = (int)inputVolume.Inner.Length;

        using Buffer<TAccumulator> line = new((int)inputVolume.RowLength);
        using Buffer<TAccumulator> window = new(inner);
        using Buffer<T> inputScratch = new(inputVolume.HasContiguousRows ? 0 : (int)inputVolume.RowLength);
        using Buffer<T> outputScratch = new(outputVolume.HasContiguousRows ? 0 : (int)outputVolume.RowLength);
        Rows<T> inputRows = Rows<T>.Of(input, inputVolume, inputScratch.Span);
        Rows<T> outputRows = Rows<T>.Of(destination, outputVolume, outputScratch.Span);

        for (nint batch = 0; batch < outputVolume.Batch.Length; batch++)
        {
            for (nint channel = 0; channel < outputVolume.Channels.Length; channel++)
            {
                for (nint depth = 0; depth < outputVolume.Depth.Length; depth++)
                {
                    ElementRange depths = plan.Depth.Elements(depth);
                    for (nint height = 0; height < outputVolume.Height.Length; height++)
                    {
                        ElementRange heights = plan.Height.Elements(height);
                        ReduceRows(op, inputRows, batch, channel, depths, heights, line.Span);

                        Span<T> row = outputRows.Open(batch, channel, depth, height);
                        nint rowCount = depths.Length * heights.Length;
                        ReduceWidth(op, line.Span, plan.Width, rowCount, window.Span, row);
                        outputRows.Commit(batch, channel, depth, height);
                    }
                }
            }
        }
    }

    /// <summary>Reduces the rows that the windows of one output row touch into a line of partial results.</summary>
    private static void ReduceRows<T, TAccumulator, TOperator>(
        TOperator op,
        in Rows<T> rows,
        nint batch,
        nint channel,
        ElementRange depths,
        ElementRange heights,
        Span<TAccumulator> line)
        where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator>
    {
        bool started = false;
        for (nint depth = depths.Start; depth < depths.End; depth++)
        {
            for (nint height = heights.Start; height < heights.End; height++)
            {
                ReadOnlySpan<T> row = rows.Read(batch, channel, depth, height);
                if (started)
                {
                    TOperator.Accumulate(op, row, line);
                }
                else
                {
                    TOperator.Start(op, row, line);
                    started = true;
                }
            }
        }
    }

    /// <summary>Reduces each window of a line along the width and writes the output row.</summary>
    /// <param name="op">The kind of pooling.</param>
    /// <param name="line">
    /// The partial results, <paramref name="window"/>'s length for each position of the width.
    /// </param>
    /// <param name="windows">The windows along the width.</param>
    /// <param name="rowCount">The number of rows that each partial result stands for.</param>
    /// <param name="window">Memory for the partial results of one window: one for each inner element.</param>
    /// <param name="row">The output row.</param>
    private static void ReduceWidth<T, TAccumulator, TOperator>(
        TOperator op,
        ReadOnlySpan<TAccumulator> line,
        AxisWindows windows,
        nint rowCount,
        Span<TAccumulator> window,
        Span<T> row)
        where TOperator : struct, IPoolingOperator<TOperator, T, TAccumulator>
    {
        int inner = window.Length;
        for (int output = 0; output < windows.OutputLength; output++)
        {
            ElementRange elements = windows.Elements(output);
            nint count = rowCount * elements.Length;
            ReadOnlySpan<TAccumulator> covered = line[(int)(elements.Start * inner)..(int)(elements.End * inner)];
            if (inner == 1)
            {
                TAccumulator result = covered[0];
                foreach (TAccumulator next in covered[1..])
                {
                    result = op.Combine(result, next);
                }

                row[output] = op.Finish(result, count);
                continue;
            }

            covered[..inner].CopyTo(window);
            for (int next = inner; next < covered.Length; next += inner)
            {
                TOperator.Combine(op, window, covered.Slice(next, inner));
            }

            Span<T> target = row.Slice(output * inner, inner);
            for (int i = 0; i < inner; i++)
            {
                target[i] = op.Finish(window[i], count);
            }
        }
    }

    /// <summary>Memory from the shared pool, given back on disposal.</summary>
    private readonly ref struct Buffer<T>
    {
        private readonly T[] _array;
        private readonly int _length;

        public Buffer(int length)
        {
            _array = length == 0 ? [] : ArrayPool<T>.Shared.Rent(length);
            _length = length;
        }

        public Span<T> Span => _array.AsSpan(0, _length);

        public void Dispose()
        {
            if (_length > 0)
            {
                ArrayPool<T>.Shared.Return(_array, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
            }
        }
    }
}

using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pooling;

public static partial class Pool
{
    /// <summary>
    /// Writes the features of a spatial pyramid: the largest element of every cell of ever finer grids, one after another,
    /// whatever the size of the input.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A level <c>n</c> gives <c>channels * n^rank</c> features: in the order of channels and cells with channels first, of
    /// cells and channels with channels last. He, Zhang, Ren and Sun 2014, "Spatial Pyramid
    /// Pooling in Deep Convolutional Networks for Visual Recognition".
    /// </para>
    /// <para>A cell with a NaN gives NaN, and +0 is larger than -0.</para>
    /// </remarks>
    /// <typeparam name="T">The type of the elements: any floating-point or integer type.</typeparam>
    /// <param name="input">
    /// The input: batch, channels and 1 to 3 spatial axes, in the order of <paramref name="dataFormat"/>.
    /// </param>
    /// <param name="pyramid">The grids.</param>
    /// <param name="dataFormat">Where the input has its channels.</param>
    /// <param name="destination">
    /// Where the result goes, of the shape that
    /// <see cref="SpatialPyramid.ComputeOutputShape"/> gives.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="pyramid"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> has the wrong number of axes, or an axis other than the batch without
    /// elements; or <paramref name="destination"/> has another shape than the result, is broadcast, or shares memory with
    /// the input.
    /// </exception>
    public static void SpatialPyramid<T>(
        in ReadOnlyTensorSpan<T> input, SpatialPyramid pyramid, DataFormat dataFormat, in TensorSpan<T> destination)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(pyramid);
        nint features = pyramid.Features(input.Lengths, dataFormat, nameof(input));
        Shape.CheckSame(destination.Lengths, [input.Lengths[0], features], nameof(destination));
        Memory.CheckOwn(destination, nameof(destination));
        Memory.CheckApart(destination, nameof(destination), input, nameof(input));
        if (input.Lengths[0] == 0)
        {
            return;
        }

        Span<nint> lengths = stackalloc nint[input.Rank];
        Span<nint> strides = stackalloc nint[input.Rank];
        for (int level = 0; level < pyramid.Levels.Length; level++)
        {
            nint offset = pyramid.Part(
                level, input.Lengths, dataFormat, destination.Strides, lengths, strides, out nint span);
            TensorSpan<T> cells = TensorMarshal.CreateTensorSpan(
                ref Unsafe.Add(ref TensorMarshal.GetReference(destination), offset),
                span,
                lengths,
                strides,
                pinned: false);
            Max(input, pyramid.Window(level), dataFormat, cells);
        }
    }

    /// <summary>
    /// Writes the gradient of spatial pyramid pooling: each feature's goes to the one element that won its cell.
    /// </summary>
    /// <remarks>
    /// Within a level as <see cref="MaxBackward{T}(in ReadOnlyTensorSpan{T}, in ReadOnlyTensorSpan{T}, PoolingWindow, DataFormat, in TensorSpan{T}, NaNPolicy)"/>;
    /// the levels are added up in the type of the elements.
    /// </remarks>
    /// <typeparam name="T">The type of the elements: any floating-point type.</typeparam>
    /// <param name="input">The input of the forward pass.</param>
    /// <param name="gradOutput">The gradient of the features.</param>
    /// <param name="pyramid">The grids.</param>
    /// <param name="dataFormat">Where the input has its channels.</param>
    /// <param name="gradInput">Where the gradient of the input goes, of the shape of the input. It is overwritten.</param>
    /// <exception cref="ArgumentNullException"><paramref name="pyramid"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A tensor has the wrong shape; or <paramref name="gradInput"/> is broadcast or shares memory
    /// with another argument.
    /// </exception>
    public static void SpatialPyramidBackward<T>(
        in ReadOnlyTensorSpan<T> input,
        in ReadOnlyTensorSpan<T> gradOutput,
        SpatialPyramid pyramid,
        DataFormat dataFormat,
        in TensorSpan<T> gradInput)
        where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(pyramid);
        nint features = pyramid.Features(input.Lengths, dataFormat, nameof(input));
        Shape.CheckSame(gradOutput.Lengths, [input.Lengths[0], features], nameof(gradOutput));
        Shape.CheckSame(gradInput.Lengths, input.Lengths, nameof(gradInput));
        Memory.CheckOwn(gradInput, nameof(gradInput));
        Memory.CheckApart(gradInput, nameof(gradInput), input, nameof(input));
        Memory.CheckApart(gradInput, nameof(gradInput), gradOutput, nameof(gradOutput));
        if (input.Lengths[0] == 0)
        {
            return;
        }

        using Scratch<T> ofLevel = new(gradInput.FlattenedLength);
        TensorSpan<T> levelGradient = new(ofLevel.Span, gradInput.Lengths);
        Span<nint> lengths = stackalloc nint[input.Rank];
        Span<nint> strides = stackalloc nint[input.Rank];
        gradInput.Clear();
        for (int level = 0; level < pyramid.Levels.Length; level++)
        {
            nint offset = pyramid.Part(
                level, input.Lengths, dataFormat, gradOutput.Strides, lengths, strides, out nint span);
            ReadOnlyTensorSpan<T> cells = TensorMarshal.CreateReadOnlyTensorSpan(
                in Unsafe.Add(
                    ref Unsafe.AsRef(in TensorMarshal.GetReference(gradOutput)), offset),
                span,
                lengths,
                strides,
                pinned: false);
            MaxBackward(input, cells, pyramid.Window(level), dataFormat, levelGradient);
            Tensor.Add<T>(gradInput, levelGradient, gradInput);
        }
    }
}

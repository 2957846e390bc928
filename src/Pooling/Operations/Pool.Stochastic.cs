using System.Numerics;
using System.Numerics.Tensors;

namespace Pooling;

public static partial class Pool
{
    /// <summary>Writes an element of every window, picked at random: the larger, the likelier. For training.</summary>
    /// <remarks>
    /// <para>
    /// A positive element <c>a</c> is picked with chance <c>a / s</c>, <c>s</c> the sum of the window's positive elements
    /// (Zeiler and Fergus 2013). A window without positive elements gives 0; one with a NaN gives NaN, and any other with
    /// +Infinity gives +Infinity. Padding is never picked.
    /// </para>
    /// <para>
    /// The picks follow from the seed and the place of the output: they are the same on every machine and in either data
    /// format. Give another seed for every step of a training.
    /// </para>
    /// </remarks>
    /// <typeparam name="T">The type of the elements: any floating-point or integer type.</typeparam>
    /// <param name="input">
    /// The input: batch, channels and as many spatial axes as the window has, in the order of
    /// <paramref name="dataFormat"/>.
    /// </param>
    /// <param name="window">The window.</param>
    /// <param name="seed">What the picks follow from.</param>
    /// <param name="dataFormat">Where input and destination have their channels.</param>
    /// <param name="destination">
    /// Where the result goes, of the shape that
    /// <see cref="PoolingWindow.ComputeOutputShape(ReadOnlySpan{nint}, DataFormat)"/> gives.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="window"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> has the wrong number of axes, an axis other than the batch without elements, or is too
    /// small for the window; or <paramref name="destination"/> has another shape than the result, is broadcast, or shares
    /// memory with the input.
    /// </exception>
    public static void Stochastic<T>(
        in ReadOnlyTensorSpan<T> input,
        PoolingWindow window,
        int seed,
        DataFormat dataFormat,
        in TensorSpan<T> destination)
        where T : INumber<T>
    {
        PoolingPlan plan = PlanForward(input, window, dataFormat, destination).ByPlane();
        StochasticPick<T> pick = new(Elements<T>.Of(input, plan.Source), plan, seed);
        pick.Run(new TakeValue<T>(Elements<T>.Of(destination, plan.Target)));
    }

    /// <summary>Writes the gradient of stochastic pooling: each output's goes to the element picked for it.</summary>
    /// <remarks>
    /// The picks are those of the same seed in the forward pass. Gradients that meet in an element are added up as
    /// <see cref="double"/>.
    /// </remarks>
    /// <typeparam name="T">The type of the elements: any floating-point type.</typeparam>
    /// <param name="input">The input of the forward pass.</param>
    /// <param name="gradOutput">
    /// The gradient of the output, of the shape that
    /// <see cref="PoolingWindow.ComputeOutputShape(ReadOnlySpan{nint}, DataFormat)"/> gives.
    /// </param>
    /// <param name="window">The window.</param>
    /// <param name="seed">What the picks follow from.</param>
    /// <param name="dataFormat">Where tensors have their channels.</param>
    /// <param name="gradInput">Where the gradient of the input goes, of the shape of the input. It is overwritten.</param>
    /// <exception cref="ArgumentNullException"><paramref name="window"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A tensor has the wrong shape; or <paramref name="gradInput"/> is broadcast or shares memory with another argument.
    /// </exception>
    public static void StochasticBackward<T>(
        in ReadOnlyTensorSpan<T> input,
        in ReadOnlyTensorSpan<T> gradOutput,
        PoolingWindow window,
        int seed,
        DataFormat dataFormat,
        in TensorSpan<T> gradInput)
        where T : IFloatingPointIeee754<T>
    {
        PoolingPlan plan = PlanBackward(input, gradOutput, window, dataFormat, gradInput).ByPlane();
        Volume gradVolume = Volume.Of(gradInput.Lengths, gradInput.Strides, dataFormat);
        using Rows<T> rows = Rows<T>.Of(gradInput, gradVolume);
        using ScatteredGradient<T, double> gradient = ScatteredGradient<T, double>.BySample(rows, gradVolume);
        StochasticPick<T> pick = new(Elements<T>.Of(input, plan.Source), plan, seed);
        pick.Run(new TakeGradient<T>(gradient, Elements<T>.Of(gradOutput, plan.Target)));
        gradient.Complete();
    }

    private readonly ref struct TakeValue<T>(Elements<T> destination) : StochasticPick<T>.ITake
        where T : INumber<T>
    {
        private readonly Elements<T> _destination = destination;

        public void Take(nint batch, nint channel, nint output, Candidate<T> picked) =>
            _destination[batch, channel, output] = picked.Value;
    }

    private readonly ref struct TakeGradient<T>(
        ScatteredGradient<T, double> gradient, Elements<T> gradOutput) : StochasticPick<T>.ITake
        where T : INumber<T>
    {
        private readonly ScatteredGradient<T, double> _gradient = gradient;
        private readonly Elements<T> _gradOutput = gradOutput;

        public void Take(nint batch, nint channel, nint output, Candidate<T> picked) => _gradient.Add(
            batch, channel, picked.Index, double.CreateSaturating(_gradOutput[batch, channel, output]));
    }
}

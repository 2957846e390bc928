namespace Pooling.Conformance.Naive;

/// <summary>The gradient of one plane, summed in double.</summary>
internal sealed class NaiveGradient(int length)
{
    /// <summary>What adding two numbers and computing one may lose.</summary>
    private const double Loss = 1e-14;

    public double[] Sum { get; } = new double[length];

    /// <summary>How far each sum may be off.</summary>
    public double[] Slack { get; } = new double[length];

    /// <summary>Adds to the gradient of one element; what goes to the padding is lost.</summary>
    /// <param name="position">Where the element stands in the plane; -1 for the padding.</param>
    /// <param name="term">What is added.</param>
    /// <param name="slack">How far the term itself may be off.</param>
    public void Add(int position, double term, double slack = 0)
    {
        if (position < 0)
        {
            return;
        }

        Sum[position] += term;
        Slack[position] += slack + (double.IsFinite(term) ? Math.Abs(term) * Loss : 0);
    }
}

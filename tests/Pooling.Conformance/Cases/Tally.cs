using System.Globalization;

namespace Pooling.Conformance.Cases;

/// <summary>How many cases passed and how many failed.</summary>
internal sealed class Tally
{
    public int Passed { get; private set; }

    public int Failed { get; private set; }

    public void Add(bool passed)
    {
        if (passed)
        {
            Passed++;
        }
        else
        {
            Failed++;
        }
    }

    public void Add(Tally other)
    {
        Passed += other.Passed;
        Failed += other.Failed;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Passed} passed, {Failed} failed");
}

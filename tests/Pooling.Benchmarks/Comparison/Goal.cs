namespace Pooling.Benchmarks;

/// <summary>A goal, held against all rows that it speaks of.</summary>
/// <param name="Text">What is to be reached.</param>
/// <param name="Bound">The number to be reached.</param>
/// <param name="IsUpperBound">Whether it is the largest number allowed, and not the smallest.</param>
/// <param name="Values">What each row reaches.</param>
internal sealed record Goal(string Text, double Bound, bool IsUpperBound, IReadOnlyList<(string Row, double Value)> Values)
{
    private const int MostNamed = 5;

    /// <summary>Writes whether the goal is met, the worst row, and the rows that miss it.</summary>
    public void Write(TextWriter output)
    {
        if (Values.Count == 0)
        {
            output.WriteLine($"not measured  {Text}");
            return;
        }

        (string Row, double Value)[] worstFirst = [.. IsUpperBound ? Values.OrderByDescending(value => value.Value) : Values.OrderBy(value => value.Value)];
        (string Row, double Value)[] missed = [.. worstFirst.Where(value => IsUpperBound ? value.Value > Bound : value.Value < Bound)];
        string verdict = missed.Length == 0 ? "met" : "not met";
        output.WriteLine($"{verdict,-12}  {Text}; by {Values.Count - missed.Length} of {Values.Count}, worst {Named(worstFirst[0])}");
        foreach ((string Row, double Value) value in missed.Skip(1).Take(MostNamed - 1))
        {
            output.WriteLine($"{string.Empty,-12}  also {Named(value)}");
        }

        if (missed.Length > MostNamed)
        {
            output.WriteLine($"{string.Empty,-12}  and {missed.Length - MostNamed} more");
        }
    }

    private static string Named((string Row, double Value) value) => FormattableString.Invariant($"{value.Value:0.00} ({value.Row})");
}

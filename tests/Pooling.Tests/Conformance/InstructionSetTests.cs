using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Pooling.Conformance.Cases;
using Pooling.Conformance.RandomCases;

namespace Pooling.Tests;

/// <summary>
/// The library gives the same without the widest vectors, and without any: the vectors of the peers and random cases again
/// in processes whose environment takes instructions away. Results of which every bit counts have the same bits.
/// </summary>
/// <remarks>With these switches in the environment of the tests themselves, all tests run so; <c>.ci/run</c> does it.</remarks>
public partial class InstructionSetTests
{
    private const int Seed = 7;
    private const int Cases = 1600;

    private static readonly Lazy<ulong> BitsHere = new(() => RandomRun.Run(Seed, from: 0, Cases, step: 1, _ => { }).Bits.Value);

    public static TheoryData<string> Switches => [.. InstructionSets.Switches.Keys];

    [Fact]
    public void The_environment_says_how_wide_vectors_are() =>
        Assert.InRange(InstructionSets.Widest, 0, InstructionSets.WidestAllowed);

    [Theory]
    [MemberData(nameof(Switches))]
    public void Random_cases_have_the_same_bits_without_instructions(string without)
    {
        string output = Conformance(
            without, "--seed", Seed.ToString(CultureInfo.InvariantCulture), "--count", Cases.ToString(CultureInfo.InvariantCulture));

        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{Cases} passed, 0 failed"), output, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"bits {BitsHere.Value:x16}"), output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Switches))]
    public void The_library_gives_what_the_peers_computed_without_instructions(string without)
    {
        int cases = VectorTests.Files.Sum(row => (int)row[1]);

        string output = Conformance(without, Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Vectors"), "*.jsonl"));

        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{cases} passed, 0 failed"), output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("128")]
    [InlineData("256")]
    [InlineData("512")]
    public void Vectors_of_any_width_give_the_same_even_in_software(string bits)
    {
        string seed = Seed.ToString(CultureInfo.InvariantCulture);
        string cases = Cases.ToString(CultureInfo.InvariantCulture);

        string output = Run([], "--vector-width", bits, "--seed", seed, "--count", cases).Output;

        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{Cases} passed, 0 failed"), output, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"bits {BitsHere.Value:x16}"), output, StringComparison.Ordinal);
    }

    [Fact]
    public void Bits_tell_apart_what_differs()
    {
        Assert.Equal(Bits([0f, float.NaN], [1]), Bits([0f, -float.NaN], [1]));
        Assert.NotEqual(Bits([0f, 1f], [1]), Bits([-0f, 1f], [1]));
        Assert.NotEqual(Bits([0f, 1f], [1]), Bits([0f, MathF.BitIncrement(1f)], [1]));
        Assert.NotEqual(Bits([0f, 1f], [1]), Bits([1f, 0f], [1]));
        Assert.NotEqual(Bits([0f, 1f], [1]), Bits([0f, 1f], [2]));
    }

    private static ulong Bits(float[] values, long[] indices)
    {
        ExactBits bits = default;
        bits.Add(new PoolingResult<float>(new PlainTensor<float>([values.Length], values), new PlainTensor<long>([indices.Length], indices)));
        return bits.Value;
    }

    /// <summary>Runs the conformance program without some instructions, and sees that it does so.</summary>
    private static string Conformance(string without, params string[] arguments)
    {
        (string output, string errors) = Run([without], arguments);
        int expected = Math.Min(InstructionSets.Widest, InstructionSets.Switches[without]);
        int got = Width().Matches(errors).Select(width => int.Parse(width.Value, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();
        Assert.Matches("^(no vectors|vectors of [0-9 and]+ bits)", errors);
        Assert.Equal(expected, got);
        return output;
    }

    /// <summary>Runs the conformance program with some switches of the environment off, and sees that it succeeds.</summary>
    private static (string Output, string Errors) Run(string[] switches, params string[] arguments)
    {
        ProcessStartInfo start = new(DotNet.Path, [Path.Combine(AppContext.BaseDirectory, "Pooling.Conformance.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in switches)
        {
            start.Environment[name] = "0";
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + errors.Result);
        return (output, errors.Result);
    }

    [GeneratedRegex("(?<=vectors of .*)[0-9]+(?=.* bits)")]
    private static partial Regex Width();
}

using Pooling.Conformance.Cases;
using Pooling.Conformance.RandomCases;

namespace Pooling.Tests;

/// <summary>
/// Every operation and its gradient against the definitions, over random shapes, windows, settings, data formats, element
/// types, values and layouts of memory.
/// </summary>
/// <remarks><c>dotnet run -c Release --project tests/Pooling.Conformance -- --count 300000</c> runs many more.</remarks>
public class RandomPoolingTests
{
    private const int Seed = 20220719;
    private const int CasesOfEachKind = 250;

    public static TheoryData<int, string> Kinds
    {
        get
        {
            TheoryData<int, string> kinds = [];
            for (int kind = 0; kind < RandomCase.Kinds; kind++)
            {
                PoolingSpec spec = new RandomCase(Seed, kind).Spec;
                kinds.Add(kind, spec.Operation + (spec.Backward ? "Backward" : string.Empty));
            }

            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_operation_equals_its_definition(int kind, string operation)
    {
        List<string> failures = [];

        (Tally tally, _) = RandomRun.Run(Seed, from: kind, CasesOfEachKind, step: RandomCase.Kinds, failures.Add);

        Assert.Empty(failures);
        Assert.True(tally.Passed == CasesOfEachKind, operation);
    }

    [Fact]
    public void A_case_follows_from_seed_and_number()
    {
        RandomCase first = new(Seed, 17);
        RandomCase second = new(Seed, 17);

        Assert.Equal(first.ToString(), second.ToString());
        Assert.Equal(first.Random.Next(), second.Random.Next());
        Assert.NotEqual(first.ToString(), new RandomCase(Seed + 1, 17).ToString());
        Assert.NotEqual(first.ToString(), new RandomCase(Seed, 17 + RandomCase.Kinds).ToString());
    }
}

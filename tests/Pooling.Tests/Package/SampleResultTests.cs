using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>The notation in which samples state results.</summary>
public class SampleResultTests
{
    private static readonly Tensor<float> Matrix = Tensor.Create<float>([7, 3, 9, 3], [1, 2, 2, 1]);

    [Theory]
    [InlineData("7 3 / 9 3, shape (1, 2, 2, 1)")]
    [InlineData(" 7 3 / 9 3 ")]
    [InlineData("7 3 9 3")]
    [InlineData("7 / 3 // 9 / 3")]
    [InlineData("shape (1, 2, 2, 1)")]
    [InlineData("7.0 3.00 9.0 3.0")]
    public void A_right_statement_has_no_mismatch(string comment) =>
        Assert.Null(Assert.Single(SampleResult.Parse(comment)).Mismatch(Matrix));

    [Theory]
    [InlineData("7 3 / 9 4")]
    [InlineData("7 3 / 9")]
    [InlineData("7 3 / 9 3 3")]
    [InlineData("7 9 / 3 3")]
    [InlineData("7 3 / 9 3.1")]
    [InlineData("7 3 / 9 -3")]
    [InlineData("7 3 / 9 NaN")]
    [InlineData("7 3 / 9 3, shape (1, 2, 2)")]
    [InlineData("7 3 / 9 3, shape (1, 2, 1, 2)")]
    [InlineData("shape (4)")]
    public void A_wrong_statement_is_a_mismatch(string comment) =>
        Assert.NotNull(Assert.Single(SampleResult.Parse(comment)).Mismatch(Matrix));

    [Theory]
    [InlineData("0.33", 1f / 3, true)]
    [InlineData("0.3", 1f / 3, true)]
    [InlineData("0.34", 1f / 3, false)]
    [InlineData("2.5", 2.45f, true)]
    [InlineData("2.5", 2.56f, false)]
    [InlineData("-0.67", -2f / 3, true)]
    [InlineData("1e-6", 1e-6f, true)]
    [InlineData("1.5E-6", 1.6e-6f, false)]
    [InlineData("2", 2.4f, false)]
    [InlineData("0", -0f, false)]
    [InlineData("-0", -0f, true)]
    [InlineData("NaN", float.NaN, true)]
    [InlineData("-Infinity", float.NegativeInfinity, true)]
    [InlineData("Infinity", float.NegativeInfinity, false)]
    public void A_number_stands_for_itself_or_for_what_rounds_to_its_decimals(
        string comment, float value, bool stands) =>
        Assert.Equal(stands, Assert.Single(SampleResult.Parse(comment)).Mismatch(value) is null);

    [Fact]
    public void Large_whole_numbers_are_compared_to_the_last_digit() =>
        Assert.NotNull(SampleResult.Parse("9007199254740993")[0].Mismatch(9007199254740992));

    [Fact]
    public void Arrays_and_numbers_are_results_as_well()
    {
        Assert.Null(SampleResult.Parse("1 2 2 1")[0].Mismatch(new nint[] { 1, 2, 2, 1 }));
        Assert.Null(SampleResult.Parse("shape (4)")[0].Mismatch(new nint[] { 1, 2, 2, 1 }));
        Assert.Null(SampleResult.Parse("3")[0].Mismatch(3L));
        Assert.NotNull(SampleResult.Parse("3")[0].Mismatch(null));
    }

    [Fact]
    public void A_comment_may_state_the_results_of_several_variables()
    {
        SampleResult[] results = SampleResult.Parse("7 3 / 9 3; indices: 5 7 / 13 15, shape (1, 2, 2, 1)");

        Assert.Equal([null, "indices"], results.Select(result => result.Variable));
        Assert.Equal(["5", "7", "13", "15"], results[1].Values!);
        Assert.Equal([1, 2, 2, 1], results[1].Shape!);
    }

    [Theory]
    [InlineData("batch, height, width, channels")]
    [InlineData("2 windows along a height of 5")]
    [InlineData("rows 2 and 3")]
    [InlineData("of shape (batch, channels)")]
    [InlineData("padding: 1 at each side")]
    [InlineData("2x2")]
    [InlineData("")]
    public void Prose_states_no_result(string comment) => Assert.Empty(SampleResult.Parse(comment));

    [Theory]
    [InlineData("7, 3, 9, 3")]
    [InlineData("(1, 2, 2, 1)")]
    [InlineData("[7, 3]")]
    [InlineData("= 7 3")]
    [InlineData("7 3 ... 3")]
    [InlineData("7 3 and so on")]
    [InlineData("7 3/9 3")]
    [InlineData("7 3 / 9 3 shape (1, 2, 2, 1)")]
    [InlineData("7 3; indices 5 7")]
    [InlineData("7 3;")]
    [InlineData("a tensor of shape (1, 2, 2, 1)")]
    public void What_looks_like_a_result_has_to_keep_to_the_notation(string comment) =>
        Assert.Throws<FormatException>(() => SampleResult.Parse(comment));
}

namespace Pooling.Tests;

/// <summary>An ONNX node that cannot be read says which attribute, what was expected and what was got.</summary>
public class OnnxErrorTests
{
    public static TheoryData<string, string, object?, string> WrongAttributes => new()
    {
        { "MaxPool", "kernel_shape", 2L, "Expected 1 to 3 whole numbers, one for each spatial axis, as kernel_shape, but got 2" },
        { "MaxPool", "kernel_shape", Ints(1, 1, 1, 1), "but got [1, 1, 1, 1]" },
        { "MaxPool", "kernel_shape", Array.Empty<long>(), "but got []" },
        { "MaxPool", "kernel_shape", new List<double> { 2, 2 }, "as kernel_shape, but got [2, 2]" },
        { "MaxPool", "kernel_shape", Ints(2, 1L << 40), "as kernel_shape, but got [2, 1099511627776]" },
        { "MaxPool", "kernel_shape", Ints(2, 0), "MaxPool: Expected at least 1 along every spatial axis, but got 2x0" },
        { "MaxPool", "kernel_shape", "22", "as kernel_shape, but got \"22\"" },
        { "MaxPool", "kernel_shape", null, "as kernel_shape, but got null" },
        { "MaxPool", "strides", Ints(2), "Expected 2 whole numbers, one for each spatial axis, as strides, but got [2]" },
        { "MaxPool", "strides", Ints(2, 0), "MaxPool: Expected at least 1 along every spatial axis, but got 2x0" },
        { "MaxPool", "dilations", Ints(1, 2, 3), "as dilations, but got [1, 2, 3]" },
        { "MaxPool", "pads", Ints(1, 1), "Expected 4 whole numbers, a beginning and an end for each spatial axis, as pads, but got [1, 1]" },
        { "MaxPool", "pads", Ints(1, 1, 1, -1), "MaxPool: Expected at least 0 along every spatial axis, but got 1x-1" },
        { "MaxPool", "auto_pad", "SAME", "\"SAME_UPPER\", \"SAME_LOWER\" or \"VALID\" as auto_pad, but got \"SAME\"" },
        { "MaxPool", "auto_pad", 1L, "as auto_pad, but got 1" },
        { "MaxPool", "ceil_mode", 2L, "Expected 0 or 1 as ceil_mode, but got 2" },
        { "MaxPool", "ceil_mode", "true", "Expected 0 or 1 as ceil_mode, but got \"true\"" },
        { "MaxPool", "storage_order", 2L, "Expected 0 or 1 as storage_order, but got 2" },
        { "MaxPool", "count_include_pad", 1L, "but got count_include_pad" },
        { "MaxPool", "p", 2L, "Expected no settings but auto_pad, ceil_mode, dilations, kernel_shape, pads, storage_order, strides, but got p" },
        { "AveragePool", "storage_order", 0L, "but got storage_order" },
        { "AveragePool", "count_include_pad", 0.5f, "Expected 0 or 1 as count_include_pad, but got 0.5" },
        { "LpPool", "p", "2", "Expected a number as p, but got \"2\"" },
        { "LpPool", "p", 0L, "LpPool: Expected a finite number larger than 0" },
        { "LpPool", "p", Ints(2), "Expected a number as p, but got [2]" },
    };

    [Theory]
    [MemberData(nameof(WrongAttributes), DisableDiscoveryEnumeration = true)]
    public void A_wrong_attribute_is_refused(string opType, string name, object? value, string message)
    {
        Dictionary<string, object> attributes = new() { ["kernel_shape"] = Ints(2, 2), [name] = value! };

        Refused("attributes", () => PoolingLayer.FromOnnx(opType, attributes), message);
    }

    [Theory]
    [InlineData("SAME_UPPER")]
    [InlineData("SAME_LOWER")]
    [InlineData("VALID")]
    public void Pads_come_with_no_other_padding(string autoPad)
    {
        Dictionary<string, object> attributes = new()
        {
            ["kernel_shape"] = Ints(2),
            ["pads"] = Ints(0, 0),
            ["auto_pad"] = autoPad,
        };

        Refused(
            "attributes",
            () => PoolingLayer.FromOnnx("AveragePool", attributes),
            $"Expected \"NOTSET\" beside pads as auto_pad, but got \"{autoPad}\"");
    }

    [Theory]
    [InlineData("MaxPool")]
    [InlineData("AveragePool")]
    [InlineData("LpPool")]
    public void A_kernel_shape_is_needed(string opType) => Refused(
        "attributes", () => PoolingLayer.FromOnnx(opType, new Dictionary<string, object>(), 2), "Expected a value as kernel_shape, but got none");

    [Theory]
    [InlineData("GlobalMaxPool")]
    [InlineData("GlobalAveragePool")]
    [InlineData("GlobalLpPool")]
    public void A_global_node_needs_its_rank(string opType)
    {
        Dictionary<string, object> none = [];
        ArgumentNullException error = Assert.Throws<ArgumentNullException>("rank", () => PoolingLayer.FromOnnx(opType, none));
        Assert.Contains($"the attributes of {opType} do not tell", error.Message, StringComparison.Ordinal);
        Refused("rank", () => PoolingLayer.FromOnnx(opType, none, 4), "Expected 1, 2 or 3 spatial axes, but got 4");
        Refused(
            "attributes",
            () => PoolingLayer.FromOnnx(opType, new Dictionary<string, object> { ["kernel_shape"] = Ints(2) }, 1),
            "but got kernel_shape");
    }

    [Fact]
    public void A_rank_other_than_the_kernels_is_refused() => Refused(
        "attributes",
        () => PoolingLayer.FromOnnx("MaxPool", new Dictionary<string, object> { ["kernel_shape"] = Ints(2, 2) }, 3),
        "Expected 3 whole numbers, one for each spatial axis, as kernel_shape, but got [2, 2]");

    [Theory]
    [InlineData("Conv")]
    [InlineData("maxpool")]
    [InlineData("")]
    public void An_unknown_operator_is_refused(string opType) => Refused(
        "opType", () => PoolingLayer.FromOnnx(opType, new Dictionary<string, object>()), "Expected MaxPool, AveragePool", $"but got {opType}.");

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>("opType", () => PoolingLayer.FromOnnx(null!, new Dictionary<string, object>()));
        Assert.Throws<ArgumentNullException>("attributes", () => PoolingLayer.FromOnnx("MaxPool", null!));
    }

    private static long[] Ints(params long[] values) => values;

    private static void Refused(string argument, Func<PoolingLayer> read, params string[] message)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(argument, () => { _ = read(); });
        Assert.All(message, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}

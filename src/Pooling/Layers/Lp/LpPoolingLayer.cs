using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;

namespace Pooling;

/// <summary>A layer that gives the Lp norm of each window, such as <see cref="LpPooling2D"/>.</summary>
public abstract class LpPoolingLayer : WindowPoolingLayer
{
    private protected LpPoolingLayer(PoolingWindow window, DataFormat dataFormat, double p, LpRule rule)
        : base(window, dataFormat)
    {
        _ = new LpOperator<double>(p, rule);
        P = p;
        Rule = rule;
    }

    /// <summary>The power.</summary>
    public double P { get; }

    /// <summary>Which of the two definitions.</summary>
    public LpRule Rule { get; }

    private protected override string SettingsText =>
        string.Create(CultureInfo.InvariantCulture, $", p: {P}, rule: {Rule}");

    private protected override void WriteConfig(Utf8JsonWriter config)
    {
        base.WriteConfig(config);
        config.WriteNumber("p", P);
        config.WriteName("rule", SettingNames.LpRules, Rule);
    }

    private protected override void Run<T>(in ReadOnlyTensorSpan<T> input, in TensorSpan<T> destination) =>
        Pool.Lp(input, Window, P, Rule, DataFormat, destination);

    private protected override void RunBackward<T>(
        in ReadOnlyTensorSpan<T> input, in ReadOnlyTensorSpan<T> gradOutput, in TensorSpan<T> gradInput) =>
        Pool.LpBackward(input, gradOutput, Window, P, Rule, DataFormat, gradInput);
}

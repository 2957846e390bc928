namespace Pooling;

/// <summary>What configurations call the values that have names.</summary>
internal static class SettingNames
{
    public static readonly (string Name, DataFormat Value)[] DataFormats =
    [
        ("channels_last", DataFormat.ChannelsLast),
        ("channels_first", DataFormat.ChannelsFirst),
    ];

    public static readonly (string Name, Padding Value)[] Paddings =
    [
        ("valid", Padding.Valid),
        ("same", Padding.Same),
        ("same_lower", Padding.SameLower),
    ];

    public static readonly (string Name, BlurPadding Value)[] BlurPaddings =
    [
        ("reflect", BlurPadding.Reflect),
        ("replicate", BlurPadding.Replicate),
        ("zero", BlurPadding.Zero),
    ];

    public static readonly (string Name, RoiAlignMode Value)[] RoiAlignModes =
    [
        ("average", RoiAlignMode.Average),
        ("max", RoiAlignMode.Max),
        ("max_of_corners", RoiAlignMode.MaxOfCorners),
    ];

    public static readonly (string Name, RoiCoordinates Value)[] RoiCoordinates =
    [
        ("half_pixel", Pooling.RoiCoordinates.HalfPixel),
        ("output_half_pixel", Pooling.RoiCoordinates.OutputHalfPixel),
    ];

    public static readonly (string Name, NaNPolicy Value)[] NaNPolicies =
    [
        ("propagate", NaNPolicy.Propagate),
        ("ignore", NaNPolicy.Ignore),
    ];

    public static readonly (string Name, LpRule Value)[] LpRules =
    [
        ("onnx", LpRule.Onnx),
        ("pytorch", LpRule.PyTorch),
    ];
}

using System.Numerics.Tensors;

namespace Pooling.Tests;

/// <summary>
/// RoI align against published numbers: the node tests of ONNX (onnx/backend/test/case/node/roialign.py) and the unit
/// tests of ONNX Runtime (roialign_test.cc), both with opset 10 coordinates where nothing else is said.
/// </summary>
public class RoiAlignVectorTests
{
    private static readonly float[] OnnxInput =
    [
        0.2764f, 0.715f, 0.1958f, 0.3416f, 0.4638f, 0.0259f, 0.2963f, 0.6518f, 0.4856f, 0.725f,
        0.9637f, 0.0895f, 0.2919f, 0.6753f, 0.0234f, 0.6132f, 0.8085f, 0.5324f, 0.8992f, 0.4467f,
        0.3265f, 0.8479f, 0.9698f, 0.2471f, 0.9336f, 0.1878f, 0.4766f, 0.4308f, 0.34f, 0.2162f,
        0.0206f, 0.172f, 0.2155f, 0.4394f, 0.0653f, 0.3406f, 0.7724f, 0.3921f, 0.2541f, 0.5799f,
        0.4062f, 0.2194f, 0.4473f, 0.4687f, 0.7109f, 0.9327f, 0.9815f, 0.632f, 0.1728f, 0.6119f,
        0.3097f, 0.1283f, 0.4984f, 0.5068f, 0.4279f, 0.0173f, 0.4388f, 0.043f, 0.4671f, 0.7119f,
        0.1011f, 0.8477f, 0.4726f, 0.1777f, 0.9923f, 0.4042f, 0.1869f, 0.7795f, 0.9946f, 0.9689f,
        0.1366f, 0.3671f, 0.7011f, 0.6234f, 0.9867f, 0.5585f, 0.6985f, 0.5609f, 0.8788f, 0.9928f,
        0.5697f, 0.8511f, 0.6711f, 0.9406f, 0.8751f, 0.7496f, 0.165f, 0.1049f, 0.1559f, 0.2514f,
        0.7012f, 0.4056f, 0.7879f, 0.3461f, 0.0415f, 0.2998f, 0.5094f, 0.3727f, 0.5482f, 0.0502f,
    ];

    private static readonly float[] OnnxAverage =
    [
        0.4664f, 0.4466f, 0.3405f, 0.5688f, 0.6068f,
        0.3714f, 0.4296f, 0.3835f, 0.5562f, 0.351f,
        0.2768f, 0.4883f, 0.5222f, 0.5528f, 0.4171f,
        0.4713f, 0.4844f, 0.6904f, 0.492f, 0.8774f,
        0.6239f, 0.7125f, 0.6289f, 0.3355f, 0.3495f,
        0.3022f, 0.4305f, 0.4696f, 0.3978f, 0.5423f,
        0.3656f, 0.705f, 0.5165f, 0.3172f, 0.7015f,
        0.2912f, 0.5059f, 0.6476f, 0.6235f, 0.8299f,
        0.5916f, 0.7389f, 0.7048f, 0.8372f, 0.8893f,
        0.6227f, 0.6153f, 0.7097f, 0.6154f, 0.4585f,
        0.2384f, 0.3379f, 0.3717f, 0.61f, 0.7601f,
        0.3767f, 0.3785f, 0.7147f, 0.9243f, 0.9727f,
        0.5749f, 0.5826f, 0.5709f, 0.7619f, 0.877f,
        0.5355f, 0.2566f, 0.2141f, 0.2796f, 0.36f,
        0.4365f, 0.3504f, 0.2887f, 0.3661f, 0.2349f,
    ];

    private static readonly float[] OnnxAverageHalfPixel =
    [
        0.5178f, 0.3434f, 0.3229f, 0.4474f, 0.6344f,
        0.4031f, 0.5366f, 0.4428f, 0.4861f, 0.4023f,
        0.2512f, 0.4002f, 0.5155f, 0.6954f, 0.3465f,
        0.335f, 0.4601f, 0.5881f, 0.3439f, 0.6849f,
        0.4932f, 0.7141f, 0.8217f, 0.4719f, 0.4039f,
        0.307f, 0.2187f, 0.3337f, 0.488f, 0.487f,
        0.1871f, 0.4914f, 0.5561f, 0.4192f, 0.3686f,
        0.1433f, 0.4608f, 0.5971f, 0.531f, 0.4982f,
        0.2788f, 0.4386f, 0.6022f, 0.7f, 0.7524f,
        0.5774f, 0.7024f, 0.7251f, 0.7338f, 0.8163f,
        0.2393f, 0.4075f, 0.3379f, 0.2525f, 0.4743f,
        0.3671f, 0.2702f, 0.4105f, 0.6419f, 0.8308f,
        0.5556f, 0.4543f, 0.5564f, 0.7502f, 0.93f,
        0.6626f, 0.5617f, 0.4813f, 0.4954f, 0.6663f,
        0.6636f, 0.3721f, 0.2056f, 0.1928f, 0.2478f,
    ];

    private static readonly float[] OnnxMax =
    [
        0.3445228f, 0.37310338f, 0.37865096f, 0.446696f, 0.37991184f,
        0.4133513f, 0.5455125f, 0.6651902f, 0.55805874f, 0.27110294f,
        0.21223956f, 0.40924096f, 0.8417618f, 0.792561f, 0.37196714f,
        0.46835402f, 0.39741728f, 0.8012819f, 0.4969306f, 0.5495158f,
        0.3595896f, 0.5196813f, 0.5403741f, 0.23814403f, 0.19992709f,
        0.30517197f, 0.5086199f, 0.3189761f, 0.4054401f, 0.47630402f,
        0.50862f, 0.8477f, 0.37808004f, 0.24936005f, 0.79384017f,
        0.17620805f, 0.29368007f, 0.44870415f, 0.4987201f, 0.63148826f,
        0.51066005f, 0.8511f, 0.5368801f, 0.9406f, 0.70008016f,
        0.4487681f, 0.51066035f, 0.5042561f, 0.5643603f, 0.42004836f,
        0.21062402f, 0.3510401f, 0.37416005f, 0.5967599f, 0.46507207f,
        0.32336006f, 0.31180006f, 0.6236001f, 0.9946f, 0.7751202f,
        0.35744014f, 0.5588001f, 0.35897616f, 0.7030401f, 0.6353923f,
        0.5996801f, 0.27940005f, 0.17948808f, 0.35152006f, 0.31769615f,
        0.3598083f, 0.40752012f, 0.2385281f, 0.43856013f, 0.26313624f,
    ];

    // The first of three channels, whose elements are 0 to 24; five regions of 3x4 bins.
    private static readonly float[] RuntimeAverage =
    [
        2.95833f, 3.20833f, 3.45833f, 3.70833f, 4.625f, 4.875f, 5.125f, 5.375f, 6.29167f, 6.54167f, 6.79167f, 7.04167f,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        7.39583f, 7.39583f, 7.42708f, 7.64583f, 9.0625f, 9.0625f, 9.09375f, 9.3125f, 10.7292f, 10.7292f, 10.7604f, 10.9792f,
        4.27083f, 4.52083f, 4.77083f, 5.02083f, 5.9375f, 6.1875f, 6.4375f, 6.6875f, 7.60417f, 7.85417f, 8.10417f, 8.35417f,
        6.77083f, 6.77083f, 6.77083f, 6.80208f, 8.4375f, 8.4375f, 8.4375f, 8.46875f, 10.1042f, 10.1042f, 10.1042f, 10.1354f,
    ];

    private static readonly float[] RuntimeMax =
    [
        2.10938f, 2.95313f, 3.375f, 2.53125f, 3.35938f, 4.70313f, 5.375f, 4.03125f, 3.51563f, 4.92188f, 5.625f, 4.21875f,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        5.625f, 5.625f, 5.625f, 4.57031f, 8.95833f, 8.95833f, 8.95833f, 7.27865f, 9.375f, 9.375f, 9.375f, 7.61719f,
        4.5f, 3.9375f, 2.8125f, 3.9375f, 5.5f, 4.8125f, 3.4375f, 4.8125f, 4.58333f, 4.01042f, 2.86458f, 3.9375f,
        4.375f, 4.375f, 4.375f, 4.375f, 7.70833f, 7.70833f, 7.70833f, 7.70833f, 9.375f, 9.375f, 9.375f, 9.375f,
    ];

    [Fact]
    public void Roialign_aligned_false_of_ONNX() => OnnxNodeTest(
        RoiAlignMode.Average, RoiCoordinates.OutputHalfPixel, OnnxAverage, tolerance: 1e-4);

    [Fact]
    public void Roialign_aligned_true_of_ONNX() => OnnxNodeTest(
        RoiAlignMode.Average, RoiCoordinates.HalfPixel, OnnxAverageHalfPixel, tolerance: 1e-4);

    [Fact]
    public void Roialign_mode_max_of_ONNX() => OnnxNodeTest(
        RoiAlignMode.MaxOfCorners, RoiCoordinates.OutputHalfPixel, OnnxMax, tolerance: 1e-6);

    [Fact]
    public void AvgModePositive_of_ONNX_Runtime() => RuntimeTest(RoiAlignMode.Average, RuntimeAverage);

    [Fact]
    public void MaxModePositive_of_ONNX_Runtime() => RuntimeTest(RoiAlignMode.MaxOfCorners, RuntimeMax);

    private static void OnnxNodeTest(RoiAlignMode mode, RoiCoordinates coordinates, float[] expected, double tolerance)
    {
        RoiAlign2D layer = new(5, mode, coordinates, samplingRatio: 2, dataFormat: DataFormat.ChannelsFirst);

        Tensor<float> output = layer.Forward(
            Tensor.Create(OnnxInput, [1, 1, 10, 10]),
            Tensor.Create<float>([0, 0, 9, 9, 0, 5, 4, 9, 5, 5, 9, 9], [3, 4]),
            Tensor.Create<long>([0, 0, 0], [3]));

        Agree(expected, output, tolerance);
    }

    private static void RuntimeTest(RoiAlignMode mode, float[] expected)
    {
        RoiAlign2D layer = new(
            (3, 4), mode, RoiCoordinates.OutputHalfPixel, samplingRatio: 2, 1f / 16, DataFormat.ChannelsFirst);

        Tensor<float> output = layer.Forward(
            Tensor.Create([.. Enumerable.Range(0, 25).Select(i => (float)i)], [1, 1, 5, 5]),
            Tensor.Create<float>(
                [7, 5, 7, 5, -15, -15, -15, -15, -10, 21, -10, 21, 13, 8, 13, 8, -14, 19, -14, 19], [5, 4]),
            Tensor.Create<long>([0, 0, 0, 0, 0], [5]));

        Agree(expected, output, tolerance: 1e-4);
    }

    private static void Agree(float[] expected, Tensor<float> output, double tolerance)
    {
        Assert.Equal(expected.Length, output.FlattenedLength);
        foreach ((float want, float got) in expected.Zip(output))
        {
            Assert.Equal(want, got, tolerance);
        }
    }
}

namespace Pooling;
public enum NaNPolicy { Propagate, Ignore }
public enum IndexConvention { Plane, Tensor, TensorColumnMajor, ChannelsLast, ChannelsLastWithBatch }
public enum LpRule { Onnx, PyTorch }

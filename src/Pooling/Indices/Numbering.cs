namespace Pooling;

/// <summary>
/// Numbers of elements that grow evenly: <c>Start + Scale * index + ChannelStep * channel</c> for an index in a plane.
/// </summary>
/// <param name="Scale">From one element of a plane to the next.</param>
/// <param name="ChannelStep">From a channel to the next, where channels are inner elements.</param>
/// <param name="Start">The number of the plane's first element.</param>
internal readonly record struct Numbering(nint Scale, nint ChannelStep, nint Start);

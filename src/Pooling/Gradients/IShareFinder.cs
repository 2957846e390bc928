namespace Pooling;

/// <summary>Finds what each window of a plane gives to its elements.</summary>
internal interface IShareFinder<TWeight>
{
    /// <summary>Writes the shares of a plane.</summary>
    /// <param name="batch">The sample of the plane.</param>
    /// <param name="channel">The channel of the plane.</param>
    /// <param name="shares">Where they go.</param>
    void Find(nint batch, nint channel, scoped PlaneShares<TWeight> shares);
}

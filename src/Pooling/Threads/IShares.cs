namespace Pooling;

/// <summary>Shares of a target that are to be made.</summary>
internal interface IShares
{
    /// <summary>Takes the next share, if there is one.</summary>
    bool TryTake(out Share share);
}

/// <summary>One share and no other.</summary>
internal struct OneShare(Share share) : IShares
{
    private bool _isTaken;

    /// <inheritdoc/>
    public bool TryTake(out Share taken)
    {
        taken = share;
        bool isFirst = !_isTaken;
        _isTaken = true;
        return isFirst;
    }
}

namespace FxOrleans.Pricing;

/// <summary>An upstream that has pictures of the coins in its catalogue. Thread-safe.</summary>
public interface ICoinImages
{
    /// <summary>
    /// The bytes at <see cref="CoinMarket.Image"/>, of whatever kind they are; null where the address is none that this upstream
    /// keeps pictures at, or what is there is larger than a picture may be. Nobody is asked at a foreign address.
    /// </summary>
    /// <param name="address">As the catalogue gave it.</param>
    /// <param name="maxBytes">The most that a picture may have.</param>
    /// <param name="cancel">Ends the call.</param>
    /// <exception cref="ProviderException">There was no usable answer.</exception>
    Task<ReadOnlyMemory<byte>?> ImageAsync(string address, int maxBytes, CancellationToken cancel);
}

namespace FxOrleans.Pricing;

/// <summary>Signs prices with their evidence, keeps what it signed, and verifies. Thread-safe.</summary>
public interface IReceiptBook
{
    /// <summary>Why no receipt can be signed or found here, such as a missing key or folder; null when all is well.</summary>
    ValueTask<string?> UnavailableAsync(CancellationToken cancel);

    /// <summary>Signs a price and keeps the receipt; gives the kept one where this decision was signed before.</summary>
    /// <param name="evidence">The price and what it was computed from.</param>
    /// <param name="price">The price in the shape of <c>GET /rate</c>, UTF-8; it is kept beside the receipt and not signed.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">The evidence does not give the price's digits; the message says in what they differ.</exception>
    /// <exception cref="EngineUnavailableException">The store does not take it.</exception>
    ValueTask<Receipt> IssueAsync(PriceEvidence evidence, ReadOnlyMemory<byte> price, CancellationToken cancel);

    /// <summary>The receipt of that id; null when this book does not have it.</summary>
    /// <exception cref="EngineUnavailableException">The store does not answer.</exception>
    ValueTask<Receipt?> FindAsync(string id, CancellationToken cancel);

    /// <summary>Checks a compact JWS against this book's keys and its own evidence; null for what is no compact JWS.</summary>
    ValueTask<ReceiptVerification?> VerifyAsync(string signed, CancellationToken cancel);

    /// <summary>The public keys as a JWK set (RFC 7517), UTF-8.</summary>
    ValueTask<ReadOnlyMemory<byte>> PublicKeysAsync(CancellationToken cancel);
}

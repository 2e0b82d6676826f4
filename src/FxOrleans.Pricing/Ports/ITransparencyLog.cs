namespace FxOrleans.Pricing;

/// <summary>The log of receipts: a Merkle tree over their ids (RFC 9162), to which leaves are only added. Thread-safe.</summary>
public interface ITransparencyLog
{
    /// <summary>The signed size and root of now, as a compact JWS.</summary>
    /// <exception cref="EngineUnavailableException">The store does not answer, or no key signs now.</exception>
    ValueTask<string> CheckpointAsync(CancellationToken cancel);

    /// <summary>Where a receipt is in the log of now; null when it is not there.</summary>
    /// <exception cref="EngineUnavailableException">The store does not answer, or no key signs now.</exception>
    ValueTask<LogProof?> ProofAsync(string id, CancellationToken cancel);

    /// <summary>The hashes that show that the log of the second size is that of the first with leaves added; null where the log is smaller than the second.</summary>
    /// <param name="first">From 1.</param>
    /// <param name="second">At least <paramref name="first"/>.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="EngineUnavailableException">The store does not answer.</exception>
    ValueTask<IReadOnlyList<string>?> ConsistencyAsync(long first, long second, CancellationToken cancel);
}

using FxOrleans.Pricing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Journal;

/// <summary>
/// Signs prices with their evidence and keeps the receipts. Keys and store are opened once, off the path of the start; where they cannot be,
/// the host serves everything but receipts and says why. Thread-safe.
/// </summary>
/// <param name="options">Keys, issuer, bounds.</param>
/// <param name="place">Where files go; opened with the book.</param>
/// <param name="sharesWork">True for a host of a cluster, whose receipts need a key that all of them have.</param>
/// <param name="time">When receipts are signed.</param>
/// <param name="log">Told once when there can be no receipts.</param>
internal sealed class ReceiptBook(ReceiptsOptions options, Lazy<JournalPlace> place, bool sharesWork, TimeProvider time, ILogger<ReceiptBook> log) : IReceiptBook, ITransparencyLog, IDisposable
{
    private const string OwnKey = "receipt-key.pem";

    private readonly Lock _lock = new();
    private Task<(ReceiptStore? Store, ReceiptKeys? Keys, string? Fault)>? _opened;

    /// <summary>Opens keys and store, once. Never throws.</summary>
    public Task<(ReceiptStore? Store, ReceiptKeys? Keys, string? Fault)> OpenedAsync()
    {
        lock (_lock)
        {
            return _opened ??= Task.Run(Open);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<string?> UnavailableAsync(CancellationToken cancel) => (await OpenedAsync().WaitAsync(cancel).ConfigureAwait(false)).Fault;

    /// <inheritdoc/>
    public async ValueTask<Receipt> IssueAsync(PriceEvidence evidence, ReadOnlyMemory<byte> price, CancellationToken cancel)
    {
        var (store, keys, _) = await OpenedAsync().WaitAsync(cancel).ConfigureAwait(false);
        var now = time.GetUtcNow();
        if (store is null || keys?.Current(now) is not { } key)
        {
            throw new EngineUnavailableException("No key signs receipts now.");
        }

        if (Recomputation.Difference(evidence) is { } difference)
        {
            throw new InvalidOperationException(difference);
        }

        var payload = PayloadWriter.Write(evidence, options.Issuer);
        var id = ReceiptText.Digest(payload);
        var known = store.Find(id);
        var (kept, isNew) = known is not null ? (known, false) : await store.KeepAsync(new KeptReceipt(id, key.Sign(payload, now), price.ToArray()), cancel).ConfigureAwait(false);
        return new Receipt(id, kept.Signed, kept.Price, isNew);
    }

    /// <inheritdoc/>
    public async ValueTask<Receipt?> FindAsync(string id, CancellationToken cancel)
    {
        var (store, _, _) = await OpenedAsync().WaitAsync(cancel).ConfigureAwait(false);
        return store?.Find(id) is { } kept ? new Receipt(id, kept.Signed, kept.Price, IsNew: false) : null;
    }

    /// <inheritdoc/>
    public async ValueTask<ReceiptVerification?> VerifyAsync(string signed, CancellationToken cancel)
    {
        var (store, keys, _) = await OpenedAsync().WaitAsync(cancel).ConfigureAwait(false);
        var verified = ReceiptVerifier.Verify(signed, keys?.Published(time.GetUtcNow()));
        return verified is null || store is null ? verified
            : store.Read(reader => LogStore.PlaceOf(reader, ReceiptVerifier.Id(signed)!)) is not null ? verified with { Log = ReceiptCheck.Valid }
            : verified with { Log = ReceiptCheck.Invalid, Faults = [.. verified.Faults, ReceiptFaults.NotLogged] };
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> PublicKeysAsync(CancellationToken cancel)
    {
        var (_, keys, _) = await OpenedAsync().WaitAsync(cancel).ConfigureAwait(false);
        return JwkSet.Write(keys?.Published(time.GetUtcNow()) ?? []);
    }

    /// <inheritdoc/>
    public async ValueTask<string> CheckpointAsync(CancellationToken cancel) =>
        await (await LogAsync(cancel).ConfigureAwait(false)).CheckpointAsync(cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<LogProof?> ProofAsync(string id, CancellationToken cancel) =>
        await (await LogAsync(cancel).ConfigureAwait(false)).ProofAsync(id, cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>?> ConsistencyAsync(long first, long second, CancellationToken cancel) =>
        (await LogAsync(cancel).ConfigureAwait(false)).Consistency(first, second);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_opened is { IsCompletedSuccessfully: true } opened)
        {
            opened.Result.Keys?.Dispose();
            opened.Result.Store?.Dispose();
        }
    }

    private async Task<TransparencyLog> LogAsync(CancellationToken cancel)
    {
        var (store, keys, _) = await OpenedAsync().WaitAsync(cancel).ConfigureAwait(false);
        return store is not null && keys is not null
            ? new TransparencyLog(store, keys, options.Issuer, time)
            : throw new EngineUnavailableException("There is no log here.");
    }

    private (ReceiptStore? Store, ReceiptKeys? Keys, string? Fault) Open()
    {
        if (sharesWork && options.Keys.Count == 0)
        {
            return Failed("Receipts:Keys names no key, and the hosts of a cluster must share one: a receipt of one could not be verified by the others.");
        }

        ReceiptStore? store = null;
        try
        {
            store = new ReceiptStore(place.Value.Journal, options.MaxKept);
            return (store, ReceiptKeys.Open(options.Keys, Path.Combine(place.Value.Data, OwnKey), store, time.GetUtcNow()), null);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or InvalidDataException or SqliteException or ArgumentException or NotSupportedException)
        {
            store?.Dispose();
            return Failed(wrong.Message);
        }
    }

    private (ReceiptStore?, ReceiptKeys?, string?) Failed(string why)
    {
        log.LogWarning("This host signs no receipts: {Reason}", why);
        return (null, null, why);
    }
}

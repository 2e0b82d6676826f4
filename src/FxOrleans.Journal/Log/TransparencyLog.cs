using System.Globalization;
using System.Text;
using FxOrleans.Pricing;
using Microsoft.Data.Sqlite;

namespace FxOrleans.Journal;

/// <summary>
/// Signs the log's size and root, and proves what is in it. A size is signed once and the signature kept, so that nobody is shown two roots
/// of one size. Thread-safe.
/// </summary>
/// <param name="store">The receipts and their tree.</param>
/// <param name="keys">The keys of receipts, which sign checkpoints too.</param>
/// <param name="name">The log's name: the issuer's.</param>
/// <param name="time">When a size is signed.</param>
internal sealed class TransparencyLog(ReceiptStore store, ReceiptKeys keys, string name, TimeProvider time)
{
    /// <summary>What a checkpoint's header calls itself.</summary>
    public const string Type = "fxr-checkpoint";

    /// <summary>The checkpoint of now.</summary>
    public async Task<string> CheckpointAsync(CancellationToken cancel)
    {
        var (size, root) = Tree((size, tree) => (size, tree.Root(size)));
        return await SignedAsync(size, root, cancel).ConfigureAwait(false);
    }

    /// <summary>The proof of a receipt; null when the log does not hold it.</summary>
    public async Task<LogProof?> ProofAsync(string id, CancellationToken cancel)
    {
        var found = store.Read(reader => LogStore.PlaceOf(reader, id) is { } index ? Prove(reader, index) : ((long, long, byte[], string[])?)null);
        return found is var (at, size, root, hashes)
            ? new LogProof(at, size, ReceiptText.Base64(root), hashes, await SignedAsync(size, root, cancel).ConfigureAwait(false))
            : null;
    }

    /// <summary>The consistency proof of two sizes; null where the log is smaller.</summary>
    public IReadOnlyList<string>? Consistency(long first, long second) => Tree((size, tree) => second > size ? null : Text(tree.Consistency(first, second)));

    private static (long, long, byte[], string[])? Prove(SqliteConnection reader, long index)
    {
        var (size, tree) = (LogStore.Size(reader), TreeOf(reader));
        return (index, size, tree.Root(size), Text(tree.Inclusion(index, size)));
    }

    private T Tree<T>(Func<long, MerkleTree, T> read) => store.Read(reader => read(LogStore.Size(reader), TreeOf(reader)));

    private static MerkleTree TreeOf(SqliteConnection reader) => new((level, place) => LogStore.Node(reader, level, place));

    private async Task<string> SignedAsync(long size, byte[] root, CancellationToken cancel)
    {
        if (store.Read(reader => LogStore.CheckpointOf(reader, size)) is { } kept)
        {
            return kept;
        }

        var now = time.GetUtcNow();
        var key = keys.Current(now) ?? throw new EngineUnavailableException("No key signs the log now.");
        var payload = string.Create(CultureInfo.InvariantCulture, $$"""{"at":"{{WireTime.Format(now)}}","log":{{Quoted(name)}},"root":"{{ReceiptText.Base64(root)}}","size":{{size}}}""");
        var signed = key.Sign(Encoding.UTF8.GetBytes(payload), now, Type);
        return await store.WriteAsync(writer => LogStore.KeepCheckpoint(writer, size, signed), cancel).ConfigureAwait(false);
    }

    private static string Quoted(string text) => Encoding.UTF8.GetString(CanonicalJson.Encode(System.Text.Json.Nodes.JsonValue.Create(text)));

    private static string[] Text(IReadOnlyList<byte[]> hashes) => [.. hashes.Select(hash => ReceiptText.Base64(hash))];
}

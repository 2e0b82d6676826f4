namespace FxOrleans.Journal;

/// <summary>The keys that this host signs with, and every public key that receipts here were ever signed with. Thread-safe.</summary>
internal sealed class ReceiptKeys : IDisposable
{
    /// <summary>A key that a host makes for itself signs for five years.</summary>
    private const int OwnYears = 5;

    /// <summary>A key is published so long before it signs, so that whoever keeps a copy of the set has it in time.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    private readonly IReadOnlyList<SigningKey> _signing;
    private readonly IReadOnlyList<PublicKey> _all;

    private ReceiptKeys(IReadOnlyList<SigningKey> signing, IReadOnlyList<PublicKey> all) => (_signing, _all) = (signing, all);

    /// <summary>Every public key that may be relied on at that moment, retired ones too.</summary>
    public IReadOnlyList<PublicKey> Published(DateTimeOffset now) => [.. _all.Where(key => key.NotBefore <= now + Ahead)];

    /// <summary>The key that signs at that moment: of those that may, the one that began last. Null when there is none.</summary>
    public SigningKey? Current(DateTimeOffset now) =>
        _signing.Where(key => key.Public.NotBefore <= now && now <= key.Public.NotAfter).MaxBy(key => key.Public.NotBefore);

    /// <summary>Reads the configured keys, or this host's own, which is made where there is none.</summary>
    /// <param name="configured">The section <c>Receipts:Keys</c>.</param>
    /// <param name="own">Where a host without configured keys has its own.</param>
    /// <param name="store">Remembers public keys.</param>
    /// <param name="now">From when a key that is made now is valid.</param>
    /// <exception cref="IOException">A file cannot be read or made.</exception>
    /// <exception cref="InvalidDataException">A file holds no such key; the message names it.</exception>
    public static ReceiptKeys Open(IReadOnlyDictionary<string, ReceiptKeyOptions> configured, string own, ReceiptStore store, DateTimeOffset now)
    {
        var signing = new List<SigningKey>();
        foreach (var key in configured.Values)
        {
            Add(key.File!, key.NotBefore!.Value, key.NotAfter!.Value, replace: true);
        }

        if (configured.Count == 0)
        {
            var made = !File.Exists(own);
            KeyFile.ReadOrMake(own).Dispose();
            var since = made ? now : new DateTimeOffset(File.GetLastWriteTimeUtc(own));
            Add(own, since, since.AddYears(OwnYears), replace: false);
        }

        return new ReceiptKeys(signing, store.Keys());

        void Add(string file, DateTimeOffset from, DateTimeOffset until, bool replace)
        {
            var key = KeyFile.Read(file);
            var noted = PublicKey.Of(key, Second(from), Second(until));
            store.Note(noted, replace);
            signing.Add(new SigningKey(key, store.Keys().Single(stored => stored.Kid == noted.Kid)));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in _signing)
        {
            key.Dispose();
        }
    }

    private static DateTimeOffset Second(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}

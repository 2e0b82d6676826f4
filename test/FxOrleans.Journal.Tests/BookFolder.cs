using FxOrleans.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace FxOrleans.Journal.Tests;

/// <summary>A data folder of a test's own, in which books are opened one after the other, as restarts do.</summary>
internal sealed class BookFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fx-book-");

    public FakeTime Time { get; } = new();

    public string Path => _folder.FullName;

    public string KeyFile => System.IO.Path.Combine(Path, "receipt-key.pem");

    public ReceiptBook Open(ReceiptsOptions? options = null, bool sharesWork = false) => new(
        options ?? new ReceiptsOptions(),
        new Lazy<JournalPlace>(() => new JournalPlace(Path, System.IO.Path.Combine(Path, "journal"))),
        sharesWork,
        Time,
        NullLogger<ReceiptBook>.Instance);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}

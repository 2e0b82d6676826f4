using FxOrleans.Pricing;
using FxOrleans.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FxOrleans.Providers.Tests.Quotas;

/// <summary>Budgets that outlive the process, in a file.</summary>
public sealed class FileQuotaStoreTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly string _directory = Directory.CreateTempSubdirectory("fx-quota-").FullName;

    private string Path => System.IO.Path.Combine(_directory, "state", "quotas.json");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_restart_forgets_nothing()
    {
        for (var run = 0; run < 10; run++)
        {
            using var store = Open();
            Assert.Equal(new QuotaReceipt(true, 9 - run, TimeSpan.Zero), await SpendAsync(store, seconds: run));
        }

        using var last = Open();
        var spent = await SpendAsync(last, seconds: 10);
        Assert.Equal((false, 0), (spent.Granted, spent.Left));
        Assert.Equal(TimeSpan.FromSeconds(51), spent.RetryAfter);
        Assert.True((await SpendAsync(last, seconds: 61)).Granted);
    }

    [Fact]
    public async Task Processes_that_share_a_file_share_a_budget()
    {
        var stores = Enumerable.Range(0, 4).Select(_ => Open()).ToList();

        var receipts = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => SpendAsync(stores[i % 4], 0).AsTask())));

        Assert.Equal(10, receipts.Count(receipt => receipt.Granted));
        stores.ForEach(store => store.Dispose());
    }

    [Theory]
    [InlineData("{\"a\":{\"window\":60,\"spent\":[[638")]
    [InlineData("")]
    [InlineData("[1,2]")]
    [InlineData("{\"a\":{\"spent\":[]}}")]
    [InlineData("{\"a\":{\"window\":60,\"spent\":[[-5,1]]}}")]
    [InlineData("{\"a\":{\"window\":1e300,\"spent\":[]}}")]
    [InlineData("{\"a\":{\"window\":60,\"spent\":[[1]]}}")]
    public async Task A_file_that_cannot_be_read_is_put_aside_and_logged(string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        await File.WriteAllTextAsync(Path, content);
        var log = new KeptLog();
        using var store = new FileQuotaStore(Path, log);

        Assert.Equal(9, (await SpendAsync(store, 0)).Left);
        Assert.Equal(8, (await SpendAsync(store, 1)).Left);

        Assert.Contains("put aside", Assert.Single(log.Lines), StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(Path + ".unreadable"));
        using var after = Open();
        Assert.Equal(7, (await SpendAsync(after, 2)).Left);
    }

    [Fact]
    public async Task Where_nothing_can_be_written_the_process_keeps_to_its_budget_all_the_same()
    {
        await File.WriteAllTextAsync(System.IO.Path.Combine(_directory, "state"), "a file where the directory belongs");
        var log = new KeptLog();
        using var store = new FileQuotaStore(Path, log);

        for (var call = 0; call < 10; call++)
        {
            Assert.True((await SpendAsync(store, 0)).Granted);
        }

        Assert.False((await SpendAsync(store, 0)).Granted);
        Assert.Contains("a restart forgets", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_while_another_process_holds_the_file_are_written_down_later()
    {
        using var store = Open();
        await SpendAsync(store, 0);
        using (new FileStream(Path + ".lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Equal(8, (await SpendAsync(store, 1)).Left);
        }

        Assert.Equal(7, (await SpendAsync(store, 2)).Left);
        using var after = Open();
        Assert.Equal(6, (await SpendAsync(after, 3)).Left);
    }

    [Fact]
    public async Task The_file_stays_small()
    {
        using var store = Open();
        for (var i = 0; i < 400; i++)
        {
            await store.SpendAsync($"Budget {i}", 1000, TimeSpan.FromDays(1), Given.Now.AddMinutes(i), CancellationToken.None);
        }

        for (var i = 0; i < 500; i++)
        {
            await store.SpendAsync("Busy", 1000, TimeSpan.FromHours(1), Given.Now.AddMinutes(400 + i), CancellationToken.None);
        }

        Assert.InRange(new FileInfo(Path).Length, 1000, 32 * 1024);
    }

    private static ValueTask<QuotaReceipt> SpendAsync(FileQuotaStore store, double seconds) =>
        store.SpendAsync("a", 10, Minute, Given.Now.AddSeconds(seconds), CancellationToken.None);

    private FileQuotaStore Open() => new(Path, NullLogger<FileQuotaStore>.Instance);

    private sealed class KeptLog : ILogger<FileQuotaStore>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}

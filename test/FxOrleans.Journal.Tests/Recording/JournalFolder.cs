using System.Diagnostics.Metrics;
using FxOrleans.Pricing;
using FxOrleans.Testing;
using FxOrleans.Testing.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Journal.Tests.Recording;

/// <summary>A folder with a journal in it, in which journals are opened one after the other, as restarts do, or beside one another, as silos do.</summary>
internal class JournalFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fx-journal-");
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public FakeTime Time { get; } = new();

    public RecordedLog Log { get; } = new();

    public string Path => _folder.FullName;

    public DecisionJournal Open(IJournalStore? store = null, JournalOptions? options = null) => new(
        new Lazy<IJournalStore>(() => store ?? Store()),
        options ?? new JournalOptions(),
        new JournalMetrics(_services.GetRequiredService<IMeterFactory>()),
        Time,
        LoggerFactory.Create(logging => logging.AddProvider(Log)).CreateLogger<DecisionJournal>());

    /// <summary>What the host is made with.</summary>
    public virtual JournalOptions Options => new() { Path = Path };

    public IJournalStore Store() => JournalStores.Open(Options, Path);

    public SqliteJournal Sqlite(long most) => new(Path, most);

    /// <summary>Every market of the journal, decided again.</summary>
    public async Task<Dictionary<string, MarketReplay>> ReplayAsync(Action<PairPrice, bool>? decided = null)
    {
        await using var store = Store();
        var policies = (await store.PoliciesAsync(default)).ToDictionary(policy => policy.Key, policy => KeptPolicy.Read(policy.Value));
        var blocks = await store.BlocksAsync(DateTimeOffset.MinValue, default);
        var replays = blocks.ToDictionary(block => block.Market, block => new MarketReplay(block.Pair, policies) { Decided = (price, _, isNew) => decided?.Invoke(price, isNew) });
        await foreach (var part in store.ReadAsync(0, default))
        {
            if (replays.TryGetValue(part.Market, out var replay))
            {
                replay.Play(part);
            }
        }

        return blocks.ToDictionary(block => block.Pair.ToString(), block => replays[block.Market]);
    }

    /// <summary>Goes so many steps of a random market. Gives the prices that were published.</summary>
    public static List<Price> Go(PairPrice price, RandomMarket random, int steps)
    {
        var published = new List<Price>();
        for (var step = 0; step < steps; step++)
        {
            if (random.Step() is { } quote ? price.Apply(quote, random.Now, out _) : price.Reconsider(random.Now))
            {
                published.Add(price.Current);
            }
        }

        return published;
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _services.Dispose();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}

using System.Diagnostics.Metrics;
using FxOrleans.Pricing;
using FxOrleans.PricePlatform;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>The cache stays within its bounds, and lets go of what nobody has wanted for longest.</summary>
public sealed class CacheBoundsTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTime _time = new();

    [Fact]
    public async Task So_many_answers_are_kept_and_no_more()
    {
        using var cache = Cache(new AnswerCacheOptions { MaxEntries = 100 });
        for (var i = 0; i < 1000; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Get(cache, "kept"); // Wanted again and again.
            await Get(cache, $"{i}");
        }

        await Eventually.TrueAsync(() => cache.Count <= 100, "old answers have gone");
        Assert.NotNull((await cache.GetAsync(CacheKey.History("kept", "1d"), _ => throw new InvalidOperationException("It was not kept."), default)).Answer);
    }

    [Fact]
    public async Task So_many_bytes_are_kept_and_no_more()
    {
        using var cache = Cache(new AnswerCacheOptions { MaxMegabytes = 1 });
        for (var i = 0; i < 50; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Get(cache, $"{i}", size: 100_000);
        }

        await Eventually.TrueAsync(() => cache.Bytes <= 1024 * 1024 && cache.Count < 10, "old answers have gone");
    }

    [Fact]
    public async Task A_caller_who_goes_away_ends_nobody_elses_waiting()
    {
        using var cache = Cache(new AnswerCacheOptions());
        var held = new TaskCompletionSource<MadeAnswer>();
        using var gone = new CancellationTokenSource();
        var first = cache.GetAsync(CacheKey.History("BTC", "1d"), _ => held.Task, gone.Token).AsTask();
        var second = cache.GetAsync(CacheKey.History("BTC", "1d"), _ => throw new InvalidOperationException("asked twice"), default).AsTask();

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        held.SetResult(new MadeAnswer("{}"u8.ToArray()));

        Assert.NotNull((await second).Answer);
    }

    [Fact]
    public async Task So_many_are_made_at_once_so_many_wait_and_who_asks_for_more_is_told_to_come_again()
    {
        using var cache = Cache(new AnswerCacheOptions { MaxMaking = 1 });
        var held = new TaskCompletionSource<MadeAnswer>();
        var made = 0;
        Task<MadeAnswer> MakeAsync(CancellationToken cancel)
        {
            Interlocked.Increment(ref made);
            return held.Task;
        }

        var asking = Enumerable.Range(0, 1 + 16 + 3).Select(i => cache.GetAsync(CacheKey.History($"{i}", "1d"), MakeAsync, default).AsTask()).ToArray();
        await Eventually.TrueAsync(() => asking.Count(task => task.IsCompleted) == 3, "three are turned away");
        Assert.All(asking.Where(task => task.IsCompleted), task => Assert.InRange(task.Result.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)));
        await Eventually.TrueAsync(() => Volatile.Read(ref made) == 1, "one is made");

        held.SetResult(new MadeAnswer("{}"u8.ToArray()));
        Assert.Equal(17, (await Task.WhenAll(asking)).Count(outcome => outcome.Answer is not null));
    }

    public void Dispose() => _services.Dispose();

    private ResponseCache Cache(AnswerCacheOptions options) =>
        new(options, new CacheMetrics(_services.GetRequiredService<IMeterFactory>()), _time, NullLogger<ResponseCache>.Instance);

    private static async Task Get(ResponseCache cache, string symbol, int size = 10) => Assert.NotNull((await cache.GetAsync(
        CacheKey.History(symbol, "1d"), _ => Task.FromResult(new MadeAnswer([(byte)'{', .. new byte[size], (byte)'}'])), default)).Answer);
}

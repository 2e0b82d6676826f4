using System.Collections.Concurrent;
using System.Text;
using FxOrleans.Testing;

namespace FxOrleans.Redis.Tests;

/// <summary>The life of a subscription: it outlives whatever happens to Redis and to its own listeners.</summary>
public sealed class ChannelListenerTests : IAsyncLifetime
{
    private static readonly (string, string) Hasty = ("Redis:CheckInterval", "00:00:00.1");

    private readonly ConcurrentQueue<string> _heard = new();
    private RedisServer _redis = null!;
    private int _subscribed;
    private int _answered;

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task Each_channel_has_its_own_listener_also_for_an_empty_message()
    {
        await using var host = await RedisHost.StartAsync(_redis, null, Hasty);
        await using var subscription = await StartAsync(host);
        await Eventually.TrueAsync(() => Volatile.Read(ref _subscribed) > 0, "it has subscribed", TimeSpan.FromSeconds(30));

        await SayAsync("one", "a");
        await SayAsync("two", "b");
        await SayAsync("two", "");

        await Eventually.TrueAsync(() => _heard.Count == 3, "all three are heard");
        Assert.Equal(["one a", "two ", "two b"], _heard.Order());
        await Eventually.TrueAsync(() => Volatile.Read(ref _answered) > 1, "pings are answered");
        Assert.Equal(1, _subscribed);
    }

    [Fact]
    public async Task It_starts_before_Redis_and_outlives_it_being_killed_again_and_again()
    {
        _redis.Kill();
        await using var host = await RedisHost.StartAsync(_redis, null, Hasty, ("Redis:Deadline", "00:00:00.5"));
        await using var subscription = await StartAsync(host);
        Assert.Equal(0, _subscribed);
        for (var life = 1; life <= 3; life++)
        {
            await _redis.RestartAsync();
            await HeardOnceAsync($"life {life}");

            // It is said with the next answer to a ping: one that died before would be said together with the next.
            await Eventually.TrueAsync(() => Volatile.Read(ref _subscribed) >= life, $"a loss in life {life} is said");
        }
    }

    [Fact]
    public async Task A_connection_that_hangs_is_given_up_and_the_next_one_is_heard_once()
    {
        await using var host = await RedisHost.StartAsync(_redis, null, Hasty, ("Redis:Deadline", "00:00:00.2"));
        await using var subscription = await StartAsync(host);
        await HeardOnceAsync("before");

        _redis.Pause();
        await Eventually.TrueAsync(() => !host.Service<RedisConnection>().IsUp, "the connection is given up");
        _redis.Resume();

        await HeardOnceAsync("after");
    }

    [Fact]
    public async Task A_channel_that_Redis_refuses_after_a_loss_is_heard_again_once_it_is_allowed()
    {
        await using var host = await RedisHost.StartAsync(_redis, null, Hasty, ("Redis:Deadline", "00:00:00.5"));
        await using var subscription = await StartAsync(host);
        await HeardOnceAsync("before");

        // Redis closes the connections that are subscribed to what they may not hear.
        await _redis.CommandAsync("ACL", "SETUSER", "default", "resetchannels");
        var connection = host.Service<RedisConnection>();
        await Eventually.TrueAsync(() => connection.Interruptions > 0 && connection.State == "ok", "it is connected again");
        await Eventually.TrueAsync(() => host.Writer.Health.Failures.GetValueOrDefault("unauthorized") > 0, "it is counted that the channel was refused");

        await _redis.CommandAsync("ACL", "SETUSER", "default", "allchannels");
        await HeardOnceAsync("after");
    }

    [Fact]
    public async Task A_listener_that_throws_is_counted_and_called_again()
    {
        await using var host = await RedisHost.StartAsync(_redis, null, Hasty);
        await using var subscription = new ChannelListener(
            host.Service<RedisConnection>(), host.Service<RedisOptions>(), TimeProvider.System, [("one", _ => throw new InvalidOperationException("on purpose"))]);
        await subscription.StartAsync(CancellationToken.None);

        await SayAsync("one", "a");
        await Eventually.TrueAsync(() => host.Writer.Health.Failures.GetValueOrDefault("listener") == 1, "the first failure is counted");
        await SayAsync("one", "b");
        await Eventually.TrueAsync(() => host.Writer.Health.Failures.GetValueOrDefault("listener") == 2, "the second is too");
    }

    [Fact]
    public async Task Disposed_it_hears_nothing_more_and_leaves_no_subscriber_behind()
    {
        await using var host = await RedisHost.StartAsync(_redis, null, Hasty);
        var subscription = await StartAsync(host);
        await HeardOnceAsync("before");

        await subscription.DisposeAsync();

        Assert.Equal("0", await _redis.CommandAsync("PUBLISH", "one", "after"));
        Assert.DoesNotContain("one after", _heard);
    }

    private async Task<ChannelListener> StartAsync(RedisHost host)
    {
        var subscription = new ChannelListener(
            host.Service<RedisConnection>(),
            host.Service<RedisOptions>(),
            TimeProvider.System,
            [("one", message => _heard.Enqueue($"one {Encoding.UTF8.GetString(message)}")), ("two", message => _heard.Enqueue($"two {Encoding.UTF8.GetString(message)}"))],
            () => Interlocked.Increment(ref _subscribed),
            () => Interlocked.Increment(ref _answered));
        await subscription.StartAsync(CancellationToken.None);
        return subscription;
    }

    private Task<string?> SayAsync(string channel, string message) => _redis.CommandAsync("PUBLISH", channel, message);

    // Said until somebody listens: one receiver, and what it received is handed on once.
    private async Task HeardOnceAsync(string word)
    {
        var said = 0;
        await Eventually.TrueAsync(async () => await SayAsync("one", $"{word} {++said}") == "1", $"somebody listens ({word})", TimeSpan.FromSeconds(30));
        await Eventually.TrueAsync(() => _heard.Contains($"one {word} {said}"), $"{word} is heard");
        Assert.Single(_heard, heard => heard == $"one {word} {said}");
    }
}

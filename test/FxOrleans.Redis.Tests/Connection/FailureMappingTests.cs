#pragma warning disable CS0618 // What the client throws is made here by its short constructors, without flags that say nothing.
using System.Net.Sockets;
using System.Security.Authentication;
using FxOrleans.Pricing;
using FxOrleans.Testing;
using StackExchange.Redis;

namespace FxOrleans.Redis.Tests;

/// <summary>Whatever the client throws leaves the connection as one exception with a kind, and our own cancellation as a cancellation.</summary>
public sealed class FailureMappingTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private RedisServer _redis = null!;

    public static TheoryData<Exception, RedisFailure> Thrown => new()
    {
        { new RedisConnectionException(ConnectionFailureType.SocketFailure, "gone"), RedisFailure.Away },
        { new RedisConnectionException(ConnectionFailureType.UnableToResolvePhysicalConnection, "none", new SocketException(111)), RedisFailure.Away },
        { new RedisConnectionException(ConnectionFailureType.Loading, "reading"), RedisFailure.Loading },
        { new RedisConnectionException(ConnectionFailureType.AuthenticationFailure, "refused"), RedisFailure.Unauthorized },
        { new RedisConnectionException(ConnectionFailureType.AuthenticationFailure, "tls", new AuthenticationException("The remote certificate is invalid")), RedisFailure.Untrusted },
        { new RedisConnectionException(ConnectionFailureType.AuthenticationFailure, "tls", new AuthenticationException("not TLS")), RedisFailure.Away },
        { new RedisTimeoutException("late", CommandStatus.Sent), RedisFailure.Slow },
        { new TimeoutException(), RedisFailure.Slow },
        { new RedisServerException("OOM command not allowed"), RedisFailure.Full },
        { new RedisServerException("READONLY You can't write"), RedisFailure.ReadOnly },
        { new RedisServerException("ERR anything"), RedisFailure.Error },
        { new RedisCommandException("not possible here"), RedisFailure.Error },
        { new RedisException("anything"), RedisFailure.Error },
        { new ObjectDisposedException("the client"), RedisFailure.Away },
        { new InvalidOperationException("Reading is not allowed after reader was completed."), RedisFailure.Away },
        { new IOException("broken"), RedisFailure.Away },
        { new SocketException(104), RedisFailure.Away },
        { new AuthenticationException("The remote certificate is invalid"), RedisFailure.Untrusted },
        { new TaskCanceledException("by the client"), RedisFailure.Away },
        { new OperationCanceledException("by the client"), RedisFailure.Away },
        { new AggregateException(new IOException("broken"), new RedisServerException("WRONGPASS no")), RedisFailure.Unauthorized },
        { new AggregateException(), RedisFailure.Error },
        { new NotSupportedException("nobody foresaw it"), RedisFailure.Error },
        { new IndexOutOfRangeException("a fault of the client"), RedisFailure.Error },
    };

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task Every_exception_has_its_kind_and_is_counted_and_none_escapes()
    {
        await using var host = await RedisHost.StartAsync(_redis);
        var connection = host.Service<RedisConnection>();
        await connection.ClientAsync(CancellationToken.None);

        foreach (var (thrown, kind) in Thrown.Select(row => ((Exception)row[0], (RedisFailure)row[1])))
        {
            var before = connection.Failures.ByKind.GetValueOrDefault(kind.Code());
            var caught = await Assert.ThrowsAsync<RedisUnavailableException>(() => connection.AskAsync<int>(_ => throw thrown, Patience, CancellationToken.None));
            Assert.True(caught.Failure == kind, $"{thrown.GetType().Name} ({thrown.Message}) is {caught.Failure}, not {kind}");
            Assert.Same(thrown, caught.InnerException);
            Assert.True(connection.Failures.ByKind[kind.Code()] > before, $"{kind} is counted");
        }
    }

    [Fact]
    public async Task Everything_that_asks_redis_survives_an_exception_that_nobody_foresaw()
    {
        await using var host = await RedisHost.StartAsync(_redis);
        await host.QuietAsync();
        await host.Service<RedisConnection>().DisposeAsync(); // From now on the client throws that it is disposed.

        Assert.True((await host.Quotas.SpendAsync("Any", 3, TimeSpan.FromHours(1), A.Noon, CancellationToken.None)).Granted);
        Assert.Empty(await host.Writer.RecallAsync(A.Pairs, CancellationToken.None));
        Assert.Null(await host.Service<RedisStatusStore>().ReadAsync("note", CancellationToken.None));
        Assert.False(await host.Service<RedisStatusStore>().WriteAsync("note", "{}"u8.ToArray(), null, CancellationToken.None));
        Assert.Null(await host.Service<ISharedCache>().GetAsync(CacheKey.Price("BTC"), CancellationToken.None));
        Assert.False(await host.Service<IPriceUpdates>().PublishAsync("{}"u8.ToArray(), CancellationToken.None));
        await Assert.ThrowsAsync<RateSheetException>(() => host.Service<IRateSnapshotStore>().WriteAsync([], [], A.Noon, CancellationToken.None));
        await Assert.ThrowsAsync<RedisUnavailableException>(() => host.Source.SnapshotAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Cancelled_by_the_caller_it_is_a_cancellation_whatever_the_client_throws()
    {
        await using var host = await RedisHost.StartAsync(_redis);
        var connection = host.Service<RedisConnection>();
        await connection.ClientAsync(CancellationToken.None);
        using var cancel = new CancellationTokenSource();

        var caught = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connection.AskAsync<int>(
            async _ =>
            {
                await cancel.CancelAsync();
                throw new InvalidOperationException("Reading is not allowed after reader was completed.");
            },
            Patience,
            cancel.Token));
        Assert.Equal(cancel.Token, caught.CancellationToken);
        Assert.Empty(connection.Failures.ByKind);
    }
}

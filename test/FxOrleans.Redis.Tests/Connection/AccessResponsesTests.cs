using System.Security.Cryptography.X509Certificates;
using FxOrleans.Testing;

namespace FxOrleans.Redis.Tests;

/// <summary>A Redis that does not let us in: it is waited for, and health and log say why.</summary>
public sealed class AccessResponsesTests : IAsyncLifetime
{
    private const string Password = "hunter2hunter2";

    private readonly X509Certificate2 _certificate = SelfSigned.ForLoopback();
    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync(Password, _certificate);

    public async Task DisposeAsync()
    {
        _certificate.Dispose();
        await _redis.DisposeAsync();
    }

    [Theory]
    [InlineData("", "unauthorized")]
    [InlineData(",password=wrong-wrong-wrong", "unauthorized")]
    [InlineData(",ssl=true,password=" + Password, "untrusted")]
    public async Task What_is_wrong_is_named_once_and_nothing_secret_is_said(string login, string state)
    {
        var address = login.Contains("ssl", StringComparison.Ordinal) ? $"127.0.0.1:{_redis.TlsPort}" : _redis.ConnectionString;
        await using var host = await RedisHost.StartAsync(_redis, null, ("Redis:ConnectionString", address + login), ("Redis:Deadline", "00:00:05"));
        host.Publish(A.Price(A.UsdEur, 1));

        await Eventually.TrueAsync(() => host.Writer.Health.State == state, $"it is said to be {state}");
        await Eventually.TrueAsync(() => host.Writer.Health.Failures.GetValueOrDefault(state) >= 5, "it is tried again and again", TimeSpan.FromSeconds(60));
        Assert.Equal((state, state), (host.Writer.Health.State, host.Service<RedisRateEngine>().State));
        Assert.Equal(1, host.Writer.Health.Pending);
        Assert.Single(host.Logs, line => line.Contains($"no connection ({state}:", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Logs, line => line.Contains(Password, StringComparison.Ordinal) || line.Contains("wrong-wrong", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, ",ssl=true")]
    public async Task TLS_spoken_to_one_that_does_not_and_the_reverse_is_a_connection_that_cannot_be_had(bool tlsPort, string ssl)
    {
        var address = tlsPort ? $"127.0.0.1:{_redis.TlsPort}" : _redis.ConnectionString;
        await using var host = await RedisHost.StartAsync(_redis, null, ("Redis:ConnectionString", $"{address},password={Password}{ssl}"));

        await Eventually.TrueAsync(() => host.Writer.Health.Failures.GetValueOrDefault("away") >= 2, "it is tried again and again", TimeSpan.FromSeconds(60));
        Assert.Equal("away", host.Writer.Health.State);
        Assert.Single(host.Logs, line => line.Contains("no connection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_that_is_put_right_is_noticed()
    {
        await using var host = await RedisHost.StartAsync(_redis, "p:", ("Redis:ConnectionString", _redis.ConnectionString));
        await Eventually.TrueAsync(() => host.Writer.Health.State == "unauthorized", "it is refused");

        await _redis.CommandAsync("CONFIG", "SET", "requirepass", "");

        host.Publish(A.Price(A.UsdEur, 1));
        await host.HoldsAsync(A.Price(A.UsdEur, 1));
        await host.QuietAsync();
    }

    [Fact]
    public async Task Rights_that_are_taken_away_are_named_and_those_given_back_are_noticed()
    {
        await using var host = await RedisHost.StartAsync(_redis, "p:", ("Redis:ConnectionString", $"{_redis.ConnectionString},password={Password}"));
        host.Publish(A.Price(A.UsdEur, 1));
        await host.QuietAsync();

        await _redis.CommandAsync("ACL", "SETUSER", "default", "-set");
        host.Publish(A.Price(A.UsdEur, 2));
        await Eventually.TrueAsync(() => host.Writer.Health is { State: "unauthorized", Pending: 1 }, "it is named");

        await _redis.CommandAsync("ACL", "SETUSER", "default", "+set");
        await host.HoldsAsync(A.Price(A.UsdEur, 2));
        await host.QuietAsync();
    }
}

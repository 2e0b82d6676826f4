using System.Net;
using FxOrleans.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace FxOrleans.Redis.Tests;

/// <summary>The forms in which clouds hand out where Redis is.</summary>
public sealed class RedisAddressTests
{
    [Theory]
    [InlineData("redis://localhost", "localhost:6379", null, null, null, false)]
    [InlineData("redis://:pw@host:6380/0", "host:6380", null, "pw", 0, false)]
    [InlineData("rediss://default:pw@eu1-fit.upstash.io:6379", "eu1-fit.upstash.io:6379", "default", "pw", null, true)]
    [InlineData("REDISS://h:p%40ss%2Cw%3Drd%25@ec2-1.compute.amazonaws.com:19739/3", "ec2-1.compute.amazonaws.com:19739", "h", "p@ss,w=rd%", 3, true)]
    [InlineData("redis://us%65r:a,b:c/d@e@127.0.0.1:1/", "127.0.0.1:1", "user", "a,b:c/d@e", null, false)]
    [InlineData("redis://[::1]:6390/2", "[::1]:6390", null, null, 2, false)]
    [InlineData("redis://one:1,two:2", "one:1 two:2", null, null, null, false)]
    [InlineData("localhost:6379,user=u,password=a=b,defaultDatabase=4,ssl=true", "localhost:6379", "u", "a=b", 4, true)]
    public void Host_login_database_and_TLS_are_understood(string text, string places, string? user, string? password, int? database, bool tls)
    {
        var options = RedisAddress.Parse(text);

        Assert.Equal(places, string.Join(' ', options.EndPoints.Select(Place)));
        Assert.Equal((user, password, database, tls), (options.User, options.Password, options.DefaultDatabase, options.Ssl));
    }

    [Theory]
    [InlineData("http://host:6379")]
    [InlineData("redis://")]
    [InlineData("redis://:s3cret@")]
    [InlineData("redis://:s3cret@ho st:6379")]
    [InlineData("redis://:s3cret@host:0")]
    [InlineData("redis://:s3cret@host:port")]
    [InlineData("redis://:s3cret@host/zero")]
    [InlineData("redis://:s3cret@host/0?timeout=1")]
    [InlineData("host:6379,password=s3cret,with-a-comma")]
    [InlineData("host:6379,nonsense=s3cret")]
    [InlineData("password=s3cret")]
    public void What_is_not_understood_stops_the_start_by_its_key_and_is_not_repeated(string text)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Redis:ConnectionString", text)]).Build();

        var failure = Assert.Throws<OptionsValidationException>(() => new ServiceCollection().AddRedisLink(configuration));
        Assert.Contains("Redis:ConnectionString cannot be read", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_with_a_comma_lets_in_and_the_database_is_the_one_that_was_named()
    {
        const string Password = "a,b=c@d/e";
        await using var redis = await RedisServer.StartAsync(Password);
        await using var host = await RedisHost.StartAsync(redis, "p:", ("Redis:ConnectionString", $"redis://default:{Uri.EscapeDataString(Password)}@127.0.0.1:{redis.Port}/3"));

        host.Publish(A.Price(A.UsdEur, 1));
        await host.QuietAsync();
        Assert.Contains("db3:keys=1", await redis.CommandAsync("EVAL", "return (redis.call('INFO', 'keyspace'):gsub('%s', ' '))", "0"), StringComparison.Ordinal);
    }

    private static string Place(EndPoint place) => place switch
    {
        DnsEndPoint named => $"{named.Host}:{named.Port}",
        _ => $"{place}",
    };
}

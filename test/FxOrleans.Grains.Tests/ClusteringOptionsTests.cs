using FxOrleans.Abstractions;
using FxOrleans.Configuration;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

using Orleans.Clustering.Redis;
using Orleans.Configuration;

namespace FxOrleans.Grains.Tests;

/// <summary>A wrong value stops the process with a message that names the key.</summary>
public sealed class ClusteringOptionsTests
{
    [Fact]
    public void The_defaults_can_be_used() => Assert.Empty(OptionsRules.Faults(new ClusteringOptions(), "Clustering"));

    [Fact]
    public void Every_wrong_value_is_named()
    {
        var wrong = new ClusteringOptions
        {
            Kind = ClusteringKind.Redis,
            SiloPort = 0,
            GatewayPort = 65536,
            ServiceId = "",
            Shards = 65,
            ProbeTimeout = TimeSpan.FromMilliseconds(99),
            ListenAddress = "everywhere",
            Certificate = "missing.pem",
            AdvertisedAddress = "nowhere",
        };
        string[] keys = ["SiloPort", "GatewayPort", "ServiceId", "Shards", "ProbeTimeout", "ConnectionString", "ListenAddress", "Certificate", "CertificateKey", "CertificateAuthority", "AdvertisedAddress"];
        Assert.Equal(keys, OptionsRules.Faults(wrong, "Clustering").Select(fault => fault.Split(':')[1].Split(' ')[0]));

        var builder = Host.CreateEmptyApplicationBuilder(null);
        var thrown = Assert.Throws<OptionsValidationException>(() => builder.UseOrleans(silo => silo.UseFxOrleans(wrong, [])));
        Assert.Contains("Clustering:Shards is 65", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Silo_and_gateway_need_two_ports() =>
        Assert.Contains("GatewayPort", OptionsRules.Faults(new ClusteringOptions { GatewayPort = 11111 }, "Clustering").Single(), StringComparison.Ordinal);

    [Theory]
    [InlineData("localhost:6379,password=a", true)]
    [InlineData("rediss://default:a%2Cb@host:6379/1", true)]
    [InlineData("localhost:6379,password=s3cret,b", false)]
    [InlineData("http://s3cret@host", false)]
    public void An_address_of_Redis_is_read_as_that_of_the_prices_is(string text, bool understood)
    {
        var faults = OptionsRules.Faults(new ClusteringOptions { Kind = ClusteringKind.Redis, ConnectionString = text }, "Clustering").ToArray();

        Assert.Equal(understood, faults.Length == 0);
        Assert.All(faults, fault => Assert.StartsWith("Clustering:ConnectionString", fault, StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.DoesNotContain("s3cret", fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Orleans_is_told_what_is_configured()
    {
        var clustering = new ClusteringOptions
        {
            Kind = ClusteringKind.Redis,
            ConnectionString = "redis.example:6390",
            SiloPort = 12_001,
            GatewayPort = 12_002,
            AdvertisedAddress = "10.1.2.3",
            ListenAddress = "127.0.0.2",
            ServiceId = "service",
            ClusterId = "cluster",
            Shards = 7,
            ProbeTimeout = TimeSpan.FromSeconds(3),
        };
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo.UseFxOrleans(clustering, []));
        using var host = builder.Build();

        var endpoints = Told<EndpointOptions>(host);
        Assert.Equal(("10.1.2.3", 12_001, 12_002), ($"{endpoints.AdvertisedIPAddress}", endpoints.SiloPort, endpoints.GatewayPort));
        Assert.Equal(("127.0.0.2:12001", "127.0.0.2:12002"), ($"{endpoints.SiloListeningEndpoint}", $"{endpoints.GatewayListeningEndpoint}"));
        Assert.Equal(("service", "cluster"), (Told<ClusterOptions>(host).ServiceId, Told<ClusterOptions>(host).ClusterId));
        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)), (Told<ClusterMembershipOptions>(host).ProbeTimeout, Told<ClusterMembershipOptions>(host).MinProbeTimeout));
        Assert.Equal((7, 7), (Told<TickStreamOptions>(host).Shards, Told<HashRingStreamQueueMapperOptions>(host, TickStreams.Provider).TotalQueueCount));
        Assert.Contains("redis.example:6390", Told<RedisClusteringOptions>(host).ConfigurationOptions!.EndPoints.Single().ToString()!, StringComparison.Ordinal);
    }

    private static T Told<T>(IHost host, string name = "")
        where T : class => host.Services.GetRequiredService<IOptionsMonitor<T>>().Get(name);
}

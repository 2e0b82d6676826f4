using FxOrleans.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

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
            AdvertisedAddress = "nowhere",
        };
        string[] keys = ["SiloPort", "GatewayPort", "ServiceId", "Shards", "ProbeTimeout", "ConnectionString", "AdvertisedAddress"];
        Assert.Equal(keys, OptionsRules.Faults(wrong, "Clustering").Select(fault => fault.Split(':')[1].Split(' ')[0]));

        var builder = Host.CreateEmptyApplicationBuilder(null);
        var thrown = Assert.Throws<OptionsValidationException>(() => builder.UseOrleans(silo => silo.UseFxOrleans(wrong, [])));
        Assert.Contains("Clustering:Shards is 65", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Silo_and_gateway_need_two_ports() =>
        Assert.Contains("GatewayPort", OptionsRules.Faults(new ClusteringOptions { GatewayPort = 11111 }, "Clustering").Single(), StringComparison.Ordinal);
}

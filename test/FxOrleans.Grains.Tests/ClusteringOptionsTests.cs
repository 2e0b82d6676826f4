using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FxOrleans.Grains.Tests;

/// <summary>A wrong value stops the process with a message that names the key.</summary>
public sealed class ClusteringOptionsTests
{
    [Fact]
    public void The_defaults_can_be_used() => Assert.Empty(new ClusteringOptions().Faults());

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
        string[] keys = ["SiloPort", "GatewayPort", "Shards", "ProbeTimeout", "ServiceId", "ConnectionString", "ListenAddress", "Certificate", "CertificateKey", "CertificateAuthority", "AdvertisedAddress"];
        Assert.Equal(keys, wrong.Faults().Select(fault => fault.Split(':')[1].Split(' ')[0]));

        var builder = Host.CreateEmptyApplicationBuilder(null);
        var thrown = Assert.Throws<OptionsValidationException>(() => builder.UseOrleans(silo => silo.UseFxOrleans(wrong, [])));
        Assert.Contains("Clustering:Shards is 65", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Silo_and_gateway_need_two_ports() =>
        Assert.Contains("GatewayPort", new ClusteringOptions { GatewayPort = 11111 }.Faults().Single(), StringComparison.Ordinal);
}

using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using FxOrleans.Client;
using FxOrleans.Testing;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FxOrleans.Grains.Tests;

/// <summary>With certificates configured, only who holds one of the cluster's authority speaks to a silo.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fx-tls-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_client_reads_with_a_certificate_of_the_authority_and_with_no_other()
    {
        var (ours, theirs) = (Issue("ours"), Issue("theirs"));
        var feed = new Feed(Given.Live("A"));
        feed.Say("EUR/USD", 1.1m);
        await using var cluster = await TcpCluster.StartAsync(feed, clustering =>
            (clustering.Certificate, clustering.CertificateKey, clustering.CertificateAuthority) = ours);

        using (var client = await cluster.ConnectAsync(client => client.UseFxTls(ours.Certificate, ours.Key, ours.Authority)))
        {
            var rates = client.Services.GetRequiredService<IFxRates>();
            await Eventually.TrueAsync(async () => await rates.GetAsync("EUR/USD") is { Mid: 1.1m }, "the price is read");
            await client.StopAsync();
        }

        await Assert.ThrowsAnyAsync<Exception>(() => cluster.ConnectAsync());
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.ConnectAsync(client => client.UseFxTls(theirs.Certificate, theirs.Key, ours.Authority)));
    }

    [Fact]
    public async Task A_silo_of_its_own_listens_on_loopback_alone()
    {
        await using var cluster = await TcpCluster.StartAsync(new Feed(Given.Live("A")));
        foreach (var port in (int[])[cluster.Clustering.SiloPort, cluster.Clustering.GatewayPort])
        {
            using var here = new TcpClient();
            await here.ConnectAsync("127.0.0.1", port);
            using var there = new TcpClient();
            await Assert.ThrowsAsync<SocketException>(() => there.ConnectAsync("127.0.0.2", port)); // Loopback too: who listens on every address answers there.
        }
    }

    /// <summary>A new authority and a certificate of it, as files.</summary>
    private (string Certificate, string Key, string Authority) Issue(string name)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest($"CN={name} authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var authority = authorityRequest.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var certificate = request.Create(authority, now.AddMinutes(-30), now.AddHours(12), RandomNumberGenerator.GetBytes(8));
        return (
            Write($"{name}.pem", certificate.ExportCertificatePem()),
            Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()),
            Write($"{name}-authority.pem", authority.ExportCertificatePem()));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}

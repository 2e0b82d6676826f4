using FxOrleans.Abstractions;

namespace FxOrleans.Grains;

/// <summary>The configuration section <c>Clustering</c>: how silos find each other.</summary>
public sealed class ClusteringOptions
{
    /// <summary><c>localhost</c>: one silo, nothing outside the process. <c>redis</c>: membership, reminders and subscriptions in Redis. Default localhost.</summary>
    public ClusteringKind Kind { get; set; } = ClusteringKind.Localhost;

    /// <summary>The port on which silos talk to this one. 1 to 65535; default 11111.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port on which clients reach this silo. 1 to 65535, other than the silo port; default 30000.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>The address under which other silos and clients reach this one. Default: that of the host's name; ignored for localhost.</summary>
    public string? AdvertisedAddress { get; set; }

    /// <summary>The address on which this silo listens, for both ports. Default: every one of this machine; for localhost always 127.0.0.1.</summary>
    public string? ListenAddress { get; set; }

    /// <summary>The path of this silo's certificate, PEM: with it, both ports speak TLS and ask everybody for a certificate of the authority. Default: none, and no TLS.</summary>
    public string? Certificate { get; set; }

    /// <summary>The path of that certificate's private key, PEM. Default: none.</summary>
    public string? CertificateKey { get; set; }

    /// <summary>The path of the certificates that those of silos and clients must be signed by, PEM. Default: none.</summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>Names the service across deployments: its state belongs to this name. Default <c>fxorleans</c>.</summary>
    public string ServiceId { get; set; } = "fxorleans";

    /// <summary>Names the cluster: only silos of one name meet. Default <c>fxorleans</c>.</summary>
    public string ClusterId { get; set; } = "fxorleans";

    /// <summary>StackExchange.Redis' connection string. Default: <c>Redis:ConnectionString</c>; ignored for localhost.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Tick shards, the same on every silo and client of a cluster. 1 to 64; default 4.</summary>
    public int Shards { get; set; } = TickStreams.DefaultShards;

    /// <summary>
    /// How long a silo has for the answer to a probe; three missed in a row and two silos that say so make it dead. 100 ms to
    /// 10 s; default 1 s: one that is starved of processor is kept as long as it answers once in four seconds, and one that is
    /// frozen is replaced after that. A killed one is noticed sooner, by the connections that its system refuses.
    /// </summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>What is wrong with it, each line naming the configuration key; empty when it can be used.</summary>
    public IEnumerable<string> Faults()
    {
        if (!Enum.IsDefined(Kind))
        {
            yield return $"Clustering:Kind is {Kind}; it must be localhost or redis.";
        }

        if (SiloPort is < 1 or > 65535)
        {
            yield return $"Clustering:SiloPort is {SiloPort}; it must be from 1 to 65535.";
        }

        if (GatewayPort is < 1 or > 65535 || GatewayPort == SiloPort)
        {
            yield return $"Clustering:GatewayPort is {GatewayPort}; it must be from 1 to 65535 and not the silo port.";
        }

        if (Shards is < 1 or > TickStreams.MaxShards)
        {
            yield return $"Clustering:Shards is {Shards}; it must be from 1 to {TickStreams.MaxShards}.";
        }

        if (ProbeTimeout < TimeSpan.FromMilliseconds(100) || ProbeTimeout > TimeSpan.FromSeconds(10))
        {
            yield return $"Clustering:ProbeTimeout is {ProbeTimeout}; it must be from 00:00:00.1 to 00:00:10.";
        }

        if (string.IsNullOrWhiteSpace(ServiceId) || string.IsNullOrWhiteSpace(ClusterId))
        {
            yield return "Clustering:ServiceId and Clustering:ClusterId must not be empty.";
        }

        if (Kind == ClusteringKind.Redis && string.IsNullOrWhiteSpace(ConnectionString))
        {
            yield return "Clustering:ConnectionString (or Redis:ConnectionString) must be set when Clustering:Kind is redis.";
        }

        if (ListenAddress is { Length: > 0 } listen && !System.Net.IPAddress.TryParse(listen, out _))
        {
            yield return $"Clustering:ListenAddress is '{listen}'; it must be an IP address, such as 0.0.0.0.";
        }

        foreach (var fault in CertificateFaults())
        {
            yield return fault;
        }

        if (AdvertisedAddress is { Length: > 0 } address && !System.Net.IPAddress.TryParse(address, out _))
        {
            yield return $"Clustering:AdvertisedAddress is '{address}'; it must be an IP address.";
        }
    }

    private IEnumerable<string> CertificateFaults()
    {
        (string Name, string? Path)[] files =
            [(nameof(Certificate), Certificate), (nameof(CertificateKey), CertificateKey), (nameof(CertificateAuthority), CertificateAuthority)];
        if (!Array.Exists(files, file => file.Path is { Length: > 0 }))
        {
            yield break;
        }

        foreach (var (name, path) in files)
        {
            if (string.IsNullOrWhiteSpace(path))
            {
                yield return $"Clustering:{name} must be set where one of Certificate, CertificateKey and CertificateAuthority is.";
            }
            else if (!File.Exists(path))
            {
                yield return $"Clustering:{name} is '{path}'; there is no such file.";
            }
        }
    }
}

using System.ComponentModel.DataAnnotations;
using System.Net;

using FxOrleans.Abstractions;
using FxOrleans.Redis;

namespace FxOrleans.Grains;

/// <summary>The configuration section <c>Clustering</c>: how silos find each other.</summary>
public sealed class ClusteringOptions : IValidatableObject
{
    /// <summary><c>localhost</c>: one silo, nothing outside the process. <c>redis</c>: membership and subscriptions in Redis. Default localhost.</summary>
    [EnumDataType(typeof(ClusteringKind), ErrorMessage = "localhost or redis")]
    public ClusteringKind Kind { get; set; } = ClusteringKind.Localhost;

    /// <summary>The port on which silos talk to this one. 1 to 65535; default 11111.</summary>
    [Range(1, 65535)]
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port on which clients reach this silo. 1 to 65535, other than the silo port; default 30000.</summary>
    [Range(1, 65535)]
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
    [Required(ErrorMessage = "a name, not empty")]
    public string ServiceId { get; set; } = "fxorleans";

    /// <summary>Names the cluster: only silos of one name meet. Default <c>fxorleans</c>.</summary>
    [Required(ErrorMessage = "a name, not empty")]
    public string ClusterId { get; set; } = "fxorleans";

    /// <summary>Where Redis is, in the forms of <c>Redis:ConnectionString</c>. Default: <c>Redis:ConnectionString</c>; ignored for localhost.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Tick shards, the same on every silo and client of a cluster. 1 to 64; default 4.</summary>
    [Range(1, TickStreams.MaxShards)]
    public int Shards { get; set; } = TickStreams.DefaultShards;

    /// <summary>
    /// How long a silo has for the answer to a probe; three missed in a row and two silos that say so make it dead. 100 ms to
    /// 10 s; default 1 s: one that is starved of processor is kept as long as it answers once in four seconds, and one that is
    /// frozen is replaced after that. A killed one is noticed sooner, by the connections that its system refuses.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:10")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (GatewayPort == SiloPort)
        {
            yield return new ValidationResult($"Clustering:GatewayPort is {GatewayPort}; it must be another than Clustering:SiloPort.");
        }

        if (Kind == ClusteringKind.Redis && string.IsNullOrWhiteSpace(ConnectionString))
        {
            yield return new ValidationResult("Clustering:ConnectionString (or Redis:ConnectionString) must be set when Clustering:Kind is redis.");
        }

        if (ListenAddress is { Length: > 0 } listen && !IPAddress.TryParse(listen, out _))
        {
            yield return new ValidationResult($"Clustering:ListenAddress is '{listen}'; it must be an IP address, such as 0.0.0.0.");
        }

        foreach (var wrong in CertificateFaults())
        {
            yield return new ValidationResult(wrong);
        }

        if (Kind == ClusteringKind.Redis && !string.IsNullOrWhiteSpace(ConnectionString) && RedisAddress.Fault(ConnectionString) is { } fault)
        {
            yield return new ValidationResult($"Clustering:ConnectionString (or Redis:ConnectionString) cannot be read: {fault}");
        }

        if (AdvertisedAddress is { Length: > 0 } address && !IPAddress.TryParse(address, out _))
        {
            yield return new ValidationResult($"Clustering:AdvertisedAddress is '{address}'; it must be an IP address.");
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

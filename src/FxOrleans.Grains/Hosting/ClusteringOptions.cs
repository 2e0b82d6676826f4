using System.ComponentModel.DataAnnotations;
using System.Net;

using FxOrleans.Abstractions;
using FxOrleans.Redis;

namespace FxOrleans.Grains;

/// <summary>The configuration section <c>Clustering</c>: how silos find each other.</summary>
public sealed class ClusteringOptions : IValidatableObject
{
    /// <summary><c>localhost</c>: one silo, nothing outside the process. <c>redis</c>: membership, reminders and subscriptions in Redis. Default localhost.</summary>
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
    /// 10 s; default 500 ms. A machine that starves its silos for longer than a second needs more: 1 s is the cautious choice,
    /// and a killed silo's pairs tick again after 2.8 s at worst instead of 1.5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:10")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromMilliseconds(500);

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

        if (Kind == ClusteringKind.Redis && !string.IsNullOrWhiteSpace(ConnectionString) && RedisAddress.Fault(ConnectionString) is { } fault)
        {
            yield return new ValidationResult($"Clustering:ConnectionString (or Redis:ConnectionString) cannot be read: {fault}");
        }

        if (AdvertisedAddress is { Length: > 0 } address && !IPAddress.TryParse(address, out _))
        {
            yield return new ValidationResult($"Clustering:AdvertisedAddress is '{address}'; it must be an IP address.");
        }
    }
}

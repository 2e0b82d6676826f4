using System.Net;

using FxOrleans.Abstractions;
using FxOrleans.Configuration;
using FxOrleans.Pricing;
using FxOrleans.Redis;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Persistence;
using Orleans.Providers;
using Orleans.Runtime.Providers;
using Orleans.Storage;
using Orleans.Streams;
using Orleans.Streams.Filtering;

using StackExchange.Redis;

namespace FxOrleans.Grains;

/// <summary>How a silo is set up. Each number that is not Orleans' default was measured: see the comment beside it.</summary>
public static class SiloSetup
{
    private const string PubSubStore = "PubSubStore";
    private const string PubSubInRedis = "fx-pubsub";

    /// <summary>
    /// How often a stream's queue is looked into. From a provider's answer to a subscriber, at 500 ticks a second: 2 ms gives
    /// p50 4.5 and p99 8 ms, 5 ms gives 7.8 and 11; the default of 100 ms gives 48 and 99. Only while there are <see cref="OutsideReaders"/>.
    /// </summary>
    private static readonly TimeSpan PullInterval = TimeSpan.FromMilliseconds(2);

    /// <summary>After Redis was away. By default the pauses grow to ten seconds, which a cluster does not have.</summary>
    private const int ReconnectMilliseconds = 500;

    /// <summary>Sets up clustering, streams, storage and the grains for a host's silo.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="clustering">How it finds the others.</param>
    /// <param name="tracked">The tracked pairs, the same on every silo.</param>
    /// <param name="grains">The paces; the defaults where there is none.</param>
    /// <exception cref="OptionsValidationException">The options cannot be used; the message names the keys.</exception>
    public static ISiloBuilder UseFxOrleans(
        this ISiloBuilder silo, ClusteringOptions clustering, IReadOnlyCollection<CurrencyPair> tracked, GrainsOptions? grains = null)
    {
        grains ??= new GrainsOptions();
        OptionsRules.Check(clustering, "Clustering");
        OptionsRules.Check(grains, "Grains");
        silo.Services.AddSingleton(Options.Create(grains));
        if (clustering.Kind == ClusteringKind.Redis)
        {
            UseRedis(silo, clustering);
        }
        else
        {
            silo.UseLocalhostClustering(clustering.SiloPort, clustering.GatewayPort, serviceId: clustering.ServiceId, clusterId: clustering.ClusterId);
            UseMemory(silo);
        }

        if (clustering.Certificate is { Length: > 0 } certificate)
        {
            silo.UseTls(options => ClusterTls.Configure(options, certificate, clustering.CertificateKey!, clustering.CertificateAuthority!));
        }

        silo.UseFxGrains(tracked, clustering.Shards);
        return silo.Configure<ClusterMembershipOptions>(options => Probe(options, clustering.ProbeTimeout));
    }

    /// <summary>The part that does not depend on how silos find each other: failure detection, streams, the grains.</summary>
    public static ISiloBuilder UseFxGrains(this ISiloBuilder silo, IReadOnlyCollection<CurrencyPair> tracked, int shards = TickStreams.DefaultShards)
    {
        silo.Configure<ClusterMembershipOptions>(DetectFailuresFast);
        silo.Services.Configure<TickStreamOptions>(options => options.Shards = shards);
        silo.Services.AddKeyedSingleton<TimeProvider>(WatchdogClockFix.Key, (_, _) => new WatchdogClockFix());
        silo.Services.AddFxGrains(tracked);

        // A subscription that was renewed is sent a few batches more until the stream has heard of its end, and Orleans warns
        // of each: "a normal race condition", says its source. On a busy machine these were most of a start's warnings.
        silo.Services.AddLogging(logging => logging.AddFilter("Orleans.Streams.StreamConsumerExtension", LogLevel.Error));
        silo.Services.AddLogging(TickQueues.Quieten);
        silo.AddMemoryStreams(TickStreams.Provider, streams =>
        {
            streams.ConfigurePartitioning(shards);

            streams.ConfigurePullingAgent(agent => agent.Configure(options => options.GetQueueMsgsTimerPeriod = PullInterval));
            streams.ConfigureBackoffProvider((_, _) => (IQueueReaderBackoffProvider)new FixedBackoff());
            streams.ConfigureBackoffProvider((_, _) => (IMessageDeliveryBackoffProvider)new FixedBackoff());

            // No reader rewinds, so seconds of ticks in the cache are enough. The default keeps 30 minutes.
            streams.ConfigureCacheEviction(cache => cache.Configure(options =>
            {
                options.DataMinTimeInCache = TimeSpan.FromSeconds(2);
                options.DataMaxAgeInCache = TimeSpan.FromSeconds(10);
                options.MetadataMinTimeInCache = TimeSpan.FromSeconds(10);
            }));
        });
        silo.Services.AddKeyedSingleton<IStreamFilter>(TickStreams.Provider, (services, _) => services.GetRequiredService<OutsideReaders>());
        silo.Services.AddKeyedSingleton(TickStreams.Provider, (services, name) => TickQueues.Of(services, (string)name!));
        return silo;
    }

    /// <summary>State in the silo's memory, for one silo or for tests.</summary>
    public static ISiloBuilder UseMemory(this ISiloBuilder silo) =>
        silo.AddMemoryGrainStorage(PubSubStore).AddMemoryGrainStorage(CallLedger.Storage);

    private static void UseRedis(ISiloBuilder silo, ClusteringOptions clustering)
    {
        var redis = RedisAddress.Parse(clustering.ConnectionString!);
        redis.AbortOnConnectFail = false;
        redis.ReconnectRetryPolicy = new LinearRetry(ReconnectMilliseconds);
        silo.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = clustering.ClusterId;
            options.ServiceId = clustering.ServiceId;
        });
        if (clustering.AdvertisedAddress is { Length: > 0 } address)
        {
            silo.ConfigureEndpoints(IPAddress.Parse(address), clustering.SiloPort, clustering.GatewayPort, listenOnAnyHostAddress: true);
        }
        else
        {
            silo.ConfigureEndpoints(clustering.SiloPort, clustering.GatewayPort, listenOnAnyHostAddress: true);
        }

        if (clustering.ListenAddress is { Length: > 0 } listen)
        {
            silo.Configure<EndpointOptions>(endpoints =>
            {
                endpoints.SiloListeningEndpoint = new IPEndPoint(IPAddress.Parse(listen), clustering.SiloPort);
                endpoints.GatewayListeningEndpoint = new IPEndPoint(IPAddress.Parse(listen), clustering.GatewayPort);
            });
        }

        silo.UseRedisClustering(options => options.ConfigurationOptions = redis);

        // Subscriptions must survive the silo that holds them. In memory they would be lost, and publishing would succeed without receivers.
        silo.AddRedisGrainStorage(PubSubInRedis, (RedisStorageOptions options) => options.ConfigurationOptions = redis);
        silo.Services.AddKeyedSingleton<IGrainStorage>(
            PubSubStore, (services, _) => new SelfHealingGrainStorage(services.GetRequiredKeyedService<IGrainStorage>(PubSubInRedis)));
        silo.AddRedisGrainStorage(CallLedger.Storage, (RedisStorageOptions options) => options.ConfigurationOptions = redis);
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            services => ActivatorUtilities.CreateInstance<MembershipTableRestorer>(services, redis));
    }

    /// <summary>
    /// For silos that stand still: those that have ended are found by <see cref="EndedSilos"/>. 500 ms with two missed probes
    /// and one vote was too eager on a busy machine (21 missed probes without a fault). The liveness check would wait for three
    /// of the longest probes.
    /// </summary>
    private static void DetectFailuresFast(ClusterMembershipOptions options)
    {
        Probe(options, new ClusteringOptions().ProbeTimeout);
        options.NumMissedProbesLimit = 3;
        options.NumVotesForDeathDeclaration = 2;
        options.EnableIndirectProbes = true;
        options.EnableConnectionLivenessCheck = false;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
    }

    /// <summary>
    /// Orleans shortens the timeout to half of it where answers are quick, as they are until the moment a machine is busy: here
    /// it stays. It may grow, where answers are slow and where this silo is itself in a bad way.
    /// </summary>
    private static void Probe(ClusterMembershipOptions options, TimeSpan timeout)
    {
        options.ProbeTimeout = timeout;
        options.MinProbeTimeout = timeout;
        options.MaxProbeTimeout = 4 * timeout;
    }
}

using Microsoft.Extensions.Logging;

using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>
/// Lets clients outside the silos read and nothing else: they may ask <see cref="Abstractions.IRatesGrain"/>, subscribe to
/// streams and learn the cluster's manifest. Quotes, ticks, ingestions, management and everything of Orleans' own are for
/// silos. It goes by the caller's id, which Orleans' client cannot choose; against a forged protocol there is TLS.
/// </summary>
internal sealed class OutsideCallFilter(TimeProvider time, ILogger<OutsideCallFilter> logger) : IIncomingGrainCallFilter
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(10);

    /// <summary>Of Orleans' internal interfaces, which have no type to name here: the methods that a subscription needs.</summary>
    private static readonly Dictionary<string, string[]> OrleansOwn = new(StringComparer.Ordinal)
    {
        ["Orleans.Streams.IPubSubRendezvousGrain"] = ["RegisterConsumer", "UnregisterConsumer", "GetAllSubscriptions", "FaultSubscription"],
        ["Orleans.Runtime.IClusterManifestSystemTarget"] =
            ["GetClusterManifest", "GetClusterManifestUpdate", "GetClusterManifestHashSummary", "GetSiloManifestHash", "GetSiloManifestByHash"],
    };

    private long _toldAt;

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (!IsOutside(context.SourceId) || IsAllowed(context.Request.GetInterfaceType(), context.MethodName))
        {
            return context.Invoke();
        }

        Tell(context);
        throw new UnauthorizedAccessException($"Clients may not call {context.InterfaceName}.{context.MethodName}.");
    }

    /// <summary>The client inside a silo's process is named after its silo.</summary>
    private static bool IsOutside(GrainId? source) =>
        source is { } caller && caller.IsClient() && !caller.Key.AsSpan().StartsWith("hosted-"u8);

    private static bool IsAllowed(Type called, string method) =>
        called == typeof(Abstractions.IRatesGrain) || (OrleansOwn.TryGetValue(called.FullName!, out var methods) && methods.Contains(method));

    private void Tell(IIncomingGrainCallContext context)
    {
        var told = Interlocked.Read(ref _toldAt);
        if ((told == 0 || time.GetElapsedTime(told) > TellEvery) && Interlocked.CompareExchange(ref _toldAt, time.GetTimestamp(), told) == told)
        {
            logger.LogWarning("The client {Client} was refused {Interface}.{Method}.", context.SourceId, context.InterfaceName, context.MethodName);
        }
    }
}

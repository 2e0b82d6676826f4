using System.Runtime.CompilerServices;
using FxOrleans.Serving.Push;
using FxOrleans.Serving.Streams;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Serving.Hub;

/// <summary>
/// Writes to the log what goes wrong in a call or a stream. SignalR's own log of it is off: it takes a refusal, which is the caller's
/// to read, for a fault, and writes a trace for each.
/// </summary>
internal sealed class HubFaults(ILogger<HubFaults> log) : IHubFilter
{
    private const string SignalRsOwn = "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher";

    /// <summary>Turns SignalR's own log of failed calls off.</summary>
    public static void Silence(IServiceCollection services) => services.AddLogging(logging => logging.AddFilter(SignalRsOwn, LogLevel.None));

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var (method, ended) = (invocationContext.HubMethodName, invocationContext.Context.ConnectionAborted);
        try
        {
            var result = await next(invocationContext).ConfigureAwait(false);
            return result switch
            {
                IAsyncEnumerable<TickFrame> frames => Watched(frames, method),
                IAsyncEnumerable<StreamMessage> messages => Watched(messages, method),
                _ => result,
            };
        }
        catch (Exception failure) when (IsFault(failure, ended))
        {
            Write(failure, method);
            throw;
        }
    }

    private static bool IsFault(Exception failure, CancellationToken ended) =>
        failure is not HubException && !(failure is OperationCanceledException && ended.IsCancellationRequested);

    private async IAsyncEnumerable<T> Watched<T>(
        IAsyncEnumerable<T> stream, string method, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var frames = stream.GetAsyncEnumerator(cancel);
        while (true)
        {
            try
            {
                if (!await frames.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException && IsFault(failure, cancel))
            {
                Write(failure, method);
                throw;
            }

            yield return frames.Current;
        }
    }

    private void Write(Exception failure, string method) => log.LogError(failure, "The hub's {Method} failed.", method);
}

using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.DemoMarket;

/// <summary>One provider's paths. Each answer first goes through the provider's mood.</summary>
internal sealed class ProviderRoutes(IEndpointRouteBuilder routes, DemoWorld world, DemoProvider provider)
{
    /// <summary>What a firewall says in the provider's place.</summary>
    public const string FirewallPage =
        """
        <!DOCTYPE html>
        <html><head><title>Just a moment...</title></head>
        <body><h1>Checking your browser before you continue</h1><noscript>Please enable JavaScript.</noscript></body></html>
        """;

    private readonly MoodState _state = world.Misbehaviour.State(provider.Name);

    public void Get(string pattern, Func<ProviderRequest, Task> answer) =>
        routes.MapGet(pattern, (RequestDelegate)(http => AnswerAsync(http, answer)));

    private async Task AnswerAsync(HttpContext http, Func<ProviderRequest, Task> answer)
    {
        try
        {
            await WaitAsync(http.RequestAborted);
            await (_state.FaultMode.Mode switch
            {
                MisbehaviourMode.RateLimit => LimitAsync(http),
                MisbehaviourMode.Error => http.AnswerAsync(StatusCodes.Status500InternalServerError, "Internal Server Error", "text/plain"),
                MisbehaviourMode.Html => http.AnswerAsync(StatusCodes.Status200OK, FirewallPage, "text/html; charset=utf-8"),
                _ => answer(new ProviderRequest(http, world, provider, _state)),
            });
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client left; there is nobody to tell.
        }
    }

    /// <summary>Sits out the modes that keep a caller waiting; a change of mood ends the wait.</summary>
    private async Task WaitAsync(CancellationToken cancel)
    {
        var (mood, changed) = _state.Watch();
        while (mood.Mode == MisbehaviourMode.Nothing)
        {
            await changed.WaitAsync(cancel);
            (mood, changed) = _state.Watch();
        }

        if (mood.Mode == MisbehaviourMode.Slow)
        {
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            await Task.WhenAny(Task.Delay(mood.Delay, world.Time, wait.Token), changed);
            await wait.CancelAsync();
            cancel.ThrowIfCancellationRequested();
        }
    }

    private Task LimitAsync(HttpContext http)
    {
        http.Response.Headers.RetryAfter = ((int)provider.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return http.AnswerAsync(StatusCodes.Status429TooManyRequests, provider.LimitBody, provider.LimitType);
    }
}

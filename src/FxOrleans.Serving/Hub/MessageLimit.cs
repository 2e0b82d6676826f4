using Microsoft.AspNetCore.SignalR;

namespace FxOrleans.Serving.Hub;

/// <summary>Refuses a connection's calls beyond <c>Limits:MessagesPerMinute</c> with <c>rate_limited</c>, and ends one that goes on regardless.</summary>
internal sealed class MessageLimit(AccessOptions options, TimeProvider time) : IHubFilter
{
    private static readonly object Key = new();

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var items = invocationContext.Context.Items;
        if (!items.TryGetValue(Key, out var known))
        {
            items[Key] = known = new MessageBudget(options.Limits.MessagesPerMinute, time);
        }

        var budget = (MessageBudget)known!;
        if (budget.TryTake())
        {
            return next(invocationContext);
        }

        if (budget.IsAbused)
        {
            invocationContext.Context.Abort();
        }

        throw new HubException($"{ProblemCodes.RateLimited}: a connection may send {options.Limits.MessagesPerMinute} messages a minute.");
    }
}

using Microsoft.AspNetCore.Http;

namespace FxOrleans.Access;

/// <summary>
/// The first thing that a request meets: it goes on only with a key of the right scope and quota, or, where none is asked for or only the page is,
/// within its address's limit. A request over loopback with <see cref="AuthMode.None"/> passes without allocating anything.
/// </summary>
internal sealed class AccessGate(RequestDelegate next, AccessOptions options, KeyRing ring, AddressQuotas addresses, AccessMetrics metrics)
{
    public Task InvokeAsync(HttpContext context)
    {
        var surface = AccessAreas.Of(context.Request.Path);
        return options.Mode == AuthMode.Keys ? WithKey(context, surface) : WithoutKey(context, surface);
    }

    private Task WithoutKey(HttpContext context, AccessArea surface)
    {
        if (surface == AccessArea.Open)
        {
            return next(context);
        }

        if (!LocalCaller.IsLoopback(context))
        {
            var allotment = addresses.Take(context.Connection.RemoteIpAddress!);
            AccessResponses.Describe(context, allotment);
            if (!allotment.Passes)
            {
                metrics.Refused(ProblemCodes.RateLimited);
                return AccessResponses.Limited(context, allotment);
            }
        }

        if ((surface == AccessArea.Admin || (surface == AccessArea.Switches && !options.Demo)) && !LocalCaller.Is(context))
        {
            metrics.Refused(ProblemCodes.Forbidden);
            return AccessResponses.NotLocal(context);
        }

        return next(context);
    }

    private Task WithKey(HttpContext context, AccessArea surface)
    {
        var key = PresentedKey.Of(context, ring, surface, out var given);
        if (surface == AccessArea.Open)
        {
            context.Features.Set(key);
            return next(context);
        }

        if (key is null)
        {
            return Unknown(context, surface, given);
        }

        var allotment = key.Quota.Take();
        AccessResponses.Describe(context, allotment);
        if (!allotment.Passes)
        {
            metrics.Refused(ProblemCodes.RateLimited);
            return AccessResponses.Limited(context, allotment);
        }

        if (surface != AccessArea.Shell && !key.Options.Scopes.HasFlag(surface.Scope()))
        {
            metrics.Refused(ProblemCodes.Forbidden);
            return AccessResponses.OutOfScope(context, surface.Scope());
        }

        context.Features.Set(key);
        PresentedKey.RememberForPage(context, key);
        if (surface != AccessArea.Stream)
        {
            return next(context);
        }

        Caller.Note(context, key);
        return WhileInForce(context, key);
    }

    // Guessing is hopeless; this only keeps it cheap. Over loopback there may be a proxy that is not known as one, so nobody is cut off there.
    private Task Unknown(HttpContext context, AccessArea surface, bool given)
    {
        if (!LocalCaller.IsLoopback(context) && addresses.Take(context.Connection.RemoteIpAddress!) is { Passes: false } allotment)
        {
            metrics.Refused(ProblemCodes.RateLimited);
            AccessResponses.Describe(context, allotment);
            return AccessResponses.Limited(context, allotment);
        }

        if (surface == AccessArea.Shell && AccessAreas.OnlyReads(context.Request.Method))
        {
            return next(context);
        }

        metrics.Refused(ProblemCodes.Unauthorized);
        return AccessResponses.Unauthorized(context, given);
    }

    private async Task WhileInForce(HttpContext context, ApiKey key)
    {
        await using var ending = key.Revoked.UnsafeRegister(static request => ((HttpContext)request!).Abort(), context).ConfigureAwait(false);
        await next(context).ConfigureAwait(false);
    }
}

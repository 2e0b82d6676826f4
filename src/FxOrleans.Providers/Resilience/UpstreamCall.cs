using System.Net;
using FxOrleans.Pricing;
using Polly;

namespace FxOrleans.Providers;

/// <summary>
/// One fetch while it runs: who asks, what came, the pause before its next try. The pause is chosen here and not by the library,
/// because whether there is another try depends on whether the pause fits into what is left of the deadline. Single-threaded.
/// </summary>
internal sealed class UpstreamCall(UpstreamRequest request, UpstreamAccount account, UpstreamUse use, TimeProvider time, TimeSpan timeout, Func<double> random)
{
    /// <summary>The pause before the second try is half of this to one and a half times it; each further one doubles.</summary>
    public static readonly TimeSpan BackOff = TimeSpan.FromMilliseconds(500);

    /// <summary>What is added to a pause that the upstream asked for, at most, so that its clients do not come back as one.</summary>
    public static readonly TimeSpan Spread = TimeSpan.FromMilliseconds(250);

    private static readonly HttpRequestOptionsKey<UpstreamCall> Key = new("call");

    private readonly long _started = time.GetTimestamp();

    public UpstreamRequest Request => request;

    /// <summary>The body of the last answer: of a success within its limit, of a failure what could be read of it.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }

    public ProviderException? LastFailure { get; private set; }

    public TimeSpan Pause { get; private set; }

    /// <summary>True when the account refused the last attempt, so that no request was sent.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>The call that a message is of.</summary>
    public static UpstreamCall Of(HttpRequestMessage message) =>
        message.Options.TryGetValue(Key, out var call) ? call : throw new InvalidOperationException("A message of no call.");

    /// <summary>The message to send, which knows its call.</summary>
    public HttpRequestMessage ToMessage()
    {
        var message = request.ToMessage();
        message.Options.Set(Key, this);
        return message;
    }

    /// <summary>Charges the provider's account with one call.</summary>
    public async ValueTask SpendAsync(CancellationToken cancel)
    {
        IsRefused = true;
        await account.SpendAsync(use, cancel).ConfigureAwait(false);
        IsRefused = false;
    }

    /// <summary>
    /// Notes a try and sets the pause; false when there is to be no other try, because none would help or because
    /// the pause does not fit into what is left of the deadline. A limited upstream is asked again only when it said when.
    /// </summary>
    /// <param name="outcome">How the try went.</param>
    /// <param name="tries">Tries before this one, from 0.</param>
    /// <param name="cancel">The caller's.</param>
    public bool Retries(in Outcome<HttpResponseMessage> outcome, int tries, CancellationToken cancel)
    {
        var wait = outcome.Result is { IsSuccessStatusCode: false } refused ? HttpFailures.Wait(refused, time.GetUtcNow()) : null;
        var limited = outcome.Result?.StatusCode == HttpStatusCode.TooManyRequests;
        var outage = HttpFailures.IsOutage(outcome, cancel);
        if (outage)
        {
            LastFailure = outcome.Exception is { } failure ? HttpFailures.Of(failure, request.What) : HttpFailures.Of(outcome.Result!, Body, request, time.GetUtcNow());
        }

        Pause = wait is { } asked ? asked + (Spread * random()) : BackOff * Math.Pow(2, tries) * (0.5 + random());
        return (outage || (limited && wait is not null)) && Pause < timeout - time.GetElapsedTime(_started);
    }
}

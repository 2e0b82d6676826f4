using FxOrleans.Pricing;
using FxOrleans.Access;
using FxOrleans.PricePlatform;
using FxOrleans.Serving.Push;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests;

/// <summary>What a <see cref="ServingHost"/> is started with.</summary>
internal sealed class HostSetup
{
    public IReadOnlyCollection<CurrencyPair> Tracked { get; set; } =
        [Given.Pair("USD/EUR"), Given.Pair("USD/GBP"), Given.Pair("USD/JPY"), Given.Pair("BTC/USD"), Given.Pair("EUR/GBP")];

    public PricingPolicy Policy { get; set; } = new();

    public PushOptions Push { get; set; } = new();

    public PricesOptions Platform { get; set; } = new();

    /// <summary>False for a node that is told prices by others.</summary>
    public bool HasProviders { get; set; } = true;

    /// <summary>What else the host is to find in its container.</summary>
    public Action<IServiceCollection> Services { get; set; } = static _ => { };

    public IReadOnlyCollection<string> Origins { get; set; } = [];

    public TimeSpan RequestTimeout { get; set; } = RequestDeadline.Default;

    public AccessOptions Access { get; set; } = new();

    /// <summary>Prices that the engine has before the host starts.</summary>
    public IReadOnlyList<Price> Prices { get; set; } = [];

    /// <summary>Whether to return only once the board has its first snapshot.</summary>
    public bool Synced { get; set; } = true;

    /// <summary>Awaited before the engine gives a snapshot.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    /// <summary>What the engine fails with at first.</summary>
    public Exception? Failure { get; set; }

    public ITickSink? Sink { get; set; }

    /// <summary>The clock of prices and timers; one that stands still unless another is given.</summary>
    public TimeProvider Time { get; set; } = new FakeTime();
}

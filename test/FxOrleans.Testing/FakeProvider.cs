using FxOrleans.Pricing;

namespace FxOrleans.Testing;

/// <summary>A provider that answers as the test tells it to.</summary>
public sealed class FakeProvider(QuoteSource? source = null) : IRateProvider
{
    public QuoteSource Source { get; } = source ?? Given.Live("Fake");

    public ProviderTerms Terms { get; init; } = new() { Interval = TimeSpan.FromSeconds(60), Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>How often it has been asked.</summary>
    public int Asked { get; private set; }

    /// <summary>What it does when asked; an empty answer by default.</summary>
    public Func<CancellationToken, Task<ProviderAnswer>> Answers { get; set; } =
        _ => Task.FromResult(new ProviderAnswer([], []));

    public Task<ProviderAnswer> FetchAsync(CancellationToken cancel)
    {
        Asked++;
        return Answers(cancel);
    }
}

using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Providers.Tests;

/// <summary>What tests ask of answers.</summary>
internal static class AnswerChecks
{
    /// <summary>Ends a test that would wait for ever; nothing depends on its length.</summary>
    private static readonly TimeSpan Patience = Eventually.Patience;

    /// <summary>The one quote of that pair.</summary>
    public static Quote Of(this ProviderAnswer answer, string pair) =>
        Assert.Single(answer.Quotes, quote => quote.Pair == CurrencyPair.Parse(pair));

    /// <summary>The fetch fails, and with that kind.</summary>
    public static async Task<ProviderException> FailsAsync(this IRateProvider provider, ProviderFailureKind kind)
    {
        var failure = await Assert.ThrowsAsync<ProviderException>(() => provider.FetchAsync(CancellationToken.None).WaitAsync(Patience, TimeProvider.System));
        Assert.Equal((kind, failure.Message), (failure.Kind, failure.Message));
        return failure;
    }
}

using FxOrleans.Pricing;

namespace FxOrleans.Providers.Tests;

/// <summary>What tests ask of answers.</summary>
internal static class AnswerChecks
{
    /// <summary>The one quote of that pair.</summary>
    public static Quote Of(this ProviderAnswer answer, string pair) =>
        Assert.Single(answer.Quotes, quote => quote.Pair == CurrencyPair.Parse(pair));

    /// <summary>The fetch fails, and with that kind.</summary>
    public static async Task<ProviderException> FailsAsync(this IRateProvider provider, ProviderFailureKind kind)
    {
        var failure = await Assert.ThrowsAsync<ProviderException>(() => provider.FetchAsync(CancellationToken.None));
        Assert.Equal((kind, failure.Message), (failure.Kind, failure.Message));
        return failure;
    }
}

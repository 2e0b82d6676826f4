using FxOrleans.Pricing;

using Orleans.Concurrency;

namespace FxOrleans.Abstractions;

/// <summary>Asks one provider for its quotes and hands them to the pairs. Keyed by the provider's name.</summary>
[Alias("fx.IIngestionGrain")]
public interface IIngestionGrain : IGrainWithStringKey
{
    /// <summary>Brings it to life where it is not, and has it look whether its polling is still going.</summary>
    [Alias("Ping"), AlwaysInterleave, ResponseTimeout("00:00:02")]
    ValueTask PingAsync();

    /// <summary>How the provider does.</summary>
    [Alias("GetStatus"), AlwaysInterleave, ResponseTimeout("00:00:02")]
    ValueTask<ProviderStatus> GetStatusAsync();

    /// <summary>What has become of the provider's first answer.</summary>
    [Alias("GetFirstRound"), AlwaysInterleave, ResponseTimeout("00:00:02")]
    ValueTask<FirstRound> GetFirstRoundAsync();
}

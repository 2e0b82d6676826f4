using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>
/// Calls all other silos at once. A silo that does not answer within a second is left out: it is dead or will soon be declared dead, and
/// what it knew is known to others or decided again.
/// </summary>
internal sealed class PeerSilos(IGrainFactory grains, LiveSilos map, TimeProvider time, ILogger<PeerSilos> logger)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    /// <summary>Reads the prices that every other silo knows.</summary>
    public async Task<IReadOnlyList<Price>> GetPricesAsync()
    {
        var prices = new List<Price>();
        foreach (var answer in await AskAsync(static silo => silo.GetPricesAsync(), Deadline).ConfigureAwait(false))
        {
            prices.AddRange(answer.Prices);
        }

        return prices;
    }

    /// <summary>Sends ticks to one of them.</summary>
    public Task SendAsync(SiloAddress silo, TickMessage message) => On(silo).TicksAsync(message);

    /// <summary>Returns true unless another silo can still reach that silo.</summary>
    public async Task<bool> AgreeOnEndAsync(SiloAddress silo) =>
        (await AskAsync(other => other.HasEndedAsync(silo), Deadline, but: silo).ConfigureAwait(false)).All(ended => ended);

    /// <summary>Tells the others that this silo is leaving.</summary>
    public Task LeaveAsync(TimeSpan deadline) => AskAsync(
        async silo =>
        {
            await silo.LeavingAsync(map.Local).ConfigureAwait(false);
            return true;
        },
        deadline);

    private IPeerService On(SiloAddress silo) => grains.GetGrain<IPeerService>(PeerService.IdOn(silo));

    private async Task<IEnumerable<T>> AskAsync<T>(Func<IPeerService, Task<T>> question, TimeSpan deadline, SiloAddress? but = null)
    {
        var answers = await Task.WhenAll(map.Active().Where(silo => !silo.Equals(map.Local) && !silo.Equals(but)).Select(AskOneAsync)).ConfigureAwait(false);
        return answers.Where(answer => answer.Given).Select(answer => answer.Value);

        async Task<(bool Given, T Value)> AskOneAsync(SiloAddress silo)
        {
            try
            {
                return (true, await question(On(silo)).WaitAsync(deadline, time).ConfigureAwait(false));
            }
            catch (Exception failure)
            {
                logger.LogDebug(failure, "{Silo} did not answer.", silo);
                return default;
            }
        }
    }
}

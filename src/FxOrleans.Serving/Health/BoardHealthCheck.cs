using FxOrleans.Pricing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FxOrleans.Serving.Health;

/// <summary>Checks that the board has prices, and that not all of them are stale.</summary>
internal sealed class BoardHealthCheck(RateBoard board) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var reasons = new List<string>();
        if (!board.Book.IsSynced)
        {
            reasons.Add("The board has not been filled yet.");
        }

        var now = board.Now;
        if (board.Book.Count == 0)
        {
            reasons.Add("The board has no prices.");
        }
        else if (board.Book.Markets.All(market => market.StatusAt(now, board.Options.MaxAge) == PriceStatus.Stale))
        {
            reasons.Add("Every price is stale.");
        }

        return Task.FromResult(NodeHealth.Result(null, reasons));
    }
}

namespace FxOrleans.Silo.Configuration;

/// <summary>The section <c>Quotas</c>.</summary>
internal sealed class QuotasOptions
{
    /// <summary>Where budgets are kept across restarts; empty keeps them in memory. Default: see <see cref="QuotaFile"/>.</summary>
    public string? File { get; set; }
}

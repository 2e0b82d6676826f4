using System.ComponentModel.DataAnnotations;

namespace FxOrleans.Silo.Refresh;

/// <summary>The section <c>Refresh</c>.</summary>
internal sealed class RefreshOptions
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(4);

    /// <summary>From one refresh to the next, 1 second to 1 day, for a refresher that stays; null, the default, for one that ends after the first.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan? Every { get; set; }

    /// <summary>By when the next refresh should have been written: a quarter later than its time.</summary>
    public TimeSpan Due => (Every ?? Usual) * 1.25;
}

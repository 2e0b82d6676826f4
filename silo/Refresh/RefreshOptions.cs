using System.Globalization;
using Microsoft.Extensions.Options;

namespace FxOrleans.Silo.Refresh;

/// <summary>The section <c>Refresh</c>. Immutable.</summary>
/// <param name="Every">
/// <c>Every</c>: from one refresh to the next, 1 second to 1 day, for a refresher that stays; null, the default, for one that ends after the first.
/// </param>
internal sealed record RefreshOptions(TimeSpan? Every)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromDays(1);

    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(4);

    /// <summary>By when the next refresh should have been written: a quarter later than its time.</summary>
    public TimeSpan Due => (Every ?? Usual) * 1.25;

    /// <exception cref="OptionsValidationException">A value is wrong.</exception>
    public static RefreshOptions Read(IConfiguration configuration)
    {
        if (configuration["Refresh:Every"] is not { Length: > 0 } text)
        {
            return new RefreshOptions(Every: null);
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var every) && every >= Least && every <= Most
            ? new RefreshOptions(every)
            : throw new OptionsValidationException("Refresh", typeof(RefreshOptions), [$"Refresh:Every is '{text}'; it must be from {Least} to {Most}."]);
    }
}

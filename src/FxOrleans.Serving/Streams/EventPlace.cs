using System.Globalization;
using FxOrleans.Serving.Push;

namespace FxOrleans.Serving.Streams;

/// <summary>
/// The <c>id</c> of an event: up to when its stream is complete. A time, in hexadecimal milliseconds, because every node can understand
/// that: it says nothing about the node that wrote it.
/// </summary>
internal static class EventPlace
{
    public static string Write(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture);

    /// <summary>Returns from when on prices are to be sent again; null for what is no such id, is older than two minutes or lies ahead.</summary>
    public static DateTimeOffset? Read(string? id, DateTimeOffset now)
    {
        if (!long.TryParse(id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return null;
        }

        var age = now.ToUnixTimeMilliseconds() - (decimal)milliseconds;
        return age > (decimal)RecentTicks.Span.TotalMilliseconds || age < -(decimal)RecentTicks.Overlap.TotalMilliseconds
            ? null
            : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) - RecentTicks.Overlap;
    }
}

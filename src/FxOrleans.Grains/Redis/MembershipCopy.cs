using System.Globalization;

using StackExchange.Redis;

namespace FxOrleans.Grains;

/// <summary>The last membership table that was seen. One that is older, or was emptied while it was read, does not replace it.</summary>
internal sealed class MembershipCopy
{
    /// <summary>The hash field beside the silos' own, as Orleans names it.</summary>
    public const string VersionField = "Version";

    /// <summary>The silos' rows.</summary>
    public HashEntry[] Rows { get; private set; } = [];

    /// <summary>The version that the table had; -1 while none has been seen.</summary>
    public long Version { get; private set; } = -1;

    /// <summary>Takes the table over if it is newer.</summary>
    public void Take(HashEntry[] table)
    {
        var version = VersionOf(table.FirstOrDefault(field => field.Name == VersionField).Value);
        if (version > Version)
        {
            Version = version;
            Rows = [.. table.Where(field => field.Name != VersionField)];
        }
    }

    /// <summary>The number in that field; -1 where there is none.</summary>
    public static long VersionOf(RedisValue value) =>
        long.TryParse((string?)value, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
}

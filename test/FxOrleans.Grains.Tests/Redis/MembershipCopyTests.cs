using StackExchange.Redis;

namespace FxOrleans.Grains.Tests;

/// <summary>The copy of the membership table is what it goes back from: nothing but a newer table replaces it.</summary>
public sealed class MembershipCopyTests
{
    private readonly MembershipCopy _copy = new();

    [Fact]
    public void A_newer_table_is_taken()
    {
        _copy.Take(Table(3, "a"));
        _copy.Take(Table(4, "a", "b"));
        Assert.Equal(4, _copy.Version);
        Assert.Equal(["a", "b"], _copy.Rows.Select(row => $"{row.Name}"));
    }

    [Fact]
    public void A_table_that_was_emptied_or_founded_anew_between_two_reads_is_not()
    {
        _copy.Take(Table(7, "a", "b"));
        _copy.Take([]);
        _copy.Take(Table(1, "c"));
        Assert.Equal(7, _copy.Version);
        Assert.Equal(["a", "b"], _copy.Rows.Select(row => $"{row.Name}"));
    }

    private static HashEntry[] Table(int version, params string[] silos) =>
        [new(MembershipCopy.VersionField, version), .. silos.Select(silo => new HashEntry(silo, "row"))];
}

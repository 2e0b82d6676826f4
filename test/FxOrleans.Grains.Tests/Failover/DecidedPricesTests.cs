using System.Text.Json;

using FxOrleans.Load.Trials;

namespace FxOrleans.Grains.Tests;

/// <summary>The model of the trials sees an old price under a new number, whatever number that is.</summary>
public sealed class DecidedPricesTests
{
    private readonly DecidedPrices _decided = new();

    [Fact]
    public void What_agrees_is_in_order()
    {
        Given(Rate(1, 1, "1.10", second: 1));
        Given(Rate(1, 2, "1.11", second: 2));
        Given(Rate(2, 1, "1.10", second: 1)); // A new activation begins with what was last written.
        Given(Rate(2, 2, "1.12", second: 3));
        _decided.TakeBroadcasts([Rate(1, 1, "1.10", second: 1), Rate(2, 1, "1.1", second: 1)]); // Not all that is decided is written.
        Assert.Equal((0, 0, 0, 4), Found());
    }

    [Fact]
    public void Another_price_under_a_number_that_was_decided_is_seen()
    {
        _decided.TakeBroadcasts([Rate(1, 1, "1.10", second: 1), Rate(1, 2, "1.11", second: 2)]);
        Given(Rate(1, 2, "1.10", second: 1));
        Assert.Equal((1, 0, 0, 2), Found());
    }

    [Fact]
    public void An_old_price_under_the_next_number_is_seen()
    {
        Given(Rate(1, 1, "1.10", second: 1));
        Given(Rate(1, 2, "1.11", second: 2));
        Given(Rate(1, 3, "1.10", second: 1));
        _decided.TakeBroadcasts([Rate(1, 1, "1.10", second: 1)]);
        Assert.Equal((0, 1, 0, 3), Found());
    }

    [Fact]
    public void An_old_price_under_an_epoch_that_nobody_has_begun_is_seen()
    {
        Given(Rate(1, 2, "1.11", second: 2));
        Given(Rate(2, 1, "1.10", second: 1)); // What a board makes of it that takes it in.
        _decided.TakeBroadcasts([Rate(1, 1, "1.10", second: 1), Rate(1, 2, "1.11", second: 2)]);
        Assert.Equal((0, 0, 1, 3), Found());
    }

    [Fact]
    public void An_activation_that_ends_before_its_first_write_is_let_pass_once_a_pair()
    {
        Given(Rate(1, 1, "1.10", second: 1));
        Given(Rate(2, 1, "1.11", second: 2));
        _decided.TakeBroadcasts([Rate(1, 1, "1.10", second: 1), Rate(3, 1, "1.12", second: 3)]);
        Assert.Equal((0, 0, 0, 3), Found());

        Given(Rate(4, 1, "1.13", second: 4));
        Assert.Equal((0, 0, 1, 4), Found());
    }

    [Fact]
    public void An_epoch_that_lasts_and_that_nobody_writes_is_seen()
    {
        Given(Rate(1, 1, "1.10", second: 1));
        Given(Rate(1, 2, "1.11", second: 2));
        Assert.Equal((0, 0, 2, 2), Found());
    }

    private (int Contradictions, int Old, int Undecided, int Count) Found() => (_decided.Contradictions, _decided.Old(), _decided.Undecided(), _decided.Count);

    private void Given(string rate)
    {
        using var json = JsonDocument.Parse(rate);
        _decided.Take(json.RootElement);
    }

    private static string Rate(long epoch, long sequence, string price, int second) =>
        $$"""{"from":"EUR","to":"USD","price":{{price}},"timestamp":"2026-09-29T12:00:{{second:00}}Z","epoch":{{epoch}},"sequence":{{sequence}}}""";
}

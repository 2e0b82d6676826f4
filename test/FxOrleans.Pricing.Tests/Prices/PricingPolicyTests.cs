using FxOrleans.Configuration;

namespace FxOrleans.Pricing.Tests.Prices;

public sealed class PricingPolicyTests
{
    [Fact]
    public void TheDefaultsCanBeUsed() => Assert.Empty(OptionsRules.Faults(new PricingPolicy(), "Pricing"));

    [Fact]
    public void EveryWrongNumberIsNamedWithItsKey()
    {
        PricingPolicy[] wrong =
        [
            new() { Quorum = 0 }, new() { Quorum = 17 },
            new() { MaxAge = TimeSpan.Zero }, new() { MaxAge = TimeSpan.FromDays(2) },
            new() { MaxClockSkew = TimeSpan.FromSeconds(-1) }, new() { MaxClockSkew = TimeSpan.FromHours(2) },
            new() { MaxSources = 0 }, new() { MaxSources = 65 },
            new() { OutlierMads = 1 }, new() { OutlierMads = double.NaN },
            new() { OutlierFloor = 0 }, new() { OutlierFloor = double.NaN },
            new() { HoldFor = TimeSpan.FromSeconds(-1) }, new() { HoldFor = TimeSpan.FromHours(25) },
            new() { HoldFaultFor = TimeSpan.FromSeconds(119) }, new() { HoldFaultFor = TimeSpan.FromDays(31) },
            new() { FrozenQuotes = 1 }, new() { FrozenQuotes = 10_001 },
            new() { FrozenAfter = TimeSpan.Zero }, new() { FrozenAfter = TimeSpan.FromHours(25) },
            new() { ExplainDepth = -1 }, new() { ExplainDepth = 1001 },
        ];
        string[] keys = ["Quorum", "MaxAge", "MaxClockSkew", "MaxSources", "OutlierMads", "OutlierFloor", "HoldFor", "HoldFaultFor", "FrozenQuotes", "FrozenAfter", "ExplainDepth"];

        Assert.Equal(
            keys.SelectMany(key => new[] { $"Pricing:{key}", $"Pricing:{key}" }),
            wrong.Select(policy => Assert.Single(OptionsRules.Faults(policy, "Pricing")).Split(' ')[0]));
    }

    [Fact]
    public void AllFaultsAreToldAtOnce() =>
        Assert.Equal(2, OptionsRules.Faults(new PricingPolicy { Quorum = 0, MaxSources = 0 }, "Pricing").Count());

    [Theory]
    [InlineData(Verdict.Accepted, null, false)]
    [InlineData(Verdict.Repeated, null, false)]
    [InlineData(Verdict.Stale, "stale", true)]
    [InlineData(Verdict.OutOfOrder, "out_of_order", true)]
    [InlineData(Verdict.Outlier, "outlier", true)]
    [InlineData(Verdict.Sandbox, "sandbox", false)]
    [InlineData(Verdict.FromFuture, "from_future", true)]
    [InlineData(Verdict.Superseded, "superseded", false)]
    [InlineData(Verdict.TooManySources, "too_many_sources", true)]
    [InlineData(Verdict.UnknownSource, "unknown_source", true)]
    [InlineData(Verdict.Frozen, "frozen", true)]
    [InlineData(Verdict.Inverted, "inverted", true)]
    [InlineData(Verdict.Scaled, "scaled", true)]
    [InlineData(Verdict.Redenominated, "redenominated", true)]
    [InlineData(Verdict.WrongBase, "wrong_base", true)]
    [InlineData(Verdict.WrongDay, "wrong_day", true)]
    [InlineData(Verdict.Disputed, "disputed", false)]
    public void EveryVerdictHasItsCode(Verdict verdict, string? code, bool rejection) =>
        Assert.Equal((code, rejection), (verdict.Reason(), verdict.IsRejection()));
}

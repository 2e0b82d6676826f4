using FxOrleans.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

using FxOrleans.Testing.Hosting;

namespace FxOrleans.Grains.Tests;

/// <summary>A wrong pace stops the process with a message that names the key.</summary>
public sealed class GrainsOptionsTests
{
    public static TheoryData<GrainsOptions, string> TooShort => new()
    {
        { new() { FlushInterval = TimeSpan.FromTicks(-1) }, "Grains:FlushInterval is -00:00:00.0000001; it must be from 00:00:00 to 00:00:01." },
        { new() { CanaryInterval = TimeSpan.FromMilliseconds(49) }, "Grains:CanaryInterval is 00:00:00.0490000; it must be from 00:00:00.05 to 00:00:01." },
        { new() { SubmitDeadline = TimeSpan.FromMilliseconds(49) }, "Grains:SubmitDeadline is 00:00:00.0490000; it must be from 00:00:00.05 to 00:00:02." },
        { new() { MaxPairs = 0 }, "Grains:MaxPairs is 0; it must be from 1 to 100000." },
        { new() { ReconsiderInterval = TimeSpan.FromMilliseconds(99) }, "Grains:ReconsiderInterval is 00:00:00.0990000; it must be from 00:00:00.1 to 00:00:10." },
        { new() { RepeatInterval = TimeSpan.FromMilliseconds(999) }, "Grains:RepeatInterval is 00:00:00.9990000; it must be from 00:00:01 to 00:01:00." },
        { new() { WatchInterval = TimeSpan.FromMilliseconds(99) }, "Grains:WatchInterval is 00:00:00.0990000; it must be from 00:00:00.1 to 00:01:00." },
        { new() { HandOverDeadline = TimeSpan.FromMilliseconds(199) }, "Grains:HandOverDeadline is 00:00:00.1990000; it must be from 00:00:00.2 to 00:00:10." },
        { new() { BalanceDelay = TimeSpan.FromTicks(-1) }, "Grains:BalanceDelay is -00:00:00.0000001; it must be from 00:00:00 to 00:01:00." },
    };

    [Theory]
    [MemberData(nameof(TooShort))]
    public void A_wrong_value_is_named(GrainsOptions wrong, string fault)
    {
        Assert.Equal(fault, Assert.Single(OptionsRules.Faults(wrong, "Grains")));

        var builder = Host.CreateEmptyApplicationBuilder(null);
        var thrown = Assert.Throws<OptionsValidationException>(() => builder.UseOrleans(silo => silo.UseFxOrleans(new ClusteringOptions(), [], wrong)));
        Assert.Equal(fault, thrown.Message);
    }

    [Fact]
    public void The_ends_of_the_ranges_can_be_used()
    {
        var second = TimeSpan.FromSeconds(1);
        Assert.Empty(OptionsRules.Faults(new GrainsOptions
        {
            FlushInterval = TimeSpan.Zero, CanaryInterval = 0.05 * second, SubmitDeadline = 0.05 * second, MaxPairs = 1, ReconsiderInterval = 0.1 * second,
            RepeatInterval = second, WatchInterval = 0.1 * second, HandOverDeadline = 0.2 * second, BalanceDelay = TimeSpan.Zero,
        }, "Grains"));
        Assert.Empty(OptionsRules.Faults(new GrainsOptions
        {
            FlushInterval = second, CanaryInterval = second, SubmitDeadline = 2 * second, MaxPairs = 100_000, ReconsiderInterval = 10 * second,
            RepeatInterval = 60 * second, WatchInterval = 60 * second, HandOverDeadline = 10 * second, BalanceDelay = 60 * second,
        }, "Grains"));
    }

    [Theory]
    [InlineData("--Grains:SubmitDeadline=00:00:03", "Grains:SubmitDeadline is 00:00:03; it must be from 00:00:00.05 to 00:00:02.")]
    [InlineData("--Grains:MaxPairs=many", "Grains:MaxPairs")]
    public async Task A_host_does_not_start_with_one(string argument, string named)
    {
        var (exitCode, output) = await SiloProcess.RunAsync(argument);
        Assert.Equal(2, exitCode);
        Assert.Contains(named, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }
}

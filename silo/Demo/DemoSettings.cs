using FxOrleans.DemoMarket;
using Microsoft.Extensions.Options;

namespace FxOrleans.Silo.Demo;

/// <summary>Reads the section <c>Demo</c>.</summary>
internal static class DemoSettings
{
    /// <exception cref="OptionsValidationException">A value is wrong; the message names its key.</exception>
    public static DemoMarketOptions Read(IConfiguration configuration)
    {
        var options = new DemoMarketOptions();
        string[] faults;
        try
        {
            configuration.GetSection(DemoMarketOptions.Section).Bind(options);
            faults = [.. options.Faults()];
        }
        catch (InvalidOperationException wrong)
        {
            faults = [$"{wrong.Message} {wrong.InnerException?.Message}".TrimEnd()];
        }

        return faults.Length == 0 ? options : throw new OptionsValidationException(DemoMarketOptions.Section, typeof(DemoMarketOptions), faults);
    }
}

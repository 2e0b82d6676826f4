using FxOrleans.Pricing;
using FxOrleans.Serving.Tests.Prices;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Tables;

/// <summary>A host that knows one provider's past and may have a record.</summary>
internal static class SeriesHost
{
    public static async Task<ServingHost> StartAsync(FakePast past, IPriceRecord? record = null)
    {
        var host = await ServingHost.StartAsync(setup => setup.Services = services =>
        {
            services.AddSingleton<IPriceHistorySource>(past).AddSingleton<ICandleSource>(past);
            if (record is not null)
            {
                services.AddSingleton(record);
            }
        });
        host.Engine.Tick("USD/EUR", 0.8m);
        return host;
    }
}

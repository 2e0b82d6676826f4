using System.Net;

using FxOrleans.Testing.Hosting;

namespace FxOrleans.Grains.Tests;

/// <summary>The Orleans Dashboard shows and does more than strangers should. That it is off by default is seen where a host runs anyway, in <c>HttpContractTests</c>.</summary>
public sealed class DashboardTests
{
    private static readonly string[] Paths = ["/dashboard", "/dashboard/", "/dashboard/DashboardCounters", "/dashboard/ClusterStats"];

    [AnotherAddressFact]
    public async Task Switched_on_it_answers_this_machine_and_nobody_else()
    {
        await using var host = await SiloProcess.StartAsync("--Demo:Enabled=true", "--Dashboard:Enabled=true", "--Urls=http://0.0.0.0:0");
        using var http = new HttpClient();
        using var here = await http.GetAsync($"http://127.0.0.1:{host.Address.Port}/dashboard/");
        Assert.Equal(HttpStatusCode.OK, here.StatusCode);
        foreach (var path in Paths.Where(path => path != "/dashboard"))
        {
            using var there = await http.GetAsync($"http://{AnotherAddressFactAttribute.Found}:{host.Address.Port}{path}");
            Assert.Equal(HttpStatusCode.Forbidden, there.StatusCode);
        }
    }
}

using System.Net;

namespace FxOrleans.Providers.Tests;

public class ProxyBeyondLoopbackTests
{
    [Theory]
    [InlineData("http://localhost:9000/x", null)]
    [InlineData("http://127.0.0.1:9000/x", null)]
    [InlineData("ws://[::1]:9000/x", null)]
    [InlineData("https://api.coingecko.com/x", "http://proxy:3128/")]
    public void This_machine_is_asked_directly(string address, string? proxy)
    {
        var chosen = new ProxyBeyondLoopback(new WebProxy("http://proxy:3128")).GetProxy(new Uri(address));

        Assert.Equal(proxy, chosen?.AbsoluteUri);
    }
}

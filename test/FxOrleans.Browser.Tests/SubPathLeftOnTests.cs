using Xunit.Abstractions;

namespace FxOrleans.Browser.Tests;

/// <summary>The proxy leaves the path on, and the host has it as its <c>PathBase</c>.</summary>
[Collection(KeyedService.Name)]
public sealed class SubPathLeftOnTests(KeyedService service, ITestOutputHelper output)
    : SubPathTests<KeyedService>(service, output, takesOff: false, $"?access_token={KeyedService.Master}")
{
    [Fact]
    public async Task Without_the_slash_at_the_end_it_is_found_too()
    {
        using var proxy = new PrefixProxy(Service.Silo.Address, takesOff: false);
        var page = await OpenOwnAsync("fx", address: proxy.Address);

        Assert.Equal($"{proxy.Address}fx/", page.Page.Url);
    }
}

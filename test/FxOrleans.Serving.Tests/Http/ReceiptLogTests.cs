using FxOrleans.Pricing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Http;

/// <summary>The log of receipts over HTTP.</summary>
public sealed class ReceiptLogTests
{
    private readonly FakeReceipts _book = new();

    [Fact]
    public async Task It_gives_checkpoints_and_proofs()
    {
        await using var host = await StartAsync();

        Assert.Equal("""{"checkpoint":"a.b.c"}""", (await host.GetAsync("/log/checkpoint")).Body);
        Assert.Equal("""{"index":1,"size":2,"root":"root","hashes":["hash"],"checkpoint":"a.b.c"}""", (await host.GetAsync($"/log/proof?receipt={FakeLog.Known}")).Body);
        Assert.Equal("""{"first":1,"second":2,"hashes":["hash"]}""", (await host.GetAsync("/log/consistency?first=1&second=2")).Body);
    }

    [Theory]
    [InlineData("/log/proof", 400, "missing_parameter")]
    [InlineData("/log/proof?receipt=a&receipt=b", 400, "invalid_query")]
    [InlineData("/log/proof?receipt=other", 404, "not_logged")]
    [InlineData("/log/consistency?first=1", 400, "missing_parameter")]
    [InlineData("/log/consistency?first=0&second=1", 400, "invalid_query")]
    [InlineData("/log/consistency?first=-1&second=1", 400, "invalid_query")]
    [InlineData("/log/consistency?first=2&second=1", 400, "invalid_query")]
    [InlineData("/log/consistency?first=1&second=3", 400, "invalid_query")]
    [InlineData("/log/consistency?first=1&second=9007199254740992", 400, "invalid_query")]
    public async Task What_it_cannot_prove_is_refused_by_its_code(string path, int status, string code)
    {
        await using var host = await StartAsync();

        (await host.GetAsync(path)).IsProblem(status, code);
    }

    [Fact]
    public async Task A_host_without_receipts_has_no_log()
    {
        await using var host = await StartAsync();
        _book.Fault = "Receipts:Keys names no key.";

        foreach (var path in (string[])["/log/checkpoint", "/log/proof?receipt=a", "/log/consistency?first=1&second=1"])
        {
            (await host.GetAsync(path)).IsProblem(503, "receipts_unavailable");
        }
    }

    private Task<ServingHost> StartAsync() => ServingHost.StartAsync(setup => setup.Services = services => services
        .AddSingleton<IReceiptBook>(_book)
        .AddSingleton<ITransparencyLog>(new FakeLog()));
}

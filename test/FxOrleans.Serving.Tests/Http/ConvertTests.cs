using System.Globalization;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Http;

/// <summary><c>GET /convert</c>: what is paid out, and what rounding left over.</summary>
public sealed class ConvertTests
{
    [Theory]
    [InlineData("USD", "JPY", "100.25", "15674", "-0.0875")] // 15673.9125: no minor unit.
    [InlineData("USD", "KWD", "10", "3.072", "-0.0004")] // 3.0716: three.
    [InlineData("USD", "EUR", "1.5", "1.32", "0.00033882")] // 1.32033882: two.
    [InlineData("USD", "BTC", "1", "0.00001667", "-0.0000000033333333333")] // 1/60000: eight.
    [InlineData("USD", "GBP", "0.01", "0", "0.005")] // A half goes to the even cent,
    [InlineData("USD", "GBP", "0.03", "0.02", "-0.005")] // which may be above.
    [InlineData("USD", "USD", "7.77", "7.77", "0")]
    [InlineData("USD", "EUR", "0", "0", "0")]
    public async Task The_result_is_in_minor_units_and_nothing_gets_lost(string from, string to, string amount, string result, string residual)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.88022588m, Given.Today);
        host.Engine.Tick("USD/JPY", 156.3482543640897755610972568m);
        host.Engine.Tick("USD/KWD", 0.30716m);
        host.Engine.Tick("USD/GBP", 0.5m);
        host.Engine.Tick("BTC/USD", 60_000m);

        var json = (await host.GetAsync($"/convert?from={from}&to={to}&amount={amount}")).Json;

        Assert.Equal(decimal.Parse(result, CultureInfo.InvariantCulture), json.GetProperty("result").GetDecimal());
        Assert.Equal(decimal.Parse(residual, CultureInfo.InvariantCulture), Math.Round(json.GetProperty("residual").GetDecimal(), 22));
        Assert.Equal("half_even", json.GetProperty("rounding").GetString());
        Assert.Equal(
            json.GetProperty("amount").GetDecimal() * json.GetProperty("price").GetDecimal(),
            json.GetProperty("result").GetDecimal() + json.GetProperty("residual").GetDecimal());
    }

    [Fact]
    public async Task The_answer_has_the_documented_fields()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.88022588m, Given.Today);

        var reply = await host.GetAsync("/convert?from=usd&to=eur&amount=100.250");

        Assert.Equal("application/json", reply.ContentType);
        Assert.Equal(
            """{"from":"USD","to":"EUR","amount":100.250,"result":88.24,"price":0.88022588,"rounding":"half_even","residual":0.00264447000,"timestamp":"2026-03-05T00:00:00Z","status":"stale","simulated":false,"usage":"refuse","reasons":["stale"]}""",
            reply.Body);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("%2B1")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e5")]
    [InlineData("1,000")]
    [InlineData("1.2.3")]
    [InlineData("0x10")]
    [InlineData("%201")]
    [InlineData("1%00")]
    [InlineData("٣")]
    [InlineData("abc")]
    [InlineData("12345678901234567890123456789012345678901")] // 41 digits.
    [InlineData("0.00000000000000000000000000001")] // 29 decimals, one more than a decimal holds: not 0.
    [InlineData("79228162514264337593543950336")] // One more than a decimal holds.
    [InlineData("79228162514264337593543950335")] // As many as a decimal holds: too large to multiply.
    public async Task An_amount_that_is_none_is_refused(string amount)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/JPY", 160m);

        (await host.GetAsync($"/convert?from=USD&to=JPY&amount={amount}")).IsProblem(400, "invalid_amount");
    }

    [Theory]
    [InlineData("/convert?from=USD&to=EUR", 400, "missing_parameter")]
    [InlineData("/convert?from=USD&to=EUR&amount=", 400, "missing_parameter")]
    [InlineData("/convert?amount=1&to=EUR", 400, "missing_parameter")]
    [InlineData("/convert?from=USD&to=EUR&amount=1&amount=2", 400, "invalid_query")]
    [InlineData("/convert?from=USD&to=NOPE&amount=1", 400, "invalid_currency")]
    [InlineData("/convert?from=USD&to=KWD&amount=x", 400, "invalid_amount")]
    [InlineData("/convert?from=USD&to=KWD&amount=1", 404, "no_price")]
    public async Task What_is_wrong_is_said(string path, int status, string code)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);

        (await host.GetAsync(path)).IsProblem(status, code);
    }
}

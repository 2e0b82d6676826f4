using System.Text;
using FxOrleans.Pricing;
using FxOrleans.Serving.Tests.Access;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.WhatIf;

/// <summary>What-ifs over HTTP: what is asked for, what is answered, and what is refused.</summary>
public sealed class WhatIfTests
{
    private const string Body = """{"from":"2026-03-05T12:00:00Z","to":"2026-03-06","pairs":["USD/EUR"],"policy":{"quorum":3}}""";

    private readonly FakeWhatIf _whatIf = new();

    [Fact]
    public async Task A_job_is_begun_and_found_by_its_address_and_cancelled()
    {
        await using var host = await StartAsync();

        var begun = await PostAsync(
            host,
            """
            {"from":"2026-03-05T10:00:00Z","to":"2026-03-05T12:00:00Z","pairs":["usd/eur","EUR/GBP"],
             "policy":{"quorum":3,"MaxAge":2.5,"holdFor":"00:05:00","usage":{"fixings":true,"pairs":{"EUR/USD":{"sources":2}}}}}
            """);

        Assert.Equal((202, "/whatif/job0", "no-store"), (begun.Status, begun.Headers["Location"], begun.Headers["Cache-Control"]));
        Assert.Equal("queued", begun.Json.GetProperty("state").GetString());
        var question = Assert.Single(_whatIf.Jobs).Question;
        Assert.Equal((Given.Now.AddHours(-4), Given.Now.AddHours(-2)), (question.From, question.To));
        Assert.Equal([Given.Pair("USD/EUR"), Given.Pair("EUR/GBP")], question.Pairs!);
        Assert.Equal(
            ["MaxAge=00:00:02.5000000", "holdFor=00:05:00", "quorum=3", "usage:fixings=true", "usage:pairs:EUR/USD:sources=2"],
            question.Policy.Select(rule => $"{rule.Key}={rule.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(begun.Body, (await host.GetAsync("/whatif/job0")).Body);

        var cancelled = await host.SendAsync(HttpMethod.Delete, "/whatif/job0");
        Assert.Equal((200, "cancelled"), (cancelled.Status, cancelled.Json.GetProperty("state").GetString()));
        (await host.GetAsync("/whatif/job1")).IsProblem(404, "unknown_job");
        (await host.SendAsync(HttpMethod.Delete, "/whatif/job1")).IsProblem(404, "unknown_job");
    }

    [Fact]
    public async Task The_result_says_how_many_prices_differ_by_how_much_and_what_is_firm()
    {
        await using var host = await StartAsync();
        await PostAsync(host, Body);
        var worst = new PriceDifference(Given.Pair("USD/EUR"), 7, 211, Given.Now, 0.86142m, 0.86150m, 0.92870, PriceChanges.Mid | PriceChanges.Usage);
        var report = new PolicyReport(200, 3, 2, 0.1, 0.9, 0.9, [worst])
        {
            DisputesGained = 1, DisputesLost = 2, QuorateBefore = 200, QuorateAfter = 150, FirmBefore = 190, FirmAfter = 100, Faults = [new FaultDifference(Verdict.WrongBase, 4, 0)],
        };
        _whatIf.Jobs[0] = _whatIf.Jobs[0] with { State = WhatIfState.Done, Progress = 1, Result = new WhatIfResult(1, 500, 9, 0, report) };

        var reply = await host.GetAsync("/whatif/job0");

        Assert.Equal(
            """{"markets":1,"compared":200,"different":3,"moved":2,"basis_points":{"p50":0.1,"p95":0.9,"p99":0.9,"worst":[{"pair":"USD/EUR","epoch":7,"sequence":211,"timestamp":"2026-03-05T14:00:00Z","published":0.86142,"other":0.86150,"basis_points":0.9287,"changes":["mid","usage"]}]},"faults":{"wrong_base":{"gained":4,"lost":0}},"disputed":{"gained":1,"lost":2},"quorate":{"before":1,"after":0.75},"firm":{"before":0.95,"after":0.5},"missing":9,"unfaithful":0}""",
            reply.Json.GetProperty("result").GetRawText());
        Assert.Equal("done", reply.Json.GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("""{"to":"2026-03-05T12:00:00Z","policy":{"quorum":3}}""", "missing_parameter", "'from'")]
    [InlineData("""{"from":"yesterday","to":"2026-03-05T12:00:00Z","policy":{"quorum":3}}""", "invalid_query", "'yesterday'")]
    [InlineData("""{"from":"2026-03-05T12:00:00Z","to":"2026-03-05T12:00:00Z","policy":{"quorum":3}}""", "invalid_range", "not before")]
    [InlineData("""{"from":"2096-04-05","to":"2096-04-06","policy":{"quorum":3}}""", "invalid_range", "future")]
    [InlineData("""{"from":"2026-03-04","to":"2026-03-05"}""", "missing_parameter", "'policy'")]
    [InlineData("""{"from":"2026-03-04","to":"2026-03-05","policy":[]}""", "invalid_policy", "no object")]
    [InlineData("""{"from":"2026-03-04","to":"2026-03-05","policy":{}}""", "invalid_policy", "names no rule")]
    [InlineData("""{"from":"2026-03-04","to":"2026-03-05","policy":{"quorom":3}}""", "invalid_policy", "no rule 'quorom'")]
    [InlineData("""{"from":"2026-03-04","to":"2026-03-05","policy":{"usage":{"sorces":3}}}""", "invalid_policy", "no rule 'usage:sorces'")]
    [InlineData("""{"from":"2026-03-04","to":"2026-03-05","policy":{"quorum":[3]}}""", "invalid_policy", "neither a number nor text")]
    [InlineData("""{"from":"2026-03-04","to":"2026-03-05","policy":{"quorum":3,"Quorum":4}}""", "invalid_policy", "given twice")]
    [InlineData("""{"from":"2026-03-04","to":"2026-03-05","policy":{"quorum":3},"pairs":[]}""", "invalid_query", "'pairs'")]
    [InlineData("""{"from":"2026-03-04","to":"2026-03-05","policy":{"quorum":3},"pairs":["USDEUX"]}""", "invalid_currency", "'USDEUX'")]
    [InlineData("""{"from":"2026-03-04","to":"2026-03-05","policy":{"quorum":3},"pairs":[5]}""", "invalid_currency", "'5'")]
    [InlineData("[]", "invalid_query", "no JSON object")]
    public async Task What_cannot_be_decided_is_named(string body, string code, string named)
    {
        await using var host = await StartAsync();

        var reply = await PostAsync(host, body);

        reply.IsProblem(400, code);
        Assert.Contains(named, reply.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(_whatIf.Jobs);
    }

    [Fact]
    public async Task Rules_out_of_range_and_too_many_jobs_are_refused()
    {
        await using var host = await StartAsync();
        _whatIf.Fault = "Pricing:Quorum is 99; it must be from 1 to 16.";
        var wrong = await PostAsync(host, Body);
        wrong.IsProblem(400, "invalid_policy");
        Assert.Equal(_whatIf.Fault, wrong.Json.GetProperty("detail").GetString());

        (_whatIf.Fault, _whatIf.IsFull) = (null, true);
        var full = await PostAsync(host, Body);
        full.IsProblem(429, "rate_limited");
        Assert.Equal("30", full.Headers["Retry-After"]);
    }

    [Fact]
    public async Task Only_an_administrator_begins_and_ends_one_and_a_reader_sees_it()
    {
        await using var host = await StartAsync(setup => setup.Access = Keyed.Options);

        (await PostAsync(host, Body)).IsProblem(401, "unauthorized");
        (await PostAsync(host, Body, Keyed.Header(Keyed.Reader))).IsProblem(403, "forbidden");
        Assert.Equal(202, (await PostAsync(host, Body, Keyed.Header(Keyed.All))).Status);
        Assert.Equal(200, (await host.GetAsync("/whatif/job0", Keyed.Header(Keyed.Reader))).Status);
        (await host.SendAsync(HttpMethod.Delete, "/whatif/job0", Keyed.Header(Keyed.Reader))).IsProblem(403, "forbidden");
        Assert.Equal(200, (await host.SendAsync(HttpMethod.Delete, "/whatif/job0", Keyed.Header(Keyed.All))).Status);
    }

    [Fact]
    public async Task A_host_without_a_journal_has_no_such_path()
    {
        await using var host = await ServingHost.StartAsync();

        (await PostAsync(host, Body)).IsProblem(404, "unknown_path");
        (await host.GetAsync("/whatif/job0")).IsProblem(404, "unknown_path");
    }

    private Task<ServingHost> StartAsync(Action<HostSetup>? configure = null) => ServingHost.StartAsync(setup =>
    {
        setup.Services = services => services.AddSingleton<IWhatIf>(_whatIf);
        configure?.Invoke(setup);
    });

    private static async Task<Reply> PostAsync(ServingHost host, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/whatif") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await host.Client.SendAsync(request);
        return await Reply.ReadAsync(response);
    }
}

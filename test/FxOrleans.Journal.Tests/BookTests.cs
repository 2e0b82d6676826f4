using System.Text;
using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Journal.Tests;

/// <summary>Receipts and keys outlive the host that made them.</summary>
public sealed class BookTests : IDisposable
{
    private static readonly PriceEvidence Evidence = Sample.Cross();
    private static readonly byte[] Price = """{"price":1}"""u8.ToArray();

    private readonly BookFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_receipt_is_signed_once_and_found_after_a_restart()
    {
        Receipt first;
        using (var book = _folder.Open())
        {
            first = await book.IssueAsync(Evidence, Price, default);
            Assert.True(first.IsNew);
            _folder.Time.Advance(TimeSpan.FromMinutes(1));
            var second = await book.IssueAsync(Evidence, "{}"u8.ToArray(), default);
            Assert.False(second.IsNew);
            Assert.Equal((first.Id, first.Signed, Encoding.UTF8.GetString(Price)), (second.Id, second.Signed, Encoding.UTF8.GetString(second.Price.Span)));
        }

        using var restarted = _folder.Open();
        Assert.Equal(first.Signed, (await restarted.FindAsync(first.Id, default))!.Signed);
        Assert.Equal(first.Signed, (await restarted.IssueAsync(Evidence, Price, default)).Signed);
        Assert.Null(await restarted.FindAsync(new string('A', 43), default));
        var verified = (await restarted.VerifyAsync(first.Signed, default))!;
        Assert.Equal((ReceiptCheck.Valid, ReceiptCheck.Valid, ReceiptCheck.Valid), (verified.Signature, verified.Digits, verified.Log));
        Assert.Equal(ReceiptCheck.Invalid, (await restarted.VerifyAsync(first.Signed.Replace(".ey", ".fy", StringComparison.Ordinal), default))!.Log);
        Assert.Equal(ReceiptVerifier.KeysOf(Path.Combine(_folder.Path, "journal")), (await restarted.PublicKeysAsync(default)).ToArray());
    }

    [Fact]
    public async Task However_many_ask_at_once_one_signature_is_kept()
    {
        using var book = _folder.Open();

        var receipts = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () => await book.IssueAsync(Evidence, Price, default))));

        Assert.Single(receipts.Select(receipt => receipt.Signed).Distinct());
        Assert.Single(receipts, receipt => receipt.IsNew);
    }

    [Fact]
    public async Task What_the_evidence_does_not_give_is_not_signed()
    {
        using var book = _folder.Open();
        var wrong = Evidence with { Rate = Evidence.Rate with { Mid = Evidence.Rate.Mid * 2 } };

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () => await book.IssueAsync(wrong, Price, default));

        Assert.StartsWith("price is ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_start_makes_a_key_that_only_its_account_can_read()
    {
        using (var book = _folder.Open())
        {
            Assert.Null(await book.UnavailableAsync(default));
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.KeyFile));
        }

        var before = await File.ReadAllTextAsync(_folder.KeyFile);
        using var second = _folder.Open();
        Assert.Single(JwkSet.Read((await second.PublicKeysAsync(default)).Span));
        Assert.Equal(before, await File.ReadAllTextAsync(_folder.KeyFile));
    }

    [Fact]
    public async Task A_host_of_a_cluster_needs_a_key_that_all_have()
    {
        using var alone = _folder.Open(sharesWork: true);

        Assert.Contains("Receipts:Keys", await alone.UnavailableAsync(default), StringComparison.Ordinal);
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await alone.IssueAsync(Evidence, Price, default));
        Assert.Null(await alone.FindAsync(new string('A', 43), default));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));

        using var key = new TestKey();
        using var shared = _folder.Open(With(("a", key)), sharesWork: true);
        var receipt = await shared.IssueAsync(Evidence, Price, default);
        Assert.Equal(ReceiptCheck.Valid, ReceiptVerifier.Verify(receipt.Signed, [key.Public])!.Signature);
        Assert.False(File.Exists(_folder.KeyFile));
    }

    [Fact]
    public async Task The_key_that_began_last_signs_and_the_next_is_told_a_day_ahead()
    {
        using var current = new TestKey(Given.Today.AddDays(-10), Given.Today.AddDays(10));
        using var next = new TestKey(Given.Today.AddDays(5), Given.Today.AddDays(40));
        using var book = _folder.Open(With(("current", current), ("next", next)));

        Assert.Equal([current.Public], JwkSet.Read((await book.PublicKeysAsync(default)).Span));
        _folder.Time.Advance(Given.Today.AddDays(4) - Given.Now);
        Assert.Equal([current.Public, next.Public], JwkSet.Read((await book.PublicKeysAsync(default)).Span));
        var first = await book.IssueAsync(Evidence, Price, default);
        Assert.Equal(ReceiptCheck.Valid, ReceiptVerifier.Verify(first.Signed, [current.Public])!.Signature);

        _folder.Time.Advance(TimeSpan.FromDays(1));
        var second = await book.IssueAsync(Sample.Of(7).First(), Price, default);
        Assert.Equal(ReceiptCheck.Valid, ReceiptVerifier.Verify(second.Signed, [next.Public])!.Signature);

        // Out of the configuration, it still verifies what it signed.
        book.Dispose();
        using var retired = _folder.Open(With(("next", next)));
        Assert.Equal(ReceiptCheck.Valid, (await retired.VerifyAsync(first.Signed, default))!.Signature);
    }

    [Fact]
    public async Task Without_a_key_that_is_valid_now_nothing_is_signed()
    {
        using var expired = new TestKey(Given.Today.AddDays(-10), Given.Today.AddDays(-1));
        using var book = _folder.Open(With(("old", expired)));

        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await book.IssueAsync(Evidence, Price, default));
    }

    [Fact]
    public async Task A_file_without_a_key_is_named()
    {
        var file = Path.Combine(_folder.Path, "no.pem");
        await File.WriteAllTextAsync(file, "nothing");
        using var book = _folder.Open(new ReceiptsOptions { Keys = { ["a"] = new() { File = file, NotBefore = Given.Today, NotAfter = Given.Today.AddDays(1) } } });

        Assert.Contains(file, await book.UnavailableAsync(default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_are_kept_than_is_configured()
    {
        using var book = _folder.Open(new ReceiptsOptions { MaxKept = 1 });
        await book.IssueAsync(Evidence, Price, default);

        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await book.IssueAsync(Sample.Of(7).First(), Price, default));
        Assert.False((await book.IssueAsync(Evidence, Price, default)).IsNew);
    }

    private ReceiptsOptions With(params (string Name, TestKey Key)[] keys)
    {
        var options = new ReceiptsOptions();
        foreach (var (name, key) in keys)
        {
            var file = Path.Combine(_folder.Path, $"{name}.pem");
            File.WriteAllText(file, key.Pem);
            options.Keys[name] = new ReceiptKeyOptions { File = file, NotBefore = key.Public.NotBefore, NotAfter = key.Public.NotAfter };
        }

        return options;
    }
}

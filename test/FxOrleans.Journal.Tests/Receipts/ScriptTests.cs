using System.Text;
using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.Journal.Tests.Receipts;

/// <summary>The verifier in JavaScript, which shares no code with the service, comes to the same as ours on every receipt.</summary>
public sealed class ScriptTests : IDisposable
{
    private const int Markets = 150;

    private static readonly string Folder = Path.Combine(SiloProgram.Root, "clients", "verify");

    private readonly TestKey _key = new();
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("fx-verify-");

    public void Dispose()
    {
        _key.Dispose();
        _files.Delete(recursive: true);
    }

    [Fact]
    public async Task Both_verifiers_say_the_same_of_every_receipt()
    {
        using var foreign = new TestKey();
        using var expired = new TestKey(Given.Today.AddDays(-9), Given.Today.AddDays(-1));
        var rows = new List<(string Receipt, string Expected)>();
        for (var seed = 1UL; seed <= Markets; seed++)
        {
            foreach (var evidence in Sample.Of(seed))
            {
                Add(_key.Sign(PayloadWriter.Write(evidence, Sample.Issuer)));
            }
        }

        var valid = rows.Count;
        Assert.All(rows, row => Assert.Equal("valid valid", row.Expected));
        var payload = PayloadWriter.Write(Sample.Cross(), Sample.Issuer);
        Add(foreign.Sign(payload));
        Add(expired.Sign(payload));
        Add(_key.Sign(payload).Replace('.', ','));
        var parts = _key.Sign(payload).Split('.');
        foreach (var header in (string[])["""{"alg":"none","iat":1,"kid":"K"}""", """{"alg":"HS256","kid":"K"}""", """{"alg":"ES256","alg":"ES256","kid":"K"}""", """{"alg":"ES256","crit":[],"kid":"K"}""", "[]", "{"])
        {
            Add($"{ReceiptText.Base64(Encoding.UTF8.GetBytes(header.Replace("K", _key.Public.Kid, StringComparison.Ordinal)))}.{parts[1]}.{parts[2]}");
        }

        foreach (var text in (string[])["""{"v":"fxr/1","v":"fxr/1"}""", """{"a":"\ud800","v":"fxr/1"}""", """{"v":"fxr/2"}""", """{"v":"fxr/1"}""", """{"a":1,"v":"fxr/1"}""", "\uFEFF{\"v\":\"fxr/1\"}", "{\"é\":\"\\u001f\u007f\u2028😀\",\"v\":\"fxr/2\"}", "[]", ""])
        {
            Add(_key.Sign(Encoding.UTF8.GetBytes(text)));
        }

        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var bytes = Encoding.ASCII.GetBytes(_key.Sign(payload));
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            Add(Encoding.Latin1.GetString(bytes));
        }

        // Each digit of a signed payload turned, one at a time.
        for (var i = 0; i < payload.Length; i += 1 + (payload.Length / 600))
        {
            if (payload[i] is >= (byte)'0' and <= (byte)'9')
            {
                byte[] changed = [.. payload];
                changed[i] = (byte)(changed[i] == '9' ? '1' : changed[i] + 1);
                Add(_key.Sign(changed));
            }
        }

        await File.WriteAllTextAsync(Path.Combine(_files.FullName, "receipts.json"), JsonSerializer.Serialize(rows.Select(row => new[] { row.Receipt, row.Expected })));
        await File.WriteAllBytesAsync(Path.Combine(_files.FullName, "jwks.json"), JwkSet.Write([_key.Public, expired.Public]));
        await File.WriteAllTextAsync(Path.Combine(_files.FullName, "run.mjs"), Script);
        var (exitCode, output) = await Shell.RunAsync($"node run.mjs '{Folder}/fx-verify.js'", folder: _files.FullName);

        Assert.True(exitCode == 0, output);
        Assert.Contains($"{rows.Count} receipts", output, StringComparison.Ordinal);
        Assert.True(valid > 4 * Markets && rows.Count > valid + 400, output);

        void Add(string receipt)
        {
            var verified = ReceiptVerifier.Verify(receipt, [_key.Public, expired.Public]);
            rows.Add((receipt, verified is null ? "none" : $"{Said(verified.Signature)} {Said(verified.Digits)}{string.Concat(verified.Faults.Select(fault => $" {fault}"))}"));
        }
    }

    private static string Said(ReceiptCheck check) => check switch { ReceiptCheck.Valid => "valid", ReceiptCheck.Invalid => "invalid", _ => "not_checked" };

    private const string Script = """
        import { readFileSync } from 'node:fs';
        const { verify } = await import(process.argv[2]);
        const jwks = JSON.parse(readFileSync('jwks.json', 'utf8'));
        const rows = JSON.parse(readFileSync('receipts.json', 'utf8'));
        const wrong = [];
        for (const [receipt, expected] of rows) {
          const verified = await verify(receipt, jwks);
          const said = verified === null ? 'none' : [verified.signature, verified.digits, ...verified.faults].join(' ');
          if (said !== expected) wrong.push(`${said} instead of ${expected}: ${verified?.difference} ${Buffer.from(receipt.split('.')[1] ?? '', 'base64url')}`);
        }
        console.log(`${rows.length} receipts, ${wrong.length} differ`);
        for (const line of wrong.slice(0, 10)) console.log(line);
        process.exitCode = wrong.length === 0 ? 0 : 1;
        """;
}

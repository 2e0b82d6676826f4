using System.Security.Cryptography;
using System.Text;
using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Journal.Tests.Receipts;

/// <summary>Only a key that is known, and was valid then, signs; and only by ES256.</summary>
public sealed class SignatureTests : IDisposable
{
    private static readonly byte[] Payload = PayloadWriter.Write(Sample.Cross(), Sample.Issuer);

    private readonly TestKey _key = new();

    public void Dispose() => _key.Dispose();

    [Fact]
    public void A_foreign_key_is_unknown()
    {
        using var foreign = new TestKey();

        Refused(foreign.Sign(Payload), ReceiptFaults.UnknownKey);
    }

    [Fact]
    public void A_foreign_key_under_a_known_name_signs_nothing()
    {
        using var foreign = new TestKey();
        var parts = foreign.Sign(Payload).Split('.');

        Refused($"{Header(_key)}.{parts[1]}.{parts[2]}", ReceiptFaults.BadSignature);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("ES384")]
    [InlineData("es256")]
    [InlineData("")]
    public void Another_algorithm_than_ours_is_refused_whatever_is_signed(string algorithm)
    {
        var signed = $"{Part($$"""{"alg":"{{algorithm}}","iat":{{Given.Now.ToUnixTimeSeconds()}},"kid":"{{_key.Public.Kid}}"}""")}.{ReceiptText.Base64(Payload)}";
        var byPublicKey = HMACSHA256.HashData(Encoding.UTF8.GetBytes(_key.Public.X + _key.Public.Y), Encoding.ASCII.GetBytes(signed));

        Refused($"{signed}.", ReceiptFaults.BadSignature);
        Refused($"{signed}.{ReceiptText.Base64(byPublicKey)}", ReceiptFaults.BadSignature);
        Refused($"{signed}.{_key.Sign(Payload).Split('.')[2]}", ReceiptFaults.BadSignature);
    }

    [Fact]
    public void A_header_that_calls_something_critical_is_refused()
    {
        var header = Part($$"""{"alg":"ES256","b64":false,"crit":["b64"],"iat":1,"kid":"{{_key.Public.Kid}}"}""");

        Refused($"{header}.{ReceiptText.Base64(Payload)}.{_key.Sign(Payload).Split('.')[2]}", ReceiptFaults.BadSignature);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(31)]
    public void A_key_signs_only_while_it_is_valid(int day) => Refused(_key.Sign(Payload, Given.Today.AddDays(day)), ReceiptFaults.KeyNotValidThen);

    [Fact]
    public void A_retired_key_verifies_what_it_signed_before()
    {
        using var retired = new TestKey(Given.Today.AddDays(-60), Given.Today.AddDays(-30));

        Assert.Equal(ReceiptCheck.Valid, ReceiptVerifier.Verify(retired.Sign(Payload, Given.Today.AddDays(-31)), [_key.Public, retired.Public])!.Signature);
    }

    [Fact]
    public void A_key_under_another_name_than_its_thumbprint_is_not_in_the_set()
    {
        var set = Encoding.UTF8.GetString(JwkSet.Write([_key.Public])).Replace(_key.Public.Kid, new string('A', 43), StringComparison.Ordinal);

        Assert.Empty(JwkSet.Read(Encoding.UTF8.GetBytes(set)));
        Assert.Equal([_key.Public], JwkSet.Read(JwkSet.Write([_key.Public])));
    }

    [Fact]
    public void A_key_is_named_as_RFC_7638_says()
    {
        // The coordinates of RFC 7515, appendix A.3; the thumbprint by Python's hashlib.
        var key = new PublicKey("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", Given.Today, Given.Now);

        Assert.Equal("oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U", key.Kid);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("e30.e30.e30.e30")]
    [InlineData("e30=.e30.e30")]
    [InlineData("W10.e30.e30")]
    [InlineData("e30.e31.e30")]
    [InlineData("e3.e30.e30")]
    [InlineData("eyJhIjoxLCJhIjoxfQ.e30.e30")]
    [InlineData("e30 .e30.e30")]
    [InlineData("eyJhIjoi_yJ9.e30.e30")] // A byte that is no UTF-8.
    [InlineData("eyJhIjoiXHVkODAwIn0.e30.e30")] // Half of a surrogate pair.
    public void What_is_no_compact_JWS_is_not_verified(string text) => Assert.Null(ReceiptVerifier.Verify(text, [_key.Public]));

    [Fact]
    public async Task Openssl_verifies_the_signature_too()
    {
        var folder = Directory.CreateTempSubdirectory("fx-openssl-");
        var parts = _key.Sign(Payload).Split('.');
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "signed"), $"{parts[0]}.{parts[1]}");
        var raw = ReceiptText.Bytes(parts[2])!;
        using (var key = ECDsa.Create())
        {
            key.ImportFromPem(_key.Pem);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "key.pem"), key.ExportSubjectPublicKeyInfoPem());
        }

        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "signature"), Der(raw));
        var (exitCode, output) = await Testing.Hosting.Shell.RunAsync("openssl dgst -sha256 -verify key.pem -signature signature signed", folder: folder.FullName);
        folder.Delete(recursive: true);

        Assert.True(exitCode == 0 && output.Contains("Verified OK", StringComparison.Ordinal), output);
    }

    private void Refused(string receipt, string fault)
    {
        var verified = ReceiptVerifier.Verify(receipt, [_key.Public])!;
        Assert.Equal(ReceiptCheck.Invalid, verified.Signature);
        Assert.Equal(ReceiptCheck.Valid, verified.Digits);
        Assert.Equal([fault], verified.Faults);
    }

    private static string Header(TestKey key) => key.Sign(Payload).Split('.')[0];

    private static string Part(string json) => ReceiptText.Base64(Encoding.UTF8.GetBytes(json));

    // r and s as a DER sequence of two integers.
    private static byte[] Der(byte[] raw)
    {
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(raw.AsSpan(0, 32).TrimStart((byte)0));
            writer.WriteIntegerUnsigned(raw.AsSpan(32).TrimStart((byte)0));
        }

        return writer.Encode();
    }
}

using System.Text;
using System.Text.Json.Nodes;
using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Journal.Tests.Receipts;

/// <summary>A receipt proves its price to whoever has nothing else, and nothing that is changed in it passes.</summary>
public sealed class ReceiptTests : IDisposable
{
    private const int Markets = 400;

    private readonly TestKey _key = new();

    public void Dispose() => _key.Dispose();

    [Fact]
    public void The_digits_of_every_receipt_follow_from_its_own_evidence()
    {
        var count = 0;
        for (var seed = 1UL; seed <= Markets; seed++)
        {
            foreach (var evidence in Sample.Of(seed))
            {
                var payload = PayloadWriter.Write(evidence, Sample.Issuer);
                var verified = ReceiptVerifier.Verify(_key.Sign(payload), [_key.Public])!;
                Assert.True(verified is { Signature: ReceiptCheck.Valid, Digits: ReceiptCheck.Valid, Faults: [] }, $"seed {seed}: {verified.Difference} {Encoding.UTF8.GetString(payload)}");
                count++;
            }
        }

        Assert.True(count > Markets * 5, $"{count} receipts");
    }

    [Fact]
    public void One_decision_has_one_id_however_often_it_is_signed()
    {
        var evidence = Sample.Cross();
        using var other = new TestKey();
        var (first, second) = (_key.Sign(PayloadWriter.Write(evidence, Sample.Issuer)), other.Sign(PayloadWriter.Write(evidence, Sample.Issuer), Given.Now.AddHours(1)));

        Assert.NotEqual(first, second);
        Assert.Equal(ReceiptVerifier.Id(first), ReceiptVerifier.Id(second));
    }

    [Fact]
    public void Every_bit_that_is_turned_in_a_receipt_is_noticed()
    {
        var receipt = _key.Sign(PayloadWriter.Write(Sample.Of(3).First(), Sample.Issuer));
        var bytes = Encoding.ASCII.GetBytes(receipt);
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            if (ReceiptVerifier.Verify(Encoding.Latin1.GetString(bytes), [_key.Public]) is { } verified)
            {
                Assert.Equal(ReceiptCheck.Invalid, verified.Signature);
                Assert.True(verified.Faults[0] is ReceiptFaults.BadSignature or ReceiptFaults.UnknownKey, $"bit {bit}: {string.Join(", ", verified.Faults)}");
            }

            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    /// <summary>Whoever holds the key can sign anything; the digits still have to follow from the evidence.</summary>
    [Fact]
    public void No_digit_of_a_signed_payload_can_be_another()
    {
        var whole = Sample.Payload(Sample.Cross());
        string[] names = ["price", "bid", "ask", "confidence", "timestamp", "at", "epoch", "sequence", "sources"];
        foreach (var name in names)
        {
            AssertDiffers(json => json[name] = Another((string)json[name]!));
            if (name is not ("at" or "epoch")) // Of an older leg these say which decision it was; no digit follows from them.
            {
                AssertDiffers(json => json["legs"]![0]![name] = Another((string)json["legs"]![0]![name]!));
            }
        }

        AssertDiffers(json => json["status"] = (string)json["status"]! == "live" ? "indicative" : "live");
        AssertDiffers(json => json["usage"] = (string)json["usage"]! == "firm" ? "refuse" : "firm");
        AssertDiffers(json => json["simulated"] = !(bool)json["simulated"]!);
        AssertDiffers(json => json["via"]!.AsArray().Clear());
        AssertDiffers(json => json["pair"] = "EUR/ISK");
        AssertDiffers(json => json["legs"]!.AsArray().RemoveAt(1));
        AssertDiffers(json => json["legs"]!.AsArray().Clear());
        AssertDiffers(json => json["legs"]![0]!["inverted"] = !(bool)json["legs"]![0]!["inverted"]!);
        AssertDiffers(json => json["legs"]![0]!["quotes"]!.AsArray().Clear());
        AssertDiffers(json => json["legs"]![0]!["learned"]!["deviation"] = "0.01");
        AssertDiffers(json => json["legs"]![0]!["learned"]!["disputed"] = !(bool)json["legs"]![0]!["learned"]!["disputed"]!);
        AssertDiffers(json => json["price"] = (string)json["price"]! + "0");
        AssertDiffers(json => json["price"] = "-" + (string)json["price"]!);
        AssertDiffers(json => json.Remove("confidence"));
        AssertDiffers(json =>
        {
            var kept = json["legs"]![0]!["quotes"]!.AsArray().First(quote => (bool)quote!["kept"]!)!;
            kept["weight"] = Another((string)kept["weight"]!);
        });

        void AssertDiffers(Action<JsonObject> change) => Check(whole, change, ReceiptFaults.RecomputationDiffers);
    }

    [Fact]
    public void What_cannot_be_recomputed_is_named()
    {
        var whole = Sample.Payload(Sample.Cross());
        Check(whole, json => json["v"] = "fxr/2", ReceiptFaults.UnsupportedVersion);
        Check(whole, json => json["policy"]!["quorum"] = "3", ReceiptFaults.DigestMismatch);
        Check(whole, json => json["policy_sha256"] = new string('A', 43), ReceiptFaults.DigestMismatch);
    }

    [Theory]
    [InlineData("""{"v":"fxr/1","v":"fxr/1"}""")]
    [InlineData("""{"a":"\ud800","v":"fxr/1"}""")]
    [InlineData("""{"a":"\udc00\ud800","v":"fxr/1"}""")]
    [InlineData("""{"v":"fxr/1","a":"b"}""")]
    [InlineData("""{"a": "b","v":"fxr/1"}""")]
    [InlineData("""{"a":"\u0062","v":"fxr/1"}""")]
    [InlineData("""{"a":1,"v":"fxr/1"}""")]
    [InlineData("""[]""")]
    [InlineData("")]
    public void A_payload_that_has_more_than_one_form_is_refused(string payload)
    {
        var verified = ReceiptVerifier.Verify(_key.Sign(Encoding.UTF8.GetBytes(payload)), [_key.Public])!;

        Assert.Equal(ReceiptCheck.Valid, verified.Signature);
        Assert.Equal([ReceiptFaults.DigestMismatch], verified.Faults);
    }

    private void Check(JsonObject whole, Action<JsonObject> change, string fault)
    {
        var changed = (JsonObject)whole.DeepClone();
        change(changed);
        var verified = ReceiptVerifier.Verify(_key.Sign(CanonicalJson.Encode(changed)), [_key.Public])!;
        Assert.Equal(ReceiptCheck.Valid, verified.Signature);
        Assert.True(verified.Faults is [var one] && one == fault, $"{string.Join(", ", verified.Faults)} instead of {fault}: {verified.Difference}");
    }

    // The last digit turned: of a number another one, of a time another moment.
    private static string Another(string text)
    {
        var place = text.LastIndexOfAny([.. "0123456789"]);
        return string.Concat(text.AsSpan(0, place), text[place] == '9' ? "8" : ((char)(text[place] + 1)).ToString(), text.AsSpan(place + 1));
    }
}
